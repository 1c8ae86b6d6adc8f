import { type ProviderId, providerFacts, providerSwitches, providers } from '../backends/providers.ts';
import type { BackendId } from '../env/backend-ids.ts';

/** How a cloud that Claude Code reaches by a switch becomes a profile. */
type CloudRow = {
  readonly backend: BackendId;
  readonly preset: string;
  /** What it is where a gateway signs; not every format has such a backend. */
  readonly gateway?: { readonly backend: BackendId; readonly preset: string };
  /** Variables that mean it even without the switch: nothing else reads them, and no file tells of this cloud. */
  readonly signs: readonly string[];
};

export type Cloud = CloudRow & { readonly switch: string; readonly skip: string };

const rows: { readonly [Id in Exclude<ProviderId, 'gateway' | 'firstParty'>]: CloudRow } = {
  bedrock: {
    backend: 'bedrock',
    preset: 'bedrock',
    gateway: { backend: 'gateway-bedrock', preset: 'litellm-bedrock' },
    signs: [],
  },
  foundry: {
    backend: 'foundry',
    preset: 'foundry',
    signs: [...providers.foundry.endpoints, ...providers.foundry.keys.map(({ variable }) => variable)],
  },
  anthropicAws: {
    backend: 'anthropic-aws',
    preset: 'claude-aws',
    signs: ['ANTHROPIC_AWS_WORKSPACE_ID', 'ANTHROPIC_AWS_API_KEY'],
  },
  anthropicGoogleCloud: {
    backend: 'anthropic-gcp',
    preset: 'claude-gcp',
    signs: ['ANTHROPIC_GOOGLE_CLOUD_PROJECT', 'ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID'],
  },
  mantle: { backend: 'mantle', preset: 'mantle', signs: [] },
  vertex: {
    backend: 'vertex',
    preset: 'vertex',
    gateway: { backend: 'gateway-vertex', preset: 'litellm-vertex' },
    signs: [],
  },
};

/** In the order in which Claude Code prefers them when several switches are on. */
export const clouds: readonly Cloud[] = providerSwitches.flatMap(({ variable, provider }) => {
  const { skip } = providerFacts(provider);
  return provider === 'gateway' || provider === 'firstParty' || skip === undefined
    ? []
    : [{ ...rows[provider], switch: variable, skip }];
});
