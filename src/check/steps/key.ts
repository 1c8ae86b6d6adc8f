import { isRecord } from '../../base/json.ts';
import { printable } from '../../base/terminal-text.ts';
import { getWithCredential } from '../ask.ts';
import { type Key, type Step, step } from '../report.ts';
import type { Session } from '../session.ts';
import type { Product } from './identified.ts';

/** Where each product tells it, and how. */
const products: {
  readonly [name: string]: { readonly path: string; readonly read: (body: unknown) => Key | undefined };
} = {
  LiteLLM: { path: '/key/info', read: litellmKey },
  OpenRouter: { path: '/v1/key', read: openrouterKey },
};

/** Spend, budget and rate of the key, where the gateway tells. */
export async function keyOf(
  session: Session,
  product: Product | undefined,
): Promise<{ key: Key | null; step: Step }> {
  const told = product === undefined ? undefined : products[product.name];
  if (product === undefined || told === undefined)
    return { key: null, step: step('key', 'skipped', 'nothing here tells spend and budget') };
  const got = await getWithCredential(session, `${product.root}${told.path}`);
  const key = 'failed' in got || got.status !== 200 ? undefined : told.read(got.body);
  if (key === undefined)
    return { key: null, step: step('key', 'unknown', `${product.name} does not tell spend and budget`) };
  return { key, step: judged(key) };
}

function judged(key: Key): Step {
  const { spend, budget, requestsPerMinute, tokensPerMinute, expires } = key;
  const parts = [
    `spent ${money(spend)} of ${budget === null ? 'no limit' : money(budget)}`,
    ...(requestsPerMinute === null ? [] : [`${requestsPerMinute} requests a minute`]),
    ...(tokensPerMinute === null ? [] : [`${tokensPerMinute} tokens a minute`]),
    ...(expires === null ? [] : [`until ${expires}`]),
  ];
  const over = budget !== null && spend !== null && spend >= budget;
  return step(
    'key',
    over ? 'warning' : 'ok',
    parts.join(', '),
    over ? 'the budget is used up: ask who runs the gateway' : null,
  );
}

function money(amount: number | null): string {
  return amount === null ? 'an unknown amount' : `$${amount.toFixed(2)}`;
}

/** `GET /key/info` of LiteLLM: `info` holds the row of the key. */
function litellmKey(body: unknown): Key | undefined {
  const info = isRecord(body) && isRecord(body.info) ? body.info : undefined;
  if (info === undefined) return undefined;
  return {
    spend: numberOf(info.spend),
    budget: numberOf(info.max_budget),
    requestsPerMinute: numberOf(info.rpm_limit),
    tokensPerMinute: numberOf(info.tpm_limit),
    expires: typeof info.expires === 'string' ? printable(info.expires.slice(0, 40)) : null,
  };
}

/** `GET /api/v1/key` of OpenRouter. */
function openrouterKey(body: unknown): Key | undefined {
  const data = isRecord(body) && isRecord(body.data) ? body.data : undefined;
  if (data === undefined) return undefined;
  return {
    spend: numberOf(data.usage),
    budget: numberOf(data.limit),
    requestsPerMinute: null,
    tokensPerMinute: null,
    expires: null,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
