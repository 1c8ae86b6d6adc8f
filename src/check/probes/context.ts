import { isRecord } from '../../base/json.ts';
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
import { usageNumber } from '../message.ts';
import {
  decideByNonsense,
  filler,
  type JsonObject,
  messageRequest,
  type Probe,
  type ProbeRequest,
} from '../probe.ts';

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

function editRequest(type: string, more: JsonObject) {
  return messageRequest('Reply with the word pong.', {
    betas: ['context-management-2025-06-27'],
    body: { context_management: { edits: [{ type }] }, ...more },
  });
}

/** The kind of edit that Claude Code sends (with `keep: all`): it is about thinking, so there must be some. */
const clearThinking = 'clear_thinking_20251015';
const adaptive = editRequest(clearThinking, { max_tokens: 256, thinking: { type: 'adaptive' } });
const budget = editRequest(clearThinking, {
  max_tokens: 1_100,
  thinking: { type: 'enabled', budget_tokens: 1_024 },
});
const nonsense = editRequest('cgw-made-up', { max_tokens: 32 });

const decideField = decideByNonsense(/context_management\.edits\.\d+/);

/** Servers that know it say in their answer what they cleared, even if that is nothing, and refuse what is no edit. */
export const contextManagement: Probe = {
  source: 'platform.claude.com, context editing: context_management.applied_edits in the answer',
  tokens: { input: 90, output: 1_388 },
  // To the clouds in their own formats Claude Code does not send it (data/routes).
  requests: ({ format }) => (format === 'anthropic' ? [adaptive, nonsense, budget] : []),
  decide: ([newer, madeUp, older]) => {
    if (newer.outcome !== 'answered' && !isAboutThinking(newer)) return withoutAnswer(newer);
    if (madeUp === undefined) return undefined;
    if (newer.outcome === 'answered') return decideByAnswers(newer, madeUp);
    if (older === undefined) return undefined;
    return isAboutThinking(older)
      ? unknown(`the model takes no thinking, so nothing shows it: ${older.words}`)
      : decideByAnswers(older, madeUp);
  },
};

/** Older models take a budget only, and some do not think at all. */
function isAboutThinking(seen: Exchange): seen is Extract<Exchange, { outcome: 'refused' }> {
  return isRefusalOfRequest(seen) && /thinking/i.test(seen.words) && !/context.management/i.test(seen.words);
}

function decideByAnswers(valid: Exchange, madeUp: Exchange): Verdict | undefined {
  const distinct = isRefusalOfRequest(madeUp) || (madeUp.outcome === 'answered' && !tells(madeUp));
  return tells(valid) && distinct ? full('the answer tells what was cleared') : decideField([valid, madeUp]);
}

function tells(seen: Exchange): boolean {
  const told = seen.outcome === 'answered' ? seen.message.contextManagement : undefined;
  return isRecord(told) && Array.isArray(told.applied_edits);
}

/** Text that estimates by length get wrong: several scripts, numbers, code. */
const messages = [
  {
    role: 'user',
    content:
      'Answer with the word pong. Τὸ πᾶν, 吾輩は猫である。名前はまだ無い。 Straßenbahnhaltestellenhäuschen 🦊🦉🐿️ ' +
      '3.14159265358979 0x7f3a9c {"a":[1,2,{"b":null}]} for(let i=0;i<1e6;i++){x^=i<<3}',
  },
] as const satisfies readonly JsonObject[];

/** No tokenizer makes fewer of it. */
const fewest = 40;

const counting: ProbeRequest = { endpoint: 'count_tokens', betas: [], body: { messages } };
const countingTwice: ProbeRequest = {
  endpoint: 'count_tokens',
  betas: [],
  body: { messages: messages.map(each => ({ ...each, content: `${each.content} ${each.content}` })) },
};
const asking: ProbeRequest = { endpoint: 'messages', betas: [], body: { max_tokens: 32, messages } };

/** A count goes with the text, and is exact when the answer to the same messages is accounted with the same number. */
export const tokenCounting: Probe = {
  source: 'platform.claude.com, token counting; usage.input_tokens of the answer to the same messages',
  tokens: { input: 150, output: 32 },
  requests: () => [counting, countingTwice, asking],
  decide: ([counted, twice, answered]) => {
    if (counted.outcome === 'refused')
      return isRefusalOfRequest(counted) || [404, 405, 501].includes(counted.status)
        ? none(`there is no count_tokens (${counted.status}): ${counted.words}`)
        : unknown(`not answered (${counted.status}): ${counted.words}`);
    if (counted.outcome !== 'counted')
      return unknown(counted.outcome === 'broken' ? `the request failed: ${counted.what}` : 'no count came');
    if (counted.tokens < fewest)
      return none(`it counts ${counted.tokens} for a text of more than ${fewest} tokens`);
    if (twice === undefined) return undefined;
    if (twice.outcome !== 'counted')
      return unknown(`it counts ${counted.tokens}, and the next text not at all`);
    if (twice.tokens < 1.5 * counted.tokens)
      return none(`it counts ${counted.tokens} for a text and ${twice.tokens} for twice that text`);
    if (answered === undefined) return undefined;
    const used = answered.outcome === 'answered' ? usageNumber(answered.message, 'input_tokens') : undefined;
    if (used === undefined || used < fewest)
      return unknown(`it counts ${counted.tokens}, and nothing shows whether that is exact`);
    return Math.abs(used - counted.tokens) <= Math.max(3, used * 0.02)
      ? full(`it counts ${counted.tokens}, and ${used} were used`)
      : partial(`it counts ${counted.tokens} where ${used} were used: an estimate`);
  },
};
