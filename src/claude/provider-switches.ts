import type { Backend } from '../backends/backend.ts';
import type { OwnedName } from '../env/variables.ts';

/** As `claude auth status` calls them. */
export type Provider = Backend['provider'] | 'gateway';

/** The switches that choose a provider, in the order that decides when several are on (observed on 2.1.330). */
export const providerSwitches = [
  ['CLAUDE_CODE_USE_GATEWAY', 'gateway'],
  ['CLAUDE_CODE_USE_BEDROCK', 'bedrock'],
  ['CLAUDE_CODE_USE_FOUNDRY', 'foundry'],
  ['CLAUDE_CODE_USE_ANTHROPIC_AWS', 'anthropicAws'],
  ['CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD', 'anthropicGoogleCloud'],
  ['CLAUDE_CODE_USE_MANTLE', 'mantle'],
  ['CLAUDE_CODE_USE_VERTEX', 'vertex'],
] as const satisfies readonly (readonly [OwnedName, Provider])[];
