import { also, type Cell, type Column, full, partial } from '../cell.ts';
import { aws, laterRuns, pages, platform } from '../evidence.ts';
import { levers } from '../levers.ts';
import { direct } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import { clientSide } from './shared/client-side.ts';
import { cloud, noAccount, noAdvisor, noDiscovery, noFastMode } from './shared/cloud.ts';
import { cloudOperation } from './shared/operation.ts';

/** What Claude Code was seen to send there, in Anthropic’s own format, and Anthropic’s pages list for Bedrock. */
function sent(why: string, lever: string | null = null): Cell {
  return full(why, lever, laterRuns.mantle, platform.overview, platform.mantle);
}

/** Bedrock Mantle, which the availability page counts as Bedrock. */
export const mantle = {
  ...clientSide,
  ...cloudOperation,
  'prompt-caching': also(cloud.caching, laterRuns.mantle, platform.mantle),
  'prompt-caching-1h': sent('opt-in: `ttl` travels in the body, without a beta', levers.oneHour),
  'extended-thinking': sent('a field of the request body'),
  'interleaved-thinking': sent('the beta travels with every request'),
  'context-1m': sent('models with 1M of their own, else by a name that ends in [1m]', levers.oneMillion),
  'tool-search': sent('the beta travels under Bedrock’s name for it, with the tool fields'),
  'web-search': bedrock['web-search'],
  'fast-mode': noFastMode,
  effort: sent('the beta and the body field travel together'),
  'context-management': sent('the beta and the body field travel'),
  'structured-outputs': partial(
    'None on models that lack them',
    'by model and endpoint, says AWS; Anthropic’s older page on Mantle says none',
    levers.model,
    aws.structuredOutputs,
    { ...platform.mantle, superseded: true },
  ),
  'token-counting': full('the server counts', null, platform.tokenCounting, platform.overview),
  'fine-grained-tool-streaming': also(direct['fine-grained-tool-streaming'], platform.toolStreaming),
  'images-pdf': full('ordinary blocks of the request body', null, platform.overview, pages.bedrock),
  advisor: noAdvisor,
  'auto-mode': bedrock['auto-mode'],
  'model-discovery': noDiscovery,
  'account-features': noAccount,
} as const satisfies Column;
