import type { Exchange } from './exchange.ts';
import type { Limits } from './limits.ts';

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
