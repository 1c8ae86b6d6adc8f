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

/** Whether the server says that it does not take this request as it is. */
export function isRefusalOfRequest(seen: Exchange): seen is RequestRefused {
  return (
    seen.outcome === 'refused' &&
    (seen.status === 400 || seen.status === 422) &&
    !isOutOfMoney(seen.words) &&
    !/quota|rate.?limit/i.test(seen.words)
  );
}

/**
 * Whether a refusal is about money that has run out. Anthropic (credit balance, spend limit) and LiteLLM (budgets)
 * report that with the status of a faulty request.
 */
export function isOutOfMoney(words: string): boolean {
  return /credit balance|usage limit|spend(ing)? limit|over budget|exceeded ?budget|budget ?(has been)? ?exceeded|insufficient (balance|credit|fund|quota)/i.test(
    words,
  );
}

/**
 * Whether the server may have stopped answering this credential at all. Then a refusal shows nothing about what was
 * asked, and only a plain message can tell.
 */
export function mayHaveClosed(seen: Exchange, { state }: Verdict): boolean {
  if (seen.outcome !== 'refused') return false;
  return state === 'none' || [401, 402, 403].includes(seen.status) || isOutOfMoney(seen.words);
}
