import { also, type Cell, type Column, none, partial, unknown } from '../cell.ts';
import { laterRuns, litellm, openrouter, pages, study, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { onOpenrouter } from './openrouter-claude.ts';
import { clientSideOnOtherModels } from './shared/client-side.ts';
import { noAccountOnGateway } from './shared/cloud.ts';
import { autoModeUnchecked, noFastModeOnOtherModels } from './shared/gateway.ts';
import {
  gatewayOperation,
  litellmOperation,
  openrouterOperation,
  withOtherModels,
} from './shared/operation.ts';

/** A feature of Claude models, which another model cannot have. */
function claudeOnly(loss: string, lever: string | null = null): Cell {
  return none(loss, 'a feature of Claude models', lever, study.scenario, study.breaks);
}

/** What no other model has, and what depends on the model alone, whoever translates. */
const otherModels = {
  ...clientSideOnOtherModels,
  ...withOtherModels(gatewayOperation),
  'prompt-caching-1h': none(
    'No hour-long prompt cache',
    'by server: none is known to take `ttl` in blocks, where Claude Code sends it',
    null,
    vendors.qwen,
    vendors.minimax,
    study.scenario,
  ),
  'extended-thinking': partial(
    'Only on models that think',
    'by model: MiniMax and Qwen document `thinking` in this format',
    levers.model,
    vendors.minimax,
    vendors.qwen,
    study.breaks,
  ),
  'interleaved-thinking': partial(
    'Only on models that do so',
    'by model: DeepSeek, Kimi, GLM, MiniMax and MiMo do, and need no beta for it',
    levers.model,
    vendors.minimax,
    vendors.deepseekThinking,
    { ...study.scenario, superseded: true },
  ),
  'context-1m': partial(
    'Only as much as the model has',
    'DeepSeek, Kimi, GLM and others have 1M; Claude Code reckons with it for any unknown name',
    levers.contextWindow,
    vendors.deepseek,
    vendors.zai,
    laterRuns.otherMakers,
  ),
  'tool-search': none(
    'MCP tools, WebFetch etc. stay hidden',
    'deferred until it searches for them, whatever the model is; the setting sends them all',
    levers.toolSearchOff,
    laterRuns.toolSearch,
    study.breaks,
  ),
  'fast-mode': noFastModeOnOtherModels,
  'context-management': claudeOnly('The server keeps no earlier thinking', levers.betasOff),
  'fine-grained-tool-streaming': claudeOnly('Tool input arrives in one piece'),
  advisor: claudeOnly('No advisor beside another model'),
  'account-features': noAccountOnGateway,
  effort: partial(
    'Only on models that reason by effort',
    'it is sent; DeepSeek, Kimi, GLM and Qwen heed it, others ignore it',
    levers.model,
    vendors.deepseekTable,
    laterRuns.otherMakers,
    study.breaks,
  ),
  'structured-outputs': unknown(
    'Output that follows a schema',
    'by server: Moonshot, Qwen and vLLM take one, DeepSeek and MiMo do not',
    null,
    vendors.qwen,
    vendors.deepseekTable,
    study.breaks,
  ),
  'images-pdf': partial(
    'Images on some models, seldom PDF',
    'by model: many read images; `document` blocks hardly any server',
    levers.model,
    vendors.deepseekTable,
    vendors.minimax,
    study.scenario,
  ),
  'auto-mode': also(autoModeUnchecked, study.breaks),
} as const satisfies Partial<Column>;

/** A server whose product is not known, or says nothing. */
const otherModelsBehindAnyServer = {
  'prompt-caching': partial(
    'Only what the server caches unasked',
    'by server: most cache unasked; `cache_control` counts at Qwen, and with MiniMax M2',
    levers.attributionOff,
    vendors.deepseekTable,
    vendors.qwen,
    pages.protocol,
  ),
  'web-search': unknown(
    'Web search by the model’s server',
    'by server: DeepSeek and MiniMax search; Qwen, MiMo and llama.cpp do not',
    null,
    vendors.deepseek,
    vendors.qwen,
    study.scenario,
  ),
  'token-counting': partial(
    'Estimated unless it has the endpoint',
    'an optional endpoint; without it the program estimates',
    null,
    pages.protocol,
  ),
  'model-discovery': none(
    'Only ids with claude or anthropic',
    'the program ignores ids without those words',
    levers.customModel,
    pages.protocol,
  ),
} as const satisfies Partial<Column>;

/** LiteLLM’s own /v1/messages, translated for a model of another family. */
export const litellmUnifiedOther = {
  ...otherModels,
  ...withOtherModels(litellmOperation),
  'prompt-caching': partial(
    'Only what its server caches',
    'OpenAI, Gemini and DeepSeek cache unasked; `cache_control` stays where a model uses it',
    levers.attributionOff,
    litellm.adapter,
    study.scenario,
  ),
  'extended-thinking': partial(
    'The model reasons in its own way',
    '`thinking` is translated to the model’s reasoning setting',
    null,
    litellm.unified,
    study.breaks,
  ),
  'web-search': partial(
    'Only where its server searches',
    'the tool is translated; a server without one does not see it',
    levers.searchInterception,
    litellm.adapter,
    litellm.webSearch,
    litellm.otherModels,
  ),
  effort: partial(
    'Only on models that reason by effort',
    '`output_config.effort` becomes the model’s own reasoning effort',
    levers.model,
    litellm.adapter,
    study.breaks,
  ),
  'structured-outputs': partial(
    'Only on models that take a schema',
    'the format is translated to `response_format`; `strict` goes along with a tool',
    levers.model,
    litellm.adapter,
    study.breaks,
  ),
  'images-pdf': partial(
    'Only what the model reads',
    'images and files are translated; many models read no PDF',
    levers.model,
    litellm.adapter,
    study.scenario,
  ),
  'token-counting': partial(
    'Estimates, but for OpenAI and Gemini',
    'LiteLLM asks OpenAI and Gemini; for others it counts with a tokenizer of its own',
    null,
    litellm.counting,
    litellm.countTokens,
  ),
  'model-discovery': partial(
    'Only names with claude or anthropic',
    'opt-in; the program ignores names without those words',
    `${levers.discovery}, ${levers.claudeNames}`,
    pages.protocol,
    litellm.models,
  ),
} as const satisfies Column;

/** OpenRouter with a model of another family. */
export const openrouterOther = {
  ...otherModels,
  ...withOtherModels(openrouterOperation),
  ...onOpenrouter,
  'prompt-caching': also(otherModelsBehindAnyServer['prompt-caching'], vendors.openrouter),
  'tool-search': also(otherModels['tool-search'], openrouter.toolSearch),
  'web-search': partial(
    'Only where the provider searches',
    'its schema takes the tool; which providers do is not said',
    null,
    openrouter.schema,
    study.scenario,
  ),
  'structured-outputs': partial(
    'Only on models that take a schema',
    'by model; OpenRouter takes the format',
    levers.model,
    openrouter.schema,
    study.breaks,
  ),
  advisor: also(onOpenrouter.advisor, laterRuns.otherMakers),
  'model-discovery': also(otherModelsBehindAnyServer['model-discovery'], vendors.openrouter),
} as const satisfies Column;

/** An Anthropic-format server with models of another family: z.ai, DeepSeek, Ollama, vLLM, … */
export const gatewayOther = {
  ...otherModels,
  ...otherModelsBehindAnyServer,
  'context-management': also(otherModels['context-management'], vendors.deepseekTable),
} as const satisfies Column;
