import { also, type Column, full, none, partial } from '../cell.ts';
import { laterRuns, openrouter, pages, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { withStudyVerdicts } from '../study.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { noticesUncached, onGateway } from './shared/gateway.ts';
import { openrouterOperation } from './shared/operation.ts';

/** What OpenRouter has whatever the model is. */
export const onOpenrouter = {
  'token-counting': none(
    'Estimates by Claude Code',
    'its interface has no endpoint that counts',
    null,
    openrouter.schema,
    pages.protocol,
  ),
  advisor: partial(
    'Off until it is asked for',
    'OpenRouter has it beside any model; Claude Code offers it only so',
    levers.askForAdvisor,
    openrouter.advisor,
    laterRuns.advisor,
  ),
} as const satisfies Partial<Column>;

/** OpenRouter with Claude models, at Anthropic, Bedrock or Vertex: it chooses unless it is told. */
export const openrouterClaude: Column = withStudyVerdicts(
  {
    ...clientSideOnGateway,
    ...openrouterOperation,
    ...onGateway,
    ...onOpenrouter,
    'prompt-caching': also(noticesUncached, openrouter.caching),
    'prompt-caching-1h': partial(
      'By model where Bedrock serves it',
      'opt-in; Anthropic, Bedrock and Vertex have it, and OpenRouter chooses among them',
      levers.oneHour,
      openrouter.caching,
    ),
    'extended-thinking': full(
      'thinking passes through, adaptive too',
      null,
      openrouter.schema,
      vendors.openrouter,
    ),
    'interleaved-thinking': partial(
      'Sure in another header alone',
      'documented for `x-anthropic-beta`; Claude Code sends `anthropic-beta`',
      null,
      openrouter.routing,
    ),
    'context-1m': full('by what the model has; no beta needed', levers.oneMillion, openrouter.routing),
    'tool-search': full('Claude models take tools that are loaded on demand', null, openrouter.toolSearch),
    'web-search': partial(
      'Only where the provider searches',
      'its schema takes the tool; which providers do is not said',
      levers.anthropicFirst,
      openrouter.schema,
    ),
    'fast-mode': partial(
      'Off until its check is skipped',
      '`speed` goes to the model’s -fast twin at Anthropic; it wants an Opus by its full name',
      levers.fastCheck,
      vendors.openrouter,
      laterRuns.fastMode,
    ),
    effort: full('its schema has it, low to max', null, openrouter.schema),
    'context-management': full('its schema has it, with earlier thinking kept', null, openrouter.schema),
    'structured-outputs': partial(
      'Tools lose `strict`',
      'the format is taken; `strict` needs a beta in a header of its own',
      null,
      openrouter.schema,
      openrouter.routing,
    ),
    'fine-grained-tool-streaming': full('OpenRouter asks for it by itself', null, openrouter.routing),
    'images-pdf': full('images and PDF files are taken', null, openrouter.schema),
    'model-discovery': partial(
      'A chosen few, not all of its models',
      'opt-in; those that rank highest, by ids with claude or anthropic',
      levers.discovery,
      vendors.openrouter,
      pages.protocol,
    ),
  } satisfies Column,
  'gateway',
);
