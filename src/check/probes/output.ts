import { parseObject } from '../../base/json.ts';
import { full, none, unknown, withoutAnswer } from '../exchange.ts';
import { answerOf, isTruncated } from '../message.ts';
import { decideByNonsense, messageRequest, type Probe, type ProbeContext } from '../probe.ts';

/** To Bedrock Claude Code sends it without the beta (data/routes). */
function effortRequest({ format }: ProbeContext, effort: string) {
  return messageRequest('Reply with the word pong.', {
    betas: format === 'bedrock' ? [] : ['effort-2025-11-24'],
    body: { max_tokens: 256, output_config: { effort } },
  });
}

export const effort: Probe = {
  source: 'platform.claude.com, effort: output_config.effort takes low, medium, high, xhigh and max',
  tokens: { input: 40, output: 512 },
  requests: context => [effortRequest(context, 'low'), effortRequest(context, 'cgw-made-up')],
  decide: decideByNonsense(/output_config\.effort: /),
};

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
    if (parseObject(answerOf(seen.message))?.fruit === onlyWord)
      return full('the answer has the form of the schema');
    return isTruncated(seen.message)
      ? unknown('the answer was cut off before it had a form')
      : none('the answer does not have the form of the schema: the field is dropped or ignored');
  },
};
