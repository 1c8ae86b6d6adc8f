import { full, none, unknown, withoutAnswer } from '../exchange.ts';
import { usageNumber } from '../message.ts';
import { filler, messageRequest, type Probe, type ProbeContext, type ProbeRequest } from '../probe.ts';

/** More than the 4,096 tokens below which some models cache nothing (platform.claude.com, prompt caching). */
const cachedTokens = 6_000;

/** Whether a number of tokens can be that of the prompt: models count the same text differently, but not by much. */
function isWholePrompt(tokens: number): boolean {
  return tokens >= 0.8 * cachedTokens && tokens <= 3 * cachedTokens;
}

/** A prompt worth caching, marked as such. */
function cachedRequest(context: ProbeContext, ttl: '5m' | '1h', betas: readonly string[] = []): ProbeRequest {
  return messageRequest('Reply with the word pong.', {
    betas,
    body: {
      system: [
        {
          type: 'text',
          text: filler(cachedTokens, `${ttl} ${context.nonce}`),
          cache_control: ttl === '5m' ? { type: 'ephemeral' } : { type: 'ephemeral', ttl },
        },
      ],
    },
  });
}

/** The same prompt twice: the second time it comes out of the cache, and not the first time. */
export const promptCaching: Probe = {
  source: 'platform.claude.com, prompt caching: usage.cache_creation_input_tokens, cache_read_input_tokens',
  tokens: { input: 2.5 * cachedTokens, output: 64 },
  requests: context => [cachedRequest(context, '5m'), cachedRequest(context, '5m')],
  decide: ([first, second]) => {
    if (second === undefined) return withoutAnswer(first);
    if (first.outcome !== 'answered' || second.outcome !== 'answered')
      return unknown(`the second request was not answered, so nothing shows whether it was cached`);
    const written = usageNumber(first.message, 'cache_creation_input_tokens');
    const read = usageNumber(second.message, 'cache_read_input_tokens');
    const before = usageNumber(first.message, 'cache_read_input_tokens') ?? 0;
    if (read !== undefined && isWholePrompt(read - before))
      return full(`the second request read ${read} tokens from the cache`);
    if (read !== undefined && read > 0)
      return unknown(
        `the first request read ${before} tokens from the cache, the second ${read}, of about ${cachedTokens}`,
      );
    if (written === undefined || read === undefined) return unknown('the answers do not say what was cached');
    return written > 0
      ? unknown(`${written} tokens were written to the cache, but the second request read none of them`)
      : none('nothing was written to the cache or read from it');
  },
};

/** The server says for how long it keeps what it wrote. */
export const promptCachingOneHour: Probe = {
  source: 'platform.claude.com, prompt caching: usage.cache_creation.ephemeral_1h_input_tokens',
  tokens: { input: 2 * cachedTokens, output: 32 },
  // In the formats of the clouds the field goes without the beta (data/routes).
  requests: context => [
    cachedRequest(context, '1h', context.format === 'anthropic' ? ['extended-cache-ttl-2025-04-11'] : []),
  ],
  decide: ([seen]) => {
    if (seen.outcome !== 'answered') return withoutAnswer(seen);
    const oneHour = usageNumber(seen.message, 'cache_creation', 'ephemeral_1h_input_tokens');
    const fiveMinutes = usageNumber(seen.message, 'cache_creation', 'ephemeral_5m_input_tokens');
    const written = usageNumber(seen.message, 'cache_creation_input_tokens');
    if (oneHour !== undefined && isWholePrompt(oneHour))
      return full(`${oneHour} tokens were kept for 1 hour`);
    if (fiveMinutes !== undefined && isWholePrompt(fiveMinutes))
      return none(`${fiveMinutes} tokens were kept, but for 5 minutes only`);
    if (written === 0) return none('nothing was written to the cache');
    return unknown('the answer does not say for how long it was kept');
  },
};
