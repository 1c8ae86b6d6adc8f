import { isRecord } from '../../base/json.ts';
import type { Exchange } from '../exchange.ts';
import type { Probe } from '../probe.ts';
import { type JsonObject, messageRequest } from '../request.ts';
import { full, isRefusalOfRequest, unknown, type Verdict, withoutAnswer } from '../verdict.ts';
import { decideByNonsense } from './field-arrives.ts';

function request(type: string, more: JsonObject) {
  return messageRequest('Reply with the word pong.', {
    betas: ['context-management-2025-06-27'],
    body: { context_management: { edits: [{ type }] }, ...more },
  });
}

/** What Claude Code sends: old thinking is cleared, so there must be thinking. */
const clearThinking = 'clear_thinking_20251015';
const adaptive = request(clearThinking, { max_tokens: 256, thinking: { type: 'adaptive' } });
const budget = request(clearThinking, {
  max_tokens: 1_100,
  thinking: { type: 'enabled', budget_tokens: 1_024 },
});
const nonsense = request('cgw-made-up', { max_tokens: 32 });

const decideField = decideByNonsense(/context_management\.edits\.\d+/);

/** Servers that know it say in their answer what they cleared, even if that is nothing, and refuse what is no edit. */
export const contextManagement: Probe = {
  source: 'platform.claude.com, context editing: context_management.applied_edits in the answer',
  tokens: { input: 90, output: 1_388 },
  // To the clouds in their own formats Claude Code does not send it (src/features/measured.json).
  requests: ({ format }) => (format === 'anthropic' ? [adaptive, nonsense, budget] : []),
  decide: ([newer, madeUp, older]) => {
    if (newer.outcome !== 'answered' && !isAboutThinking(newer)) return withoutAnswer(newer);
    if (madeUp === undefined) return undefined;
    if (newer.outcome === 'answered') return decide(newer, madeUp);
    if (older === undefined) return undefined;
    return isAboutThinking(older)
      ? unknown(`the model takes no thinking, so nothing shows it: ${older.words}`)
      : decide(older, madeUp);
  },
};

/** Older models take a budget only, and some do not think at all. */
function isAboutThinking(seen: Exchange): seen is Extract<Exchange, { outcome: 'refused' }> {
  return isRefusalOfRequest(seen) && /thinking/i.test(seen.words) && !/context.management/i.test(seen.words);
}

function decide(valid: Exchange, madeUp: Exchange): Verdict | undefined {
  const distinct = isRefusalOfRequest(madeUp) || (madeUp.outcome === 'answered' && !tells(madeUp));
  return tells(valid) && distinct ? full('the answer tells what was cleared') : decideField([valid, madeUp]);
}

function tells(seen: Exchange): boolean {
  const told = seen.outcome === 'answered' ? seen.message.contextManagement : undefined;
  return isRecord(told) && Array.isArray(told.applied_edits);
}
