import { also, type Column } from '../cell.ts';
import { vendors } from '../evidence.ts';
import { otherModels, otherModelsBehindAnyServer } from './shared/other-models.ts';

/** An Anthropic-format server with models of another family: z.ai, DeepSeek, Ollama, vLLM, … */
export const gatewayOther = {
  ...otherModels,
  ...otherModelsBehindAnyServer,
  'context-management': also(otherModels['context-management'], vendors.deepseek),
} as const satisfies Column;
