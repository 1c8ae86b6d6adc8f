import { also, type Column, full, partial } from '../cell.ts';
import { pages, platform, runs } from '../evidence.ts';
import { levers } from '../levers.ts';
import { clientSide } from './shared/client-side.ts';
import { cloud, noAccount, noAdvisor, noDiscovery, noFastMode } from './shared/cloud.ts';
import { streamingOffByDefault } from './shared/gateway.ts';
import { cloudOperation } from './shared/operation.ts';

/** Microsoft Foundry. */
export const foundry = {
  ...clientSide,
  ...cloudOperation,
  'prompt-caching': cloud.caching,
  'prompt-caching-1h': cloud.oneHourOptIn,
  'extended-thinking': cloud.thinking,
  'interleaved-thinking': also(cloud.interleaved, runs.foundry),
  'context-1m': full('by a name that ends in [1m]', levers.oneMillion, pages.models, pages.foundry),
  'tool-search': partial(
    'All tools in every request, on Azure',
    'deployments hosted by Anthropic only',
    levers.toolSearchOff,
    pages.mcp,
    runs.foundry,
  ),
  'web-search': partial(
    'None where Azure hosts the model',
    'Anthropic-hosted deployments only',
    null,
    pages.availability,
    runs.foundry,
  ),
  'fast-mode': noFastMode,
  effort: partial(
    'No effort level on some models',
    'by model: not every deployment takes it',
    levers.model,
    pages.models,
    runs.foundry,
  ),
  'context-management': also(cloud.contextManagement, runs.foundry),
  'structured-outputs': partial(
    'None where Azure hosts the model',
    'Anthropic-hosted deployments only; others answer a 400',
    null,
    platform.structuredOutputs,
    platform.foundry,
  ),
  'token-counting': full('the server counts', null, platform.tokenCounting, platform.overview),
  'fine-grained-tool-streaming': streamingOffByDefault,
  'images-pdf': cloud.images,
  advisor: noAdvisor,
  'auto-mode': cloud.autoModeNewer,
  'model-discovery': noDiscovery,
  'account-features': noAccount,
} as const satisfies Column;
