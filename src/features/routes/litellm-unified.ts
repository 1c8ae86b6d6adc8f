import { also, type Cell, type Column, full, partial, unknown } from '../cell.ts';
import { laterRuns, litellm, publishedRuns } from '../evidence.ts';
import { levers } from '../levers.ts';
import type { MappedFeature } from '../litellm/losses.ts';
import { mappedCells } from '../litellm/unified.ts';
import { withoutStudy, withStudyVerdicts } from '../study.ts';
import { bedrock } from './bedrock.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { noAccountOnGateway } from './shared/cloud.ts';
import {
  advisorArrives,
  advisorPlayed,
  autoModePassedOn,
  discoveryOptIn,
  fastModeArrives,
  noSpeedThroughLitellm,
  noticesUncached,
  startUncached,
} from './shared/gateway.ts';
import { litellmOperation } from './shared/operation.ts';

/** What every unified route to a Claude model has, whatever stands behind LiteLLM. */
const unifiedClaude = {
  ...clientSideOnGateway,
  ...litellmOperation,
  'prompt-caching': also(startUncached, litellm.unified, publishedRuns.july27),
  'extended-thinking': full('`thinking` stays in the body', null, litellm.unified, publishedRuns.july27),
  'images-pdf': full('blocks stay in the body', null, litellm.unified, publishedRuns.july27),
  'token-counting': full('LiteLLM serves the endpoint', null, litellm.countTokens, publishedRuns.july27),
  'auto-mode': autoModePassedOn,
  'model-discovery': also(discoveryOptIn, litellm.models),
  'account-features': noAccountOnGateway,
} as const satisfies Omit<Column, MappedFeature | 'fast-mode' | 'advisor'>;

/** What becomes of two features on the way to a cloud (recorded with each of the five). */
const toCloud = { 'fast-mode': noSpeedThroughLitellm, advisor: advisorPlayed } as const;

/** Converse, where LiteLLM’s own run fails on nearly every test. */
function failedRun(loss: string): Cell {
  return unknown(
    loss,
    'LiteLLM’s own run failed on nearly every test; the issue is closed since',
    levers.invoke,
    publishedRuns.july27,
    litellm.converseThinking,
  );
}

/** LiteLLM’s own /v1/messages, with Anthropic’s API behind it. */
export const litellmUnifiedAnthropic: Column = withStudyVerdicts(
  {
    ...unifiedClaude,
    ...mappedCells('anthropic'),
    'prompt-caching': also(noticesUncached, litellm.unified, publishedRuns.july27),
    'fast-mode': fastModeArrives,
    advisor: advisorArrives,
  } satisfies Column,
  'litellm',
);

/** LiteLLM’s own /v1/messages, with Bedrock’s InvokeModel behind it (`bedrock/invoke/…`). */
export const litellmUnifiedBedrockInvoke: Column = withStudyVerdicts(
  {
    ...unifiedClaude,
    ...mappedCells('bedrock'),
    ...toCloud,
    'prompt-caching': also(withoutStudy(bedrock['prompt-caching']), litellm.invokeBody, publishedRuns.july27),
  } satisfies Column,
  'litellm',
);

/** LiteLLM’s own /v1/messages, with Bedrock’s Converse behind it: the poorest of its routes. */
export const litellmUnifiedBedrockConverse: Column = withStudyVerdicts(
  {
    ...unifiedClaude,
    ...mappedCells('bedrock_converse'),
    ...toCloud,
    'auto-mode': partial(
      'LiteLLM drops its check, silently',
      '`safeguards` does not arrive; LiteLLM answers it itself once its setting names a model',
      levers.autoModeModel,
      laterRuns.litellmAutoMode,
    ),
    'extended-thinking': failedRun('Thinking; messages may fail altogether'),
    'images-pdf': failedRun('Images and PDF; messages may fail altogether'),
  } satisfies Column,
  'litellm',
);

/** LiteLLM’s own /v1/messages, with Bedrock Mantle behind it (`bedrock_mantle/…`): Invoke’s body, betas as a header. */
export const litellmUnifiedMantle: Column = {
  ...unifiedClaude,
  ...mappedCells('bedrock_mantle'),
  ...toCloud,
  'prompt-caching': also(startUncached, litellm.mantle),
  'extended-thinking': full('`thinking` stays in the body', null, litellm.mantle),
  'images-pdf': full('blocks stay in the body', null, litellm.mantle),
  'token-counting': partial(
    'Counts by LiteLLM, not the model',
    'LiteLLM asks Mantle for models of `bedrock/…` only',
    null,
    litellm.counters,
  ),
};

/** LiteLLM’s own /v1/messages, with Vertex AI behind it. */
export const litellmUnifiedVertex: Column = withStudyVerdicts(
  { ...unifiedClaude, ...mappedCells('vertex_ai'), ...toCloud } satisfies Column,
  'litellm',
);

/** Passed on LiteLLM’s run of 2026-07-01; the run of 2026-07-27 had no deployment left to ask. */
const bodyKept = full('only `scope` leaves the body', null, litellm.azureBody, publishedRuns.july1);

/** LiteLLM’s own /v1/messages, with Microsoft Foundry behind it (`azure_ai/…`). */
export const litellmUnifiedAzure: Column = withStudyVerdicts(
  {
    ...unifiedClaude,
    ...mappedCells('azure_ai'),
    ...toCloud,
    'extended-thinking': bodyKept,
    'images-pdf': bodyKept,
  } satisfies Column,
  'litellm',
);
