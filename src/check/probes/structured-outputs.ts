import { isRecord } from '../../base/json.ts';
import { answerOf, wasCut } from '../message.ts';
import type { Probe } from '../probe.ts';
import { messageRequest } from '../request.ts';
import { full, none, unknown, withoutAnswer } from '../verdict.ts';

/** Nothing but the schema asks for this word. */
const onlyWord = 'cgw-orange';

export const structuredOutputs: Probe = {
  source: 'platform.claude.com, structured outputs: output_config.format of type json_schema',
  tokens: { input: 400, output: 1_024 },
  requests: ({ format }) => [
    messageRequest('Name a fruit.', {
      // The clouds do without it, and refuse betas that they do not know.
      betas: format === 'anthropic' ? ['structured-outputs-2025-11-13'] : [],
      body: {
        max_tokens: 1_024,
        output_config: {
          format: {
            type: 'json_schema',
            schema: {
              type: 'object',
              properties: { fruit: { type: 'string', enum: [onlyWord] } },
              required: ['fruit'],
              additionalProperties: false,
            },
          },
        },
      },
    }),
  ],
  decide: ([seen]) => {
    if (seen.outcome !== 'answered') return withoutAnswer(seen);
    if (fruitOf(answerOf(seen.message)) === onlyWord) return full('the answer has the form of the schema');
    return wasCut(seen.message)
      ? unknown('the answer was cut off before it had a form')
      : none('the answer has not the form of the schema: the field is dropped or not heeded');
  },
};

function fruitOf(answer: string): unknown {
  try {
    const parsed: unknown = JSON.parse(answer);
    return isRecord(parsed) ? parsed.fruit : undefined;
  } catch {
    return undefined;
  }
}
