import { also, type Cell, type Column, partial, unknown } from '../cell.ts';
import { pages, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { withoutStudy, withStudyVerdicts } from '../study.ts';
import { gatewayClaude } from './gateway-claude.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { onGateway } from './shared/gateway.ts';
import { openrouterOperation } from './shared/operation.ts';

function body(loss: string): Cell {
  return partial(
    loss,
    'guaranteed only if Anthropic itself serves the request',
    levers.anthropicOnly,
    vendors.openrouter,
  );
}

function beta(loss: string, lever: string = levers.anthropicOnly): Cell {
  return unknown(
    loss,
    'depends on the gateway: OpenRouter does not list the betas it forwards',
    lever,
    vendors.openrouter,
    pages.protocol,
  );
}

/** OpenRouter with Claude models. */
export const openrouterClaude: Column = withStudyVerdicts(
  {
    ...clientSideOnGateway,
    ...openrouterOperation,
    ...onGateway,
    'prompt-caching': body('None unless Anthropic serves it'),
    'prompt-caching-1h': beta('An hour in the prompt cache', levers.oneHour),
    'extended-thinking': body('None unless Anthropic serves it'),
    'interleaved-thinking': beta('Thought in the middle of tool use'),
    'context-1m': beta('More than 200k tokens of context', levers.oneMillion),
    'tool-search': beta('Tools found when needed', levers.toolSearchOff),
    'web-search': beta('Web search as Anthropic does it'),
    effort: beta('The chosen effort'),
    'context-management': beta('Earlier thinking on older models', levers.betasOff),
    'structured-outputs': beta('Schemas that bind the output'),
    'token-counting': also(withoutStudy(gatewayClaude['token-counting']), vendors.openrouter),
    'images-pdf': body('None unless Anthropic serves it'),
    advisor: beta('Advice by a second model', levers.askForAdvisor),
    'model-discovery': also(withoutStudy(gatewayClaude['model-discovery']), vendors.openrouter),
  } satisfies Column,
  'gateway',
);
