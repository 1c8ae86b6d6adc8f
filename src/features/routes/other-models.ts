import { also, type Cell, type Column, none, partial, unknown } from '../cell.ts';
import { laterRuns, litellm, pages, study, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { clientSideOnOtherModels } from './shared/client-side.ts';
import { noAccountOnGateway } from './shared/cloud.ts';
import { autoModeUnchecked, noFastModeOnOtherModels } from './shared/gateway.ts';

/** A feature of Claude models, which another model cannot have. */
function claudeOnly(loss: string, lever: string | null = null): Cell {
  return none(loss, 'a feature of Claude models', lever, study.scenario, study.breaks);
}

/** What no other model has, and what depends on the model alone, whoever translates. */
const otherModels = {
  ...clientSideOnOtherModels,
  'prompt-caching-1h': claudeOnly('No hour-long prompt cache'),
  'extended-thinking': claudeOnly('No thinking as Claude does it'),
  'interleaved-thinking': claudeOnly('No thinking between tool calls'),
  'context-1m': claudeOnly('Only as much as the model has'),
  'tool-search': none(
    'MCP tools, WebFetch etc. stay hidden',
    'deferred until it searches for them, whatever the model is; the setting sends them all',
    levers.toolSearchOff,
    laterRuns.toolSearch,
    study.breaks,
  ),
  'fast-mode': noFastModeOnOtherModels,
  'context-management': claudeOnly('The server clears no old results', levers.betasOff),
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
  'prompt-caching': unknown(
    'Cheap repeats of a prompt',
    'what the server does with `cache_control`, if anything, is its own affair',
    null,
    study.scenario,
    pages.protocol,
  ),
  'web-search': unknown(
    'Web search by the model’s server',
    'the tool is listed; whether the server has one is its own affair',
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
  'prompt-caching': none(
    'No cache: every turn at full price',
    '`cache_control` is lost in the translation',
    null,
    litellm.unified,
    study.scenario,
  ),
  'extended-thinking': partial(
    'The model reasons in its own way',
    '`thinking` is translated to the model’s reasoning setting',
    null,
    litellm.unified,
    study.breaks,
  ),
  'web-search': unknown(
    'Web search through the translation',
    'the tool is translated; what the model’s server does is its own affair',
    levers.searchInterception,
    litellm.webSearch,
    litellm.otherModels,
  ),
  'token-counting': unknown(
    'Counts by the model’s own tokenizer',
    'LiteLLM serves the endpoint; how it counts for such models was not read',
    null,
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
