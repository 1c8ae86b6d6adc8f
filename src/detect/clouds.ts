import { backends } from '../backends/index.ts';
import type { BackendId } from '../env/backend-ids.ts';

/** A cloud that Claude Code reaches by a switch. */
export type Cloud = {
  readonly backend: BackendId;
  readonly preset: string;
  /** Turns its own sign-in off, because a gateway signs. */
  readonly skip: string;
  /** What it is then; not every format has such a backend. */
  readonly gateway?: { readonly backend: BackendId; readonly preset: string };
  /** Variables that mean it even without the switch: nothing else reads them, and no file tells of this cloud. */
  readonly signs: readonly string[];
};

/** In the order in which Claude Code prefers them when several switches are on (observed on 2.1.330). */
export const clouds: readonly Cloud[] = [
  {
    backend: 'bedrock',
    preset: 'bedrock',
    skip: 'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    gateway: { backend: 'gateway-bedrock', preset: 'litellm-bedrock' },
    signs: [],
  },
  {
    backend: 'foundry',
    preset: 'foundry',
    skip: 'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
    signs: [
      ...['ANTHROPIC_FOUNDRY_RESOURCE', 'ANTHROPIC_FOUNDRY_BASE_URL'],
      ...['ANTHROPIC_FOUNDRY_API_KEY', 'ANTHROPIC_FOUNDRY_AUTH_TOKEN'],
    ],
  },
  {
    backend: 'anthropic-aws',
    preset: 'claude-aws',
    skip: 'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
    signs: ['ANTHROPIC_AWS_WORKSPACE_ID', 'ANTHROPIC_AWS_API_KEY'],
  },
  {
    backend: 'anthropic-gcp',
    preset: 'claude-gcp',
    skip: 'CLAUDE_CODE_SKIP_ANTHROPIC_GOOGLE_CLOUD_AUTH',
    signs: ['ANTHROPIC_GOOGLE_CLOUD_PROJECT', 'ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID'],
  },
  { backend: 'mantle', preset: 'mantle', skip: 'CLAUDE_CODE_SKIP_MANTLE_AUTH', signs: [] },
  {
    backend: 'vertex',
    preset: 'vertex',
    skip: 'CLAUDE_CODE_SKIP_VERTEX_AUTH',
    gateway: { backend: 'gateway-vertex', preset: 'litellm-vertex' },
    signs: [],
  },
];

/** The variables that turn a cloud on. */
export function switchesOf({ backend }: Cloud): string[] {
  return Object.keys(backends[backend].always);
}
