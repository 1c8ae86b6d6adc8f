import { isRecord } from '../../profile/profile.ts';
import type { Probe } from '../probe.ts';
import { messageRequest } from '../request.ts';
import { full } from '../verdict.ts';
import { decideByNonsense } from './field-arrives.ts';

function request(type: string) {
  return messageRequest('Reply with the word pong.', {
    betas: ['context-management-2025-06-27'],
    body: { context_management: { edits: [{ type }] } },
  });
}

const decide = decideByNonsense(/context_management\.edits\.\d+/);

/** Servers that know it say in their answer what they cleared, even if that is nothing. */
export const contextManagement: Probe = {
  source: 'platform.claude.com, context editing: context_management.applied_edits in the answer',
  tokens: { input: 40, output: 64 },
  requests: () => [request('clear_tool_uses_20250919'), request('cgw-made-up')],
  decide: seen => {
    const [valid] = seen;
    const told = valid.outcome === 'answered' ? valid.message.contextManagement : undefined;
    return isRecord(told) ? full('the answer tells what was cleared') : decide(seen);
  },
};
