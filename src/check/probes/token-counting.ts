import { usageNumber } from '../message.ts';
import type { Probe } from '../probe.ts';
import type { JsonObject, ProbeRequest } from '../request.ts';
import { full, isRefusalOfRequest, none, partial, unknown } from '../verdict.ts';

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
