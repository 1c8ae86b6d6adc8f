import { also, type Column } from '../cell.ts';
import { vendors } from '../evidence.ts';
import { otherModels, otherModelsBehindAnyServer } from './shared/other-models.ts';

/** OpenRouter with a model of another family, which it guarantees nothing for. */
export const openrouterOther = {
  ...otherModels,
  'prompt-caching': also(otherModelsBehindAnyServer['prompt-caching'], vendors.openrouter),
  'web-search': also(otherModelsBehindAnyServer['web-search'], vendors.openrouter),
  'token-counting': also(otherModelsBehindAnyServer['token-counting'], vendors.openrouter),
  'model-discovery': also(otherModelsBehindAnyServer['model-discovery'], vendors.openrouter),
} as const satisfies Column;
