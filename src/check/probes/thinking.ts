import {
  type Exchange,
  full,
  isRefusalOfRequest,
  none,
  partial,
  unknown,
  type Verdict,
  withoutAnswer,
} from '../exchange.ts';
import { messageRequest, type Probe, type ProbeRequest, weatherTool } from '../probe.ts';

const puzzle =
  'Three boxes hold 17, 23 and 41 coins. Each day the fullest box gives one coin to each of the other two. ' +
  'How many coins does each box hold after 12 days? Answer with three numbers.';

/**
 * Newer models think as they see fit, older ones within a budget; what they thought comes as blocks. First without, for
 * comparison: who thinks unasked shows nothing.
 */
export const extendedThinking: Probe = {
  source: 'platform.claude.com, extended and adaptive thinking: thinking blocks with a signature',
  tokens: { input: 300, output: 4_160 },
  requests: () => [
    messageRequest(puzzle, { body: { max_tokens: 64 } }),
    messageRequest(puzzle, { body: { max_tokens: 2_048, thinking: { type: 'adaptive' } } }),
    messageRequest(puzzle, {
      body: { max_tokens: 2_048, thinking: { type: 'enabled', budget_tokens: 1_024 } },
    }),
  ],
  decide: ([plain, adaptive, budget]) => {
    if (plain.outcome !== 'answered') return unknown('the same without thinking was not answered');
    if (thoughtOf(plain) !== undefined)
      return unknown('there is thinking in the answer without being asked for');
    if (adaptive === undefined) return undefined;
    if (budget === undefined) return thoughtOf(adaptive);
    const thought = thoughtOf(budget);
    if (thought !== undefined) return thought;
    // Who is free to think may find nothing to think about, and some gateways make a budget into that freedom.
    if (adaptive.outcome === 'answered') return unknown('the model was free to think and did not');
    return budget.outcome === 'answered'
      ? none('there was no thinking in the answer, in spite of a budget')
      : withoutAnswer(budget);
  },
};

/** Undefined: it did not think, or did not answer. */
function thoughtOf(seen: Exchange): Verdict | undefined {
  if (seen.outcome !== 'answered') return undefined;
  const blocks = seen.message.content.filter(({ type }) => /^(redacted_)?thinking$/.test(type));
  if (blocks.length === 0) return undefined;
  return blocks.every(({ type, signature }) => type === 'redacted_thinking' || signature !== '')
    ? full('the answer holds thinking with its signature')
    : partial('the answer holds thinking without a signature, which later turns need');
}

const beta = 'interleaved-thinking-2025-05-14';

function oversizedBudgetRequest(betas: readonly string[]): ProbeRequest {
  return messageRequest('What is 17 times 23? Use no tool.', {
    betas,
    body: {
      max_tokens: 1_100,
      thinking: { type: 'enabled', budget_tokens: 2_048 },
      tools: [weatherTool],
    },
  });
}

/** Only the beta lets a thinking budget exceed `max_tokens`: with it, and for comparison without it. */
export const interleavedThinking: Probe = {
  source:
    'platform.claude.com, extended thinking: with interleaved thinking budget_tokens may exceed max_tokens',
  tokens: { input: 1_200, output: 2_200 },
  requests: () => [oversizedBudgetRequest([beta]), oversizedBudgetRequest([])],
  decide: ([withBeta, without]) => {
    if (withBeta.outcome !== 'answered') {
      if (isBudgetRefusal(withBeta)) return none('the header was lost: the thinking budget was refused');
      return isRefusalOfRequest(withBeta)
        ? unknown(`the model takes no such thinking budget, so nothing shows it: ${withBeta.words}`)
        : withoutAnswer(withBeta);
    }
    if (without === undefined) return undefined;
    return isBudgetRefusal(without)
      ? full('a budget above max_tokens was taken with the header, and refused without it')
      : unknown('a budget above max_tokens is not refused without the header either, so nothing shows it');
  },
};

function isBudgetRefusal(seen: Exchange): boolean {
  return isRefusalOfRequest(seen) && /budget_tokens/.test(seen.words) && /max_tokens/.test(seen.words);
}
