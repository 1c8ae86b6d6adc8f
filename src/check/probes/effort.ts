import type { Probe } from '../probe.ts';
import { messageRequest, type ProbeWorld } from '../request.ts';
import { decideByNonsense } from './field-arrives.ts';

/** To Bedrock Claude Code sends it without the beta (src/features/measured.json). */
function request({ format }: ProbeWorld, effort: string) {
  return messageRequest('Reply with the word pong.', {
    betas: format === 'bedrock' ? [] : ['effort-2025-11-24'],
    body: { max_tokens: 256, output_config: { effort } },
  });
}

export const effort: Probe = {
  source: 'platform.claude.com, effort: output_config.effort takes low, medium, high, xhigh and max',
  tokens: { input: 40, output: 512 },
  requests: world => [request(world, 'low'), request(world, 'cgw-made-up')],
  decide: decideByNonsense(/output_config\.effort: /),
};
