import type { Column } from '../cell.ts';
import { mappedCells } from '../litellm/unified.ts';
import { judged } from '../seed.ts';
import { unifiedClaude } from './shared/litellm.ts';

/** LiteLLM’s own /v1/messages, with Vertex AI behind it. */
export const litellmUnifiedVertex: Column = judged(
  { ...unifiedClaude, ...mappedCells('vertex_ai') } satisfies Column,
  'litellm',
);
