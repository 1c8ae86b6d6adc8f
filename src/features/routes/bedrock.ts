import { also, type Column, none, partial } from '../cell.ts';
import { aws, pages, platform, runs } from '../evidence.ts';
import { levers } from '../levers.ts';
import { withStudyVerdicts } from '../study.ts';
import { direct } from './anthropic.ts';
import { clientSide } from './shared/client-side.ts';
import { aliasesTriedEarly, cloud, noAccount, noAdvisor, noDiscovery, noFastMode } from './shared/cloud.ts';
import { cloudOperation } from './shared/operation.ts';

/** Amazon Bedrock, natively. */
export const bedrock: Column = withStudyVerdicts(
  {
    ...clientSide,
    ...cloudOperation,
    'model-aliases': aliasesTriedEarly,
    'prompt-caching': partial(
      'Full price on models without caching',
      'by model: Bedrock caches for those it lists',
      levers.model,
      pages.bedrock,
      pages.caching,
    ),
    'prompt-caching-1h': partial(
      'Five minutes only on some models',
      'opt-in, and by model',
      levers.oneHour,
      pages.bedrock,
      pages.caching,
    ),
    'extended-thinking': cloud.thinking,
    'interleaved-thinking': also(cloud.interleaved, runs.bedrock),
    'context-1m': also(cloud.oneMByName, runs.bedrockOneM, runs.native1m),
    'tool-search': also(cloud.toolSearch, runs.bedrock),
    'web-search': none('No web search', 'Bedrock has no such server tool', null, pages.availability),
    'fast-mode': noFastMode,
    effort: also(cloud.effort, runs.bedrock),
    'context-management': also(cloud.noContextManagement, runs.bedrock),
    'structured-outputs': partial(
      'None on models that lack them',
      'by model: the pages list those that have them there',
      levers.model,
      aws.structuredOutputs,
      platform.structuredOutputs,
    ),
    'token-counting': cloud.counting,
    'fine-grained-tool-streaming': also(direct['fine-grained-tool-streaming'], platform.toolStreaming),
    'images-pdf': cloud.images,
    advisor: noAdvisor,
    'auto-mode': cloud.autoModeNewer,
    'model-discovery': noDiscovery,
    'account-features': noAccount,
  } satisfies Column,
  'bedrock',
);
