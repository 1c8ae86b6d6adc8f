import { also, type Cell, type Column, none, partial, unknown } from '../cell.ts';
import { laterRuns, litellm, pages, study, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
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
  'prompt-caching-1h': claudeOnly('No hour-long prompt cache'),
  'extended-thinking': partial(
    'Only on models that think',
    'by model: MiniMax and Qwen document `thinking` in this format',
    levers.model,
    vendors.minimax,
    vendors.qwen,
    study.breaks,
  ),
  'interleaved-thinking': claudeOnly('No thinking between tool calls'),
  'context-1m': partial(
    'Only as much as the model has',
    'by model: DeepSeek, Kimi and GLM have 1M under names that end in [1m]',
    levers.oneMillion,
    vendors.deepseek,
    vendors.zai,
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
  effort: unknown(
    'An effort that the model heeds',
    'by model: some map it to reasoning effort, some ignore it',
    null,
    study.breaks,
    pages.protocol,
  ),
  'structured-outputs': unknown(
    'Output that follows a schema',
    'by model and translation',
    null,
    study.breaks,
    pages.protocol,
  ),
  'images-pdf': unknown(
    'Images, PDF files, or both',
    'by model: not all read them',
    null,
    study.scenario,
    pages.protocol,
  ),
  'auto-mode': also(autoModeUnchecked, study.breaks),
} as const satisfies Partial<Column>;

/** A server whose product is not known, or says nothing. */
const otherModelsBehindAnyServer = {
  'prompt-caching': partial(
    'Only what the server caches unasked',
    'by server: DeepSeek, GLM and MiniMax cache unasked, whatever `cache_control` says',
    levers.attributionOff,
    vendors.deepseek,
    vendors.minimax,
    pages.protocol,
  ),
  'web-search': unknown(
    'Web search by the model’s server',
    'the tool is listed; whether the server has one is not known',
    null,
    pages.protocol,
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
    levers.model,
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

/** OpenRouter with a model of another family, which it guarantees nothing for. */
export const openrouterOther = {
  ...otherModels,
  ...withOtherModels(openrouterOperation),
  'prompt-caching': also(otherModelsBehindAnyServer['prompt-caching'], vendors.openrouter),
  'web-search': also(otherModelsBehindAnyServer['web-search'], vendors.openrouter),
  'token-counting': also(otherModelsBehindAnyServer['token-counting'], vendors.openrouter),
  'model-discovery': also(otherModelsBehindAnyServer['model-discovery'], vendors.openrouter),
} as const satisfies Column;

/** An Anthropic-format server with models of another family: z.ai, DeepSeek, Ollama, vLLM, … */
export const gatewayOther = {
  ...otherModels,
  ...otherModelsBehindAnyServer,
  'context-management': also(otherModels['context-management'], vendors.deepseek),
} as const satisfies Column;
