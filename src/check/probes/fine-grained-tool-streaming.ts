import type { Probe } from '../probe.ts';
import type { Json } from '../request.ts';
import { messageRequest } from '../request.ts';
import { decideByNonsense } from './field-arrives.ts';
import { weatherTool } from './tools.ts';

function request(value: Json) {
  return messageRequest('Reply with the word pong.', {
    body: { tools: [{ ...weatherTool, eager_input_streaming: value }] },
  });
}

/**
 * How fast pieces come depends on the network too; whether the field arrives does not. It needs no beta any more, and
 * some clouds refuse the old one.
 */
export const fineGrainedToolStreaming: Probe = {
  source: 'platform.claude.com, fine-grained tool streaming: tools[].eager_input_streaming is true or false',
  tokens: { input: 1_200, output: 64 },
  requests: () => [request(true), request('cgw-made-up')],
  decide: decideByNonsense(/tools\.\d+\.(\w+\.)?eager_input_streaming: /),
};
