import type { Exchange } from './exchange.ts';
import { messageRequest, type ProbeRequest } from './request.ts';
import { type Step, step } from './step.ts';
import { isRefusalOfRequest } from './verdict.ts';

/** What becomes of a value of `anthropic-beta` that nobody knows; `verbatim`: the vendor got it and refused it. */
export type Relay = 'verbatim' | 'unknown';

const madeUp = 'cgw-made-up-2020-01-01';

/** A header that nobody knows: Anthropic and Bedrock refuse it, a filter takes it away. */
export const relayRequest: ProbeRequest = messageRequest('Reply with the word pong.', { betas: [madeUp] });

/** An answer proves only that nobody refused: a filter took the value away, or the model’s server heeds none. */
export function judgeRelay(seen: Exchange): { readonly relay: Relay; readonly step: Step } {
  if (isRefusalOfRequest(seen) && /beta|cgw-made-up/i.test(seen.words))
    return {
      relay: 'verbatim',
      step: step('relay', 'ok', 'a made-up anthropic-beta was refused: nothing is dropped without a word'),
    };
  return {
    relay: 'unknown',
    step: step(
      'relay',
      'unknown',
      seen.outcome === 'answered'
        ? 'a made-up anthropic-beta was answered: it was dropped on the way, or nobody heeds it'
        : 'what becomes of anthropic-beta does not show',
    ),
  };
}
