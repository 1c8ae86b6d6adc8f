import type { Column } from '../cell.ts';
import { mappedCells } from '../litellm/unified.ts';
import { judged } from '../seed.ts';
import { unifiedClaude } from './shared/litellm.ts';

/** LiteLLM’s own /v1/messages, with Anthropic’s API behind it. */
export const litellmUnifiedAnthropic: Column = judged(
  { ...unifiedClaude, ...mappedCells('anthropic') } satisfies Column,
  'litellm',
);
