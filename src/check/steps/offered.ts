import { isRecord } from '../../base/json.ts';
import { quotedWord } from '../../base/quoting.ts';
import { type GetResult, getWithCredential } from '../ask.ts';
import { full, none, partial, unknown, type Verdict } from '../exchange.ts';
import type { AskedModel } from '../models.ts';
import { type Key, type Step, step } from '../report.ts';
import type { Session } from '../session.ts';
import type { Product } from './identified.ts';

/**
 * The list of models, and what it says about the profile. About the credential it says nothing: some show the list to
 * anybody (OpenRouter), some to nobody.
 */
export type ModelList = {
  readonly step: Step;
  /** What Claude Code could show of it in `/model`. */
  readonly discovery: Verdict;
};

/** Asks for the models as Claude Code does, and looks up in them what a session may ask for. */
export async function listModels(session: Session, asked: readonly AskedModel[]): Promise<ModelList> {
  if (!session.lists)
    return {
      step: step('models', 'unknown', 'this backend has no list of models'),
      discovery: unknown('this backend has no list of models'),
    };
  return listingOf(await getWithCredential(session, '/v1/models?limit=1000'), asked);
}

/** Pure: what an answer to `/v1/models` means. */
function listingOf(got: GetResult, asked: readonly AskedModel[]): ModelList {
  if ('failed' in got) {
    const why = `the list of models is unavailable: ${got.failed}`;
    return { step: step('models', 'unknown', why), discovery: unknown(why) };
  }
  const ids = got.status === 200 ? modelIds(got.body) : undefined;
  if (ids === undefined) {
    const why = `there is no list of models (${got.status})${got.words === '' ? '' : `: ${got.words}`}`;
    return {
      step: step('models', 'unknown', why),
      discovery: [404, 405, 501].includes(got.status) ? none(why) : unknown(why),
    };
  }
  return { step: missing(ids, asked), discovery: discoveryIn(ids) };
}

/** The models of a list; one that has no name is passed over. */
export function modelIds(body: unknown): string[] | undefined {
  if (!isRecord(body) || !Array.isArray(body.data)) return undefined;
  return body.data.flatMap((each: unknown) =>
    isRecord(each) && typeof each.id === 'string' ? [each.id] : [],
  );
}

/** A gateway may serve more than it lists (`claude-*`), so what is missing is only doubtful. */
function missing(ids: readonly string[], asked: readonly AskedModel[]): Step {
  const gone = asked.filter(({ model }) => !ids.some(id => covers(id, model)));
  if (gone.length === 0)
    return step('models', 'ok', `${ids.length} in the list, with all that Claude Code may ask for`);
  const list = gone.map(({ what, model }) => `${model} (${what})`).join(', ');
  const main = asked.find(each => !gone.includes(each))?.model;
  const fields = gone.map(
    ({ field }) => ` --set ${quotedWord(`${field}=${ofFamily(field, ids) ?? main ?? 'MODEL'}`)}`,
  );
  return step(
    'models',
    'warning',
    `not in the list: ${list}`,
    `name what the gateway serves: cgw edit NAME${fields.join('')}`,
  );
}

/** The model of the list that is of the same family, where there is one. */
function ofFamily(field: string, ids: readonly string[]): string | undefined {
  const family = field.replace(/^models\./, '');
  return ids.findLast(id => id.includes(family) && /^[\w.:@/-]+$/.test(id));
}

/** Whether an entry of the list stands for a model: the name, an alias of it by date, or a pattern. */
function covers(id: string, model: string): boolean {
  if (id === model || id.replace(/-\d{8}$/, '') === model) return true;
  return id.endsWith('*') && model.startsWith(id.slice(0, -1));
}

/** Claude Code shows those whose name says Claude or Anthropic. */
function discoveryIn(ids: readonly string[]): Verdict {
  const shown = ids.filter(id => /claude|anthropic/i.test(id)).length;
  if (ids.length === 0) return none('the list of models is empty');
  if (shown === 0) return none(`none of ${ids.length} models has claude or anthropic in its name`);
  return shown === ids.length
    ? full(`${shown} models, all with claude or anthropic in their names`)
    : partial(`${shown} of ${ids.length} models have claude or anthropic in their names`);
}

/** Where each product tells it, and how. */
const products: {
  readonly [name: string]: { readonly path: string; readonly read: (body: unknown) => Key | undefined };
} = {
  LiteLLM: { path: '/key/info', read: litellmKey },
  OpenRouter: { path: '/v1/key', read: openrouterKey },
};

/** Spend, budget and rate of the key, where the gateway tells. */
export async function readKey(
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
    over ? 'the budget is used up: ask whoever runs the gateway' : null,
  );
}

function money(amount: number | null): string {
  return amount === null ? 'an unknown amount' : `$${amount.toFixed(2)}`;
}

/** `GET /key/info` of LiteLLM: `info` holds the row of the key. */
export function litellmKey(body: unknown): Key | undefined {
  const info = isRecord(body) && isRecord(body.info) ? body.info : undefined;
  if (info === undefined) return undefined;
  return {
    spend: numberOf(info.spend),
    budget: numberOf(info.max_budget),
    requestsPerMinute: numberOf(info.rpm_limit),
    tokensPerMinute: numberOf(info.tpm_limit),
    expires: typeof info.expires === 'string' ? info.expires.slice(0, 40) : null,
  };
}

/** `GET /api/v1/key` of OpenRouter. */
export function openrouterKey(body: unknown): Key | undefined {
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
