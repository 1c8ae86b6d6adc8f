import type { Exchange } from '../exchange.ts';
import type { Probe } from '../probe.ts';
import { messageRequest, type ProbeRequest } from '../request.ts';
import { full, isRefusalOfRequest, none, unknown, withoutAnswer } from '../verdict.ts';
import { weatherTool } from './tools.ts';

const beta = 'interleaved-thinking-2025-05-14';

function request(betas: readonly string[]): ProbeRequest {
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
  requests: () => [request([beta]), request([])],
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
