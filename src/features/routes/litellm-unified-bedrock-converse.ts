import type { Column } from '../cell.ts';
import { mappedCells } from '../litellm/unified.ts';
import { judged } from '../seed.ts';
import { failedRun, unifiedClaude } from './shared/litellm.ts';

/** LiteLLM’s own /v1/messages, with Bedrock’s Converse behind it: the poorest of its routes. */
export const litellmUnifiedBedrockConverse: Column = judged(
  {
    ...unifiedClaude,
    ...mappedCells('bedrock_converse'),
    'prompt-caching': failedRun('Cached prompts; messages may fail altogether'),
    'extended-thinking': failedRun('Thinking; messages may fail altogether'),
    'images-pdf': failedRun('Images and PDF; messages may fail altogether'),
  } satisfies Column,
  'litellm',
);
