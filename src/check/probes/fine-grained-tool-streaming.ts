import type { Probe } from '../probe.ts';
import type { Json } from '../request.ts';
import { messageRequest } from '../request.ts';
import { decideByNonsense } from './field-arrives.ts';
import { weatherTool } from './tools.ts';

function request(value: Json) {
  return messageRequest('Reply with the word pong.', {
    betas: ['fine-grained-tool-streaming-2025-05-14'],
    body: { tools: [{ ...weatherTool, eager_input_streaming: value }] },
  });
}

/** How fast pieces come depends on the network too; whether the field arrives does not. */
export const fineGrainedToolStreaming: Probe = {
  source: 'platform.claude.com, fine-grained tool streaming: tools[].eager_input_streaming is true or false',
  tokens: { input: 1_200, output: 64 },
  requests: () => [request(true), request('cgw-made-up')],
  decide: decideByNonsense(/eager_input_streaming|boolean/i),
};
