import type { ProviderId } from '../../backends/providers.ts';
import { observed } from '../evidence.ts';
import type { ViewLook } from '../finding.ts';

type Needed = { readonly what: string; readonly oneOf: readonly [string, ...string[]] };

/** What a backend cannot do without: without it every request fails (observed on 2.1.330). */
const needed: { readonly [Each in ProviderId]: Needed | null } = {
  anthropicAws: { what: 'the workspace', oneOf: ['ANTHROPIC_AWS_WORKSPACE_ID'] },
  foundry: { what: 'the resource', oneOf: ['ANTHROPIC_FOUNDRY_RESOURCE', 'ANTHROPIC_FOUNDRY_BASE_URL'] },
  // Has a finding of its own, because files may name it.
  vertex: null,
  // Its project was seen not to be asked for behind a base URL; without one it was not tried.
  anthropicGoogleCloud: null,
  firstParty: null,
  gateway: null,
  bedrock: null,
  mantle: null,
};

export const missingPlaces: ViewLook = view => {
  const need = needed[view.forecast.provider];
  if (need === null || need.oneOf.some(name => view.effective[name])) return [];
  return [
    {
      id: 'place-missing',
      severity: 'error',
      what: `Nothing says ${need.what}: ${need.oneOf.join(' or ')}`,
      evidence: [
        `${need.oneOf.join(' and ')} ${need.oneOf.length > 1 ? 'are' : 'is'} not set`,
        `${observed}: every request fails`,
      ],
      fix: 'Say it in a profile, which cannot be made without it',
      command: view.profile === null ? 'cgw presets' : null,
    },
  ];
};
