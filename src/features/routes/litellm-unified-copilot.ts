import { also, type Cell, type Column, none, unknown } from '../cell.ts';
import { litellm } from '../evidence.ts';
import { levers } from '../levers.ts';
import { withStudyVerdicts } from '../study.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { discoveryOptIn, onGateway } from './shared/gateway.ts';
import { litellmOperation } from './shared/operation.ts';

/** LiteLLM relays header and body unchanged; what Copilot’s server makes of them nobody wrote down. */
function relayedByCopilot(loss: string, lever: string | null = null): Cell {
  return unknown(
    loss,
    'relayed as it is; what Copilot’s server does with it is not documented',
    lever,
    litellm.copilotBody,
    litellm.copilot,
  );
}

/** LiteLLM’s own /v1/messages, with GitHub Copilot’s Claude models behind it. */
export const litellmUnifiedCopilot: Column = withStudyVerdicts(
  {
    ...clientSideOnGateway,
    ...litellmOperation,
    ...onGateway,
    'prompt-caching': relayedByCopilot('None if Copilot keeps no cache'),
    'prompt-caching-1h': relayedByCopilot('Prompts cached for an hour', levers.oneHour),
    'extended-thinking': relayedByCopilot('Thinking, if Copilot drops the field'),
    'interleaved-thinking': relayedByCopilot('Thought between two tool calls'),
    'context-1m': none(
      'Contexts end at 200k tokens',
      'none of Copilot’s Claude models takes more, by LiteLLM’s list',
      null,
      litellm.prices,
    ),
    'tool-search': relayedByCopilot('Tools on demand; a 400 if refused', levers.toolSearchOff),
    'web-search': none(
      'No web search',
      'Copilot’s endpoint does not run the tool',
      levers.searchInterception,
      litellm.copilotTools,
      litellm.webSearch,
    ),
    effort: relayedByCopilot('An effort level of your choice'),
    'context-management': relayedByCopilot('Earlier thinking, or a 400', levers.betasOff),
    'structured-outputs': relayedByCopilot('Answers that match a schema'),
    'token-counting': relayedByCopilot('Counts by the model’s own server'),
    'images-pdf': relayedByCopilot('Images and PDF in prompts'),
    advisor: relayedByCopilot('An advisor’s second opinion'),
    'model-discovery': also(discoveryOptIn, litellm.models),
  } satisfies Column,
  'litellm',
);
