import { usageNumber } from '../message.ts';
import type { Probe } from '../probe.ts';
import { full, none, unknown, withoutAnswer } from '../verdict.ts';
import { cachedRequest, cachedTokens, isWholePrompt } from './prompt-caching.ts';

/** The server says for how long it keeps what it wrote. */
export const promptCachingOneHour: Probe = {
  source: 'platform.claude.com, prompt caching: usage.cache_creation.ephemeral_1h_input_tokens',
  tokens: { input: 2 * cachedTokens, output: 32 },
  // In the formats of the clouds the field goes without the beta (src/features/measured.json).
  requests: world => [
    cachedRequest(world, '1h', world.format === 'anthropic' ? ['extended-cache-ttl-2025-04-11'] : []),
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
