import type { Column } from '../cell.ts';
import { litellm } from '../evidence.ts';
import { judged } from '../seed.ts';
import { anthropic } from './anthropic.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { discoveryOptIn, onGateway } from './shared/gateway.ts';
import { relayed } from './shared/relay.ts';

/** LiteLLM’s /anthropic: header and body travel as they are to Anthropic’s API. */
export const litellmPassAnthropic: Column = judged(
  {
    ...clientSideOnGateway,
    ...relayed(
      { ...anthropic, 'model-discovery': discoveryOptIn },
      [
        'prompt-caching',
        'prompt-caching-1h',
        'extended-thinking',
        'interleaved-thinking',
        'context-1m',
        'tool-search',
        'web-search',
        'effort',
        'context-management',
        'structured-outputs',
        'token-counting',
        'images-pdf',
        'advisor',
        'model-discovery',
      ],
      litellm.passAnthropic,
    ),
    ...onGateway,
  } satisfies Column,
  'litellm',
);
