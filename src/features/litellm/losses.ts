import { also, type Cell, none, partial, unknown } from '../cell.ts';
import { litellm, pages, platform } from '../evidence.ts';
import type { FeatureId } from '../features.ts';
import { levers } from '../levers.ts';
import type { LitellmProvider } from './beta-map.ts';

/** The features that need a beta, so that LiteLLM’s map decides on them. */
export const mappedFeatures = [
  'prompt-caching-1h',
  'interleaved-thinking',
  'context-1m',
  'tool-search',
  'web-search',
  'effort',
  'context-management',
  'structured-outputs',
  'fine-grained-tool-streaming',
] as const satisfies readonly FeatureId[];

export type MappedFeature = (typeof mappedFeatures)[number];

/** The providers of the map, for each of which the table has a route. */
export type UnifiedProvider = LitellmProvider;

type Rules = { readonly [Id in MappedFeature]?: Cell };

/** A field that LiteLLM rewrites for Bedrock’s Converse format; what arrives was not read. */
function translated(loss: string): Cell {
  return unknown(
    loss,
    'the body is rewritten for Converse; what becomes of the field was not read',
    levers.invoke,
    litellm.arnProfiles,
    litellm.converseThinking,
  );
}

const listedEffort = partial(
  'None on models listed without it',
  '`output_config` is removed unless LiteLLM lists the model with it',
  null,
  litellm.invokeBody,
);

/** What LiteLLM’s unified route does to the bodies it sends on, where that costs a feature. */
export const bodyRules: { readonly [P in UnifiedProvider]: Rules } = {
  anthropic: {},
  azure_ai: {},
  vertex_ai: {},
  // The body is made as for Invoke.
  bedrock_mantle: {
    'prompt-caching-1h': partial(
      'None on Claude Haiku 4.5',
      '`ttl` stays for models that LiteLLM’s price list also has without `bedrock_mantle/`',
      levers.oneHour,
      litellm.mantle,
      litellm.prices,
    ),
    'web-search': none(
      'No web search by the model’s server',
      'LiteLLM refuses the tool on the way to Bedrock; only the search fails',
      levers.searchInterception,
      litellm.mantle,
      litellm.webSearch,
    ),
    effort: also(listedEffort, litellm.mantle),
    'structured-outputs': partial(
      'Output is not held to a schema',
      'the schema is put into the prompt unless LiteLLM lists the model as having them',
      null,
      litellm.mantle,
      litellm.prices,
    ),
  },
  bedrock: {
    'prompt-caching-1h': partial(
      'At best on Claude 4.5 and later',
      '`ttl` stays in the body for Claude 4.5 and later only',
      levers.oneHour,
      litellm.invokeBody,
    ),
    effort: listedEffort,
    'context-management': partial(
      'Older models drop earlier thinking',
      '`context_management` loses what asks for thinking to be kept',
      null,
      litellm.invokeBody,
    ),
  },
  bedrock_converse: {
    'prompt-caching-1h': none(
      'Cached prompts live five minutes',
      'the body is rewritten for Converse without `ttl`',
      null,
      litellm.unified,
    ),
    'context-1m': partial(
      'None behind an inference profile ARN',
      'header passed only if the base model’s name starts with anthropic',
      levers.invoke,
      litellm.arnProfiles,
    ),
    effort: translated('The effort level you chose'),
    'structured-outputs': translated('Output that keeps to its schema'),
    'fine-grained-tool-streaming': translated('Tool input shown as it is written'),
  },
};

/** The body still asks for it, so the server refuses the request. */
function loud(cell: Cell): Cell {
  return { ...cell, shows: 'loud' };
}

/** What is left of a feature when LiteLLM drops its header: a 400 where the body still asks for it. */
export const withoutHeader: { readonly [Id in MappedFeature]: Cell } = {
  'prompt-caching-1h': partial(
    'An hour, where its header is wanted',
    'header dropped, `ttl` kept in the body',
    levers.oneHour,
    litellm.unified,
  ),
  'interleaved-thinking': none(
    'Claude thinks before the first tool call only',
    'header dropped by the map, without a word',
    null,
    pages.protocol,
  ),
  'context-1m': none(
    'Contexts end at 200k tokens',
    'header dropped by the map, and nothing says so',
    null,
    pages.protocol,
  ),
  'tool-search': loud(
    none(
      'No tool search: a 400, or all tools in every request',
      'header dropped; a tool field that stays is answered with a 400',
      levers.toolSearchOff,
      pages.protocol,
      litellm.headerStripped,
    ),
  ),
  'web-search': none(
    'No web search by the model’s server',
    'the map drops its beta',
    levers.searchInterception,
    pages.protocol,
    litellm.webSearch,
  ),
  effort: loud(
    none(
      'No effort level; the request may be refused',
      'header dropped, `output_config` kept: a 400 by the gateway contract',
      null,
      pages.protocol,
      litellm.headerStripped,
    ),
  ),
  'context-management': loud(
    none(
      'Earlier thinking, or a 400',
      'header dropped; a body field that stays is answered with a 400',
      levers.betasOff,
      pages.protocol,
      litellm.headerStripped,
    ),
  ),
  'structured-outputs': loud(
    none(
      'Output is not held to a schema, or a 400',
      'header dropped; a schema that stays is answered with a 400',
      null,
      pages.protocol,
      litellm.headerStripped,
    ),
  ),
  'fine-grained-tool-streaming': unknown(
    'Tool input streamed while it is written',
    'header dropped, but a tool field now does without it; not watched',
    levers.toolStreaming,
    pages.variables,
    platform.toolStreaming,
  ),
};
