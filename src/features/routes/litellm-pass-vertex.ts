import type { Column } from '../cell.ts';
import { litellm } from '../evidence.ts';
import { judged } from '../seed.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { autoModeBilled, streamingOffByDefault } from './shared/gateway.ts';
import { relayed } from './shared/relay.ts';
import { vertex } from './vertex.ts';

/** LiteLLM’s /vertex_ai: `anthropic-beta` and the body travel as they are. */
export const litellmPassVertex: Column = judged(
  {
    ...clientSideOnGateway,
    ...relayed(
      vertex,
      [
        'prompt-caching',
        'prompt-caching-1h',
        'extended-thinking',
        'interleaved-thinking',
        'context-1m',
        'tool-search',
        'web-search',
        'fast-mode',
        'effort',
        'context-management',
        'structured-outputs',
        'token-counting',
        'images-pdf',
        'advisor',
        'model-discovery',
        'account-features',
      ],
      litellm.passVertex,
    ),
    'fine-grained-tool-streaming': streamingOffByDefault,
    'auto-mode': autoModeBilled,
  } satisfies Column,
  'litellm',
);
