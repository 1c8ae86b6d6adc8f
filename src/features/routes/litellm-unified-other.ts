import { type Column, none, partial, unknown } from '../cell.ts';
import { litellm, pages, seed } from '../evidence.ts';
import { levers } from '../levers.ts';
import { otherModels } from './shared/other-models.ts';

/** LiteLLM’s own /v1/messages, translated for a model of another family. */
export const litellmUnifiedOther = {
  ...otherModels,
  'prompt-caching': none(
    'Claude’s prompt cache; every turn at full price',
    '`cache_control` is lost in the translation',
    null,
    litellm.unified,
    seed.scenario,
  ),
  'extended-thinking': partial(
    'Claude’s thinking; the model reasons in its own way',
    '`thinking` is translated to the model’s reasoning setting',
    null,
    litellm.unified,
    seed.breaks,
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
    'Models without claude or anthropic in their LiteLLM name',
    'opt-in; the program ignores names without those words',
    `${levers.discovery}, ${levers.claudeNames}`,
    pages.protocol,
    litellm.models,
  ),
} as const satisfies Column;
