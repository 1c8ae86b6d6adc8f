import type { Exchange } from '../exchange.ts';
import { usageNumber } from '../message.ts';
import type { Probe } from '../probe.ts';
import { messageRequest } from '../request.ts';
import { full, isRefusalOfRequest, none, unknown, withoutAnswer } from '../verdict.ts';
import { filler } from './filler.ts';

/** The window without it. */
const usual = 200_000;

/** A prompt that no other window holds. */
export const contextOneMillion: Probe = {
  source: 'platform.claude.com, context windows: prompts above 200,000 tokens',
  tokens: { input: 300_000, output: 32 },
  deep: true,
  requests: ({ nonce }) => [
    messageRequest(`${filler(220_000, nonce)}\nReply with the word pong.`, {
      betas: ['context-1m-2025-08-07'],
    }),
  ],
  decide: ([seen]) => {
    // Limits of a minute have a maximum, too: they come as 429.
    if (isTooLong(seen))
      return none(`a prompt above ${usual} tokens is refused (${seen.status}): ${seen.words}`);
    if (seen.outcome !== 'answered') return withoutAnswer(seen);
    const { message } = seen;
    const used = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens']
      .map(name => usageNumber(message, name) ?? 0)
      .reduce((sum, tokens) => sum + tokens, 0);
    return used > usual
      ? full(`a prompt of ${used} tokens was answered`)
      : unknown(`the prompt was answered, but counted as ${used} tokens: it may have been cut`);
  },
};

function isTooLong(seen: Exchange): seen is Extract<Exchange, { outcome: 'refused' }> {
  return (
    seen.outcome === 'refused' &&
    (seen.status === 413 || isRefusalOfRequest(seen)) &&
    /too (long|large)|context (window|length)|maximum/i.test(seen.words)
  );
}
