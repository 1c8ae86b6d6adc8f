import type { Environment } from '../base/io.ts';
import type { Exchange } from './exchange.ts';

/** How long and how much a check waits for, reads and repeats. Times in milliseconds. */
export type Limits = {
  /** To connect, and for each answer to begin or to go on. */
  readonly silence: number;
  /** For everything together. */
  readonly total: number;
  /** Bytes of one answer. */
  readonly bytes: number;
  /** Requests that may be made for one answer, the first included. */
  readonly tries: number;
  /** The longest wait that a `retry-after` is granted. */
  readonly wait: number;
};

const usual: Limits = {
  silence: 60_000,
  total: 600_000,
  bytes: 4_000_000,
  tries: 4,
  wait: 30_000,
};

/** The limits under a profile: where Claude Code is to give up sooner (`API_TIMEOUT_MS`), a check does too. */
export function limitsFor(environment: Environment): Limits {
  const wished = Number(environment.API_TIMEOUT_MS);
  return wished > 0 ? { ...usual, silence: Math.min(usual.silence, wished) } : usual;
}

/** Too many requests, no room just now, overloaded (Anthropic’s own 529). */
const passing: readonly number[] = [429, 503, 529];

/**
 * How long to wait before the same request is made again, in milliseconds; undefined: it is not.
 * @param tried how often it was made already.
 * @param now milliseconds since 1970, for a `retry-after` that names a time.
 */
export function waitBeforeRetry(
  seen: Exchange,
  tried: number,
  limits: Limits,
  now: number,
): number | undefined {
  if (seen.outcome !== 'refused' || !passing.includes(seen.status)) return undefined;
  if (tried >= limits.tries || seen.headers.get('x-should-retry') === 'false') return undefined;
  const wait = askedWait(seen.headers, now) ?? 1_000 * 2 ** (tried - 1);
  return wait > limits.wait ? undefined : wait;
}

/** What the server asks for: milliseconds, seconds or a date. */
function askedWait(headers: Headers, now: number): number | undefined {
  const exact = numberOf(headers.get('retry-after-ms'));
  if (exact !== undefined) return exact;
  const after = headers.get('retry-after');
  if (after === null) return undefined;
  const seconds = numberOf(after);
  if (seconds !== undefined) return seconds * 1_000;
  const time = Date.parse(after);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
