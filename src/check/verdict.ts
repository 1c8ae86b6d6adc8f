import type { State } from '../features/cell.ts';
import type { Exchange } from './exchange.ts';

/** What a probe found out, and what was seen that shows it. */
export type Verdict = { readonly state: State; readonly why: string };

export function full(why: string): Verdict {
  return { state: 'full', why };
}

export function partial(why: string): Verdict {
  return { state: 'partial', why };
}

export function none(why: string): Verdict {
  return { state: 'none', why };
}

export function unknown(why: string): Verdict {
  return { state: 'unknown', why };
}

/**
 * The verdict on an exchange that is no answer. A server that answers a plain message and refuses the same with one
 * field or header more refuses that; every other trouble says nothing about the feature. Undefined: it is an answer.
 */
export function withoutAnswer(seen: Exchange): Verdict | undefined {
  switch (seen.outcome) {
    case 'answered':
    case 'counted':
      return undefined;
    case 'broken':
      return unknown(`the request failed: ${seen.what}`);
    case 'refused':
      return isRefusalOfRequest(seen)
        ? none(`refused with ${seen.status}: ${seen.words}`)
        : unknown(`not answered (${seen.status}): ${seen.words}`);
  }
}

/** Of all refusals those of the request itself. */
type RequestRefused = Extract<Exchange, { outcome: 'refused' }> & { readonly status: 400 | 422 };

/**
 * Whether the server says that it does not take this request as it is. Money and rates that have run out are
 * reported with the same status by Anthropic (credit balance) and LiteLLM (budget exceeded).
 */
export function isRefusalOfRequest(seen: Exchange): seen is RequestRefused {
  return (
    seen.outcome === 'refused' &&
    (seen.status === 400 || seen.status === 422) &&
    !/credit balance|budget ?(has been)? ?exceeded|quota|rate.?limit/i.test(seen.words)
  );
}
