import { also, type Column } from '../cell.ts';
import { litellm, publishedRuns } from '../evidence.ts';
import { mappedCells } from '../litellm/unified.ts';
import { judged } from '../seed.ts';
import { bedrock } from './bedrock.ts';
import { unifiedClaude } from './shared/litellm.ts';
import { withoutSeed } from './shared/relay.ts';

/** LiteLLM’s own /v1/messages, with Bedrock’s InvokeModel behind it (`bedrock/invoke/…`). */
export const litellmUnifiedBedrockInvoke: Column = judged(
  {
    ...unifiedClaude,
    ...mappedCells('bedrock'),
    'prompt-caching': also(withoutSeed(bedrock['prompt-caching']), litellm.invokeBody, publishedRuns.july27),
  } satisfies Column,
  'litellm',
);
