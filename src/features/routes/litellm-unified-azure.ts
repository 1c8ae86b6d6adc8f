import { type Column, full } from '../cell.ts';
import { litellm, publishedRuns } from '../evidence.ts';
import { mappedCells } from '../litellm/unified.ts';
import { judged } from '../seed.ts';
import { unifiedClaude } from './shared/litellm.ts';

/** Passed on LiteLLM’s run of 2026-07-01; the run of 2026-07-27 had no deployment left to ask. */
const body = full('only `scope` leaves the body', null, litellm.azureBody, publishedRuns.july1);

/** LiteLLM’s own /v1/messages, with Microsoft Foundry behind it (`azure_ai/…`). */
export const litellmUnifiedAzure: Column = judged(
  {
    ...unifiedClaude,
    ...mappedCells('azure_ai'),
    'prompt-caching': body,
    'extended-thinking': body,
    'images-pdf': body,
  } satisfies Column,
  'litellm',
);
