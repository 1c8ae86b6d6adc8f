import { also, type Column } from '../cell.ts';
import { pages, runs } from '../evidence.ts';
import { anthropic, direct } from './anthropic.ts';
import { clientSide } from './shared/client-side.ts';
import { advisorSent, cloud, noAccount, noDiscovery, noFastMode } from './shared/cloud.ts';
import { platformOperation } from './shared/operation.ts';

/** Claude Platform on AWS: Anthropic’s API, paid through AWS. */
export const anthropicAws = {
  ...clientSide,
  ...platformOperation,
  'prompt-caching': cloud.caching,
  'prompt-caching-1h': cloud.oneHourOptIn,
  'extended-thinking': cloud.thinking,
  'interleaved-thinking': also(cloud.interleaved, runs.aws),
  'context-1m': also(anthropic['context-1m'], pages.aws),
  'tool-search': also(direct['tool-search'], pages.aws),
  'web-search': also(direct['web-search'], pages.aws),
  'fast-mode': noFastMode,
  effort: also(cloud.effort, runs.aws),
  'context-management': also(cloud.contextManagement, runs.aws),
  'structured-outputs': also(direct['structured-outputs'], pages.aws),
  'token-counting': cloud.counting,
  'fine-grained-tool-streaming': direct['fine-grained-tool-streaming'],
  'images-pdf': cloud.images,
  advisor: advisorSent,
  'auto-mode': also(direct['auto-mode'], pages.aws),
  'model-discovery': noDiscovery,
  'account-features': noAccount,
} as const satisfies Column;
