import type { Exchange } from './exchange.ts';
import { messageRequest, type ProbeRequest } from './request.ts';
import { isRefusalOfRequest } from './verdict.ts';

/** What becomes of a value of `anthropic-beta` that nobody knows: refused as the vendors do it, or answered. */
export type Relay = 'verbatim' | 'filtered' | 'unknown';

const madeUp = 'cgw-made-up-2020-01-01';

/** A header that nobody knows: Anthropic and Bedrock refuse it, a filter takes it away. */
export const relayRequest: ProbeRequest = messageRequest('Reply with the word pong.', { betas: [madeUp] });

export function relayOf(seen: Exchange): Relay {
  if (seen.outcome === 'answered') return 'filtered';
  return isRefusalOfRequest(seen) && /beta|cgw-made-up/i.test(seen.words) ? 'verbatim' : 'unknown';
}
