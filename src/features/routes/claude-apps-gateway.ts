import { also, type Column, full, none, partial } from '../cell.ts';
import { pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { cloud, earlierThinking, noAccount, noAdvisor, noFastMode } from './shared/cloud.ts';
import { noticesUncached, streamingOffByDefault } from './shared/gateway.ts';
import { gatewayOperation } from './shared/operation.ts';

/** What it passes on: every beta that Claude Code sends, and the body, translated for each cloud. */
function passedOn(why: string, lever: string | null = null) {
  return full(why, lever, pages.appsGateway);
}

/**
 * Anthropic’s own gateway, which is in the program (`claude gateway`, 2.1.195 and later): an organisation runs it in front of
 * a cloud or of Anthropic’s API, and its users sign in to it by `/login`. No profile leads there; that is a login.
 */
export const claudeAppsGateway = {
  ...clientSideOnGateway,
  ...gatewayOperation,
  'prompt-caching': also(noticesUncached, pages.appsGateway),
  'prompt-caching-1h': none(
    'Cached prompts live five minutes',
    'Claude Code leaves the hour out in a session of this gateway',
    null,
    pages.appsGateway,
  ),
  'extended-thinking': passedOn('a field of the request body'),
  'interleaved-thinking': passedOn('betas are delivered to every upstream'),
  'context-1m': passedOn('by the model and its name; the beta is delivered', levers.oneMillion),
  'tool-search': partial(
    'Where the upstream lacks it',
    'betas and body are delivered; a cloud decides by model or hosting',
    levers.toolSearchOff,
    pages.appsGateway,
    pages.mcp,
  ),
  'web-search': none(
    'No web search',
    'Claude Code cannot see which provider is behind it, and switches it off',
    null,
    pages.appsGateway,
  ),
  'fast-mode': also(noFastMode, pages.appsGateway),
  effort: also(cloud.effort, pages.appsGateway),
  'context-management': partial(
    earlierThinking,
    'the beta is delivered; a cloud’s own format may not take the field',
    null,
    pages.appsGateway,
    pages.protocol,
  ),
  'structured-outputs': also(bedrock['structured-outputs'], pages.appsGateway),
  'token-counting': partial(
    'Estimated if the upstream has none',
    'what it serves of it is not said',
    null,
    pages.protocol,
  ),
  'fine-grained-tool-streaming': also(streamingOffByDefault, pages.appsGateway),
  'images-pdf': passedOn('ordinary blocks of the request body'),
  advisor: also(noAdvisor, pages.appsGateway),
  'auto-mode': also(cloud.autoModeNewer, pages.appsGateway),
  'model-discovery': also(anthropic['model-discovery'], pages.appsGateway),
  'usage-caps': full(
    'spend limits by user and group, usage by user',
    null,
    pages.appsGateway,
    pages.spendLimits,
  ),
  'managed-settings': full('it delivers them itself, by group', null, pages.appsGateway),
  quiet: full(
    'a session of it sends nothing of that to Anthropic, with no way to turn it on',
    null,
    pages.dataUsage,
  ),
  'account-features': also(noAccount, pages.appsGateway),
} as const satisfies Column;
