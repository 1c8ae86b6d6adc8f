import { also, type Column, unknown } from '../cell.ts';
import { litellm, pages, runs } from '../evidence.ts';
import { relayed, withStudyVerdicts } from '../study.ts';
import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import {
  advisorArrives,
  autoModeBilled,
  autoModePassedOn,
  discoveryOptIn,
  fastModeArrives,
  noticesUncached,
  onGateway,
  streamingOffByDefault,
} from './shared/gateway.ts';
import { inCloudFormat, litellmOperation } from './shared/operation.ts';
import { vertex } from './vertex.ts';

/** What each of the three relays as it is. */
const onEveryWay = [
  'prompt-caching',
  'prompt-caching-1h',
  'extended-thinking',
  'interleaved-thinking',
  'context-1m',
  'tool-search',
  'web-search',
  'context-management',
  'structured-outputs',
  'images-pdf',
  'advisor',
  'model-discovery',
] as const;

/** LiteLLM’s /anthropic: header and body travel as they are to Anthropic’s API. */
export const litellmPassAnthropic: Column = withStudyVerdicts(
  {
    ...clientSideOnGateway,
    ...litellmOperation,
    ...relayed(
      { ...anthropic, 'model-discovery': discoveryOptIn },
      [...onEveryWay, 'effort', 'token-counting'],
      litellm.passAnthropic,
    ),
    ...onGateway,
    'prompt-caching': also(noticesUncached, litellm.passAnthropic),
    'fast-mode': fastModeArrives,
    advisor: advisorArrives,
    'auto-mode': autoModePassedOn,
  } satisfies Column,
  'litellm',
);

/** LiteLLM’s /bedrock: the body travels as it is, `anthropic_beta` too; the header does not. */
export const litellmPassBedrock: Column = withStudyVerdicts(
  {
    ...clientSideOnGateway,
    ...inCloudFormat(litellmOperation),
    ...relayed(bedrock, [...onEveryWay, 'fast-mode', 'account-features'], litellm.passBedrock),
    effort: unknown(
      'The effort level, or the request',
      'its beta is in the header, which LiteLLM drops; the body field stays',
      null,
      litellm.passBedrock,
      runs.bedrock,
      pages.protocol,
    ),
    'token-counting': unknown(
      'Exact token counts; a local estimate instead',
      'whether LiteLLM relays Bedrock’s count is not documented',
      null,
      litellm.passBedrock,
      pages.protocol,
    ),
    'fine-grained-tool-streaming': streamingOffByDefault,
    'auto-mode': autoModeBilled,
  } satisfies Column,
  'litellm',
);

/** LiteLLM’s /vertex_ai: `anthropic-beta` and the body travel as they are. */
export const litellmPassVertex: Column = withStudyVerdicts(
  {
    ...clientSideOnGateway,
    ...inCloudFormat(litellmOperation),
    ...relayed(
      vertex,
      [...onEveryWay, 'fast-mode', 'effort', 'token-counting', 'account-features'],
      litellm.passVertex,
    ),
    'prompt-caching': also(noticesUncached, litellm.passVertex),
    'fine-grained-tool-streaming': streamingOffByDefault,
    'auto-mode': autoModeBilled,
  } satisfies Column,
  'litellm',
);
