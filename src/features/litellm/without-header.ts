import type { Cell } from '../cell.ts';
import { none, partial, unknown } from '../cells.ts';
import { litellm, pages, platform } from '../evidence.ts';
import { levers } from '../levers.ts';
import type { MappedFeature } from './mapped.ts';

/** The body still asks for it, so the server refuses the request. */
function loud(cell: Cell): Cell {
  return { ...cell, shows: 'loud' };
}

/** What is left of a feature when LiteLLM drops its header: a 400 where the body still asks for it. */
export const withoutHeader: { readonly [Id in MappedFeature]: Cell } = {
  'prompt-caching-1h': partial(
    'The hour-long cache, where the server asks for its header',
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
    'No web search from the model’s server',
    'the map drops its beta',
    levers.searchInterception,
    pages.protocol,
    litellm.webSearch,
  ),
  'fast-mode': none(
    'Answers come at normal speed',
    'the map drops the beta of fast mode',
    null,
    pages.protocol,
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
      'Old tool results stay in the context, or a 400',
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
  advisor: none('No second opinion by an advisor', 'the map drops the advisor’s beta', null, pages.advisor),
};
