import { also, type Column, full, partial } from '../cell.ts';
import { pages, platform, runs } from '../evidence.ts';
import { withStudyVerdicts } from '../study.ts';
import { direct } from './anthropic.ts';
import { clientSide } from './shared/client-side.ts';
import { aliasesTriedEarly, cloud, noAccount, noAdvisor, noDiscovery, noFastMode } from './shared/cloud.ts';
import { cloudOperation } from './shared/operation.ts';

/** Google Vertex AI, natively. */
export const vertex: Column = withStudyVerdicts(
  {
    ...clientSide,
    ...cloudOperation,
    'model-aliases': aliasesTriedEarly,
    'prompt-caching': cloud.caching,
    'prompt-caching-1h': cloud.oneHourOptIn,
    'extended-thinking': cloud.thinking,
    'interleaved-thinking': also(cloud.interleaved, runs.vertex),
    'context-1m': cloud.oneMByName,
    'tool-search': partial(
      'All tools in every request, if older',
      'by model: Claude 4.5 and later',
      null,
      pages.mcp,
      runs.vertex,
    ),
    'web-search': partial(
      'None on models before Claude 4',
      'by model: Claude 4 and later',
      null,
      pages.availability,
      runs.vertex,
    ),
    'fast-mode': noFastMode,
    effort: also(cloud.effort, runs.vertex),
    'context-management': also(cloud.noContextManagement, runs.vertex),
    'structured-outputs': full(
      'offered there, too, for every model that has them',
      null,
      platform.structuredOutputs,
      platform.overview,
    ),
    'token-counting': cloud.counting,
    'fine-grained-tool-streaming': also(direct['fine-grained-tool-streaming'], platform.toolStreaming),
    'images-pdf': cloud.images,
    advisor: noAdvisor,
    'auto-mode': cloud.autoModeNewer,
    'model-discovery': noDiscovery,
    'account-features': noAccount,
  } satisfies Column,
  'vertex',
);
