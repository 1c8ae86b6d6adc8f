import type { Cell } from '../cell.ts';
import { none, partial, unknown } from '../cells.ts';
import { litellm } from '../evidence.ts';
import { levers } from '../levers.ts';
import type { MappedFeature, UnifiedProvider } from './mapped.ts';

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

/** What LiteLLM’s unified route does to the bodies it sends on, where that costs a feature. */
export const bodyRules: { readonly [P in UnifiedProvider]: Rules } = {
  anthropic: {},
  azure_ai: {},
  vertex_ai: {},
  bedrock: {
    'prompt-caching-1h': partial(
      'An hour-long cache on Claude 4.5 and later at best',
      '`ttl` stays in the body for Claude 4.5 and later only',
      levers.oneHour,
      litellm.invokeBody,
    ),
    effort: partial(
      'No effort level on models LiteLLM lists without it',
      '`output_config` is removed unless LiteLLM lists the model with it',
      null,
      litellm.invokeBody,
    ),
    'context-management': partial(
      'Server-side compaction only; other clearing is dropped',
      '`context_management` is cut down to its compact edits',
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
      'No 1M context behind an inference profile’s ARN',
      'header passed only if the base model’s name starts with anthropic',
      levers.invoke,
      litellm.arnProfiles,
    ),
    effort: translated('The effort level you chose'),
    'structured-outputs': translated('Output that keeps to its schema'),
    'fine-grained-tool-streaming': translated('Tool input shown as it is written'),
  },
};
