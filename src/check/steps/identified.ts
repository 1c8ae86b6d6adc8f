import type { Profile } from '../../backends/profile.ts';
import { parseObject } from '../../base/json.ts';
import { isMalicious, maliciousEvidence } from '../../features/known-issues/litellm.ts';
import { isGateway } from '../../features/operators.ts';
import { getOpenly } from '../ask.ts';
import type { Exchange } from '../exchange.ts';
import { type Step, step } from '../report.ts';
import type { Session } from '../session.ts';

/** What stands at an address. */
export type Product = {
  readonly name: string;
  readonly version: string | undefined;
  /** Where its own endpoints begin. */
  readonly root: string;
};

/** The endpoints for Claude Code that LiteLLM and OpenRouter have below their root. */
const suffixes = /\/(anthropic|bedrock|vertex_ai(\/v1)?)\/?$/;

/** Finds out what the gateway is, by what it says to anybody: no credential goes along. */
export async function identify(session: Session, profile: Profile): Promise<Product | undefined> {
  const address = session.sdk.baseURL.replace(/\/+$/, '');
  const root = address.replace(suffixes, '');
  return (await litellm(session, root)) ?? openrouter(address, profile) ?? (await ollama(session, root));
}

/** LiteLLM by the headers of its answers, where its other endpoints are closed. */
export function identifyByAnswer({ sdk, scrub }: Session, seen: Exchange): Product | undefined {
  const headers = seen.outcome === 'answered' || seen.outcome === 'refused' ? seen.headers : new Headers();
  const version = headers.get('x-litellm-version');
  if (version === null && !headers.has('x-litellm-call-id')) return undefined;
  const root = sdk.baseURL.replace(/\/+$/, '').replace(suffixes, '');
  return { name: 'LiteLLM', version: version === null ? undefined : scrub(version), root };
}

/** What is to be said of it. */
export function identifiedStep(product: Product | undefined, profile: Profile): Step {
  if (!isGateway(profile)) return step('identified', 'skipped', 'no gateway: the vendor itself');
  if (product === undefined) return step('identified', 'unknown', 'a gateway that does not say what it is');
  const title = titleOf(product);
  if (product.name !== 'LiteLLM' || !isMalicious(product.version ?? ''))
    return step('identified', 'ok', title);
  return step(
    'identified',
    'failed',
    `${title} is a release that steals credentials (${maliciousEvidence})`,
    'replace every key that this proxy has seen, and have 1.83.0 or later installed',
  );
}

/** Whether it may not have the credential. */
export function isHarmful({ name, version }: Product): boolean {
  return name === 'LiteLLM' && isMalicious(version ?? '');
}

/** Name and version, as far as they are known. */
export function titleOf({ name, version }: Product): string {
  return version === undefined ? name : `${name} ${version}`;
}

/** By the version that it tells everybody, else by its sign of life. `/health` is never asked: it bills. */
async function litellm(session: Session, root: string): Promise<Product | undefined> {
  const version = versionIn(await getOpenly(session, `${root}/public/model_hub/info`));
  if (version !== undefined) return { name: 'LiteLLM', version: session.scrub(version), root };
  const alive = await getOpenly(session, `${root}/health/liveliness`);
  return alive?.includes("I'm alive!") ? { name: 'LiteLLM', version: undefined, root } : undefined;
}

function versionIn(text: string | undefined): string | undefined {
  const version = parseObject(text)?.litellm_version;
  return typeof version === 'string' ? version : undefined;
}

function openrouter(address: string, { product }: Profile): Product | undefined {
  const { hostname } = new URL(address);
  const is = product === 'openrouter' || hostname === 'openrouter.ai' || hostname.endsWith('.openrouter.ai');
  return is ? { name: 'OpenRouter', version: undefined, root: address } : undefined;
}

async function ollama(session: Session, root: string): Promise<Product | undefined> {
  const words = await getOpenly(session, root);
  return words?.startsWith('Ollama is running') ? { name: 'Ollama', version: undefined, root } : undefined;
}
