import { also, type Cell, type Column, unknown } from '../cell.ts';
import { litellm } from '../evidence.ts';
import { levers } from '../levers.ts';
import { judged } from '../seed.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { discoveryOptIn, onGateway } from './shared/gateway.ts';

/** LiteLLM relays header and body unchanged; what Copilot’s server makes of them nobody wrote down. */
function relayed(loss: string, lever: string | null = null): Cell {
  return unknown(
    loss,
    'relayed as it is; what Copilot’s server does with it is not documented',
    lever,
    litellm.copilotBody,
    litellm.copilot,
  );
}

/** LiteLLM’s own /v1/messages, with GitHub Copilot’s Claude models behind it. */
export const litellmUnifiedCopilot: Column = judged(
  {
    ...clientSideOnGateway,
    ...onGateway,
    'prompt-caching': relayed('Cheap repeats, if Copilot keeps no cache'),
    'prompt-caching-1h': relayed('Prompts cached for an hour', levers.oneHour),
    'extended-thinking': relayed('Thinking, if Copilot drops the field'),
    'interleaved-thinking': relayed('Thought between two tool calls'),
    'context-1m': relayed('More context than Copilot gives the model', levers.oneMillion),
    'tool-search': relayed('Tools on demand; a 400 if refused', levers.toolSearchOff),
    'web-search': relayed('Web search', levers.searchInterception),
    effort: relayed('An effort level of your choice'),
    'context-management': relayed('Clearing of old results; a 400 if refused', levers.betasOff),
    'structured-outputs': relayed('Answers that match a schema'),
    'token-counting': relayed('Token counts by the model’s own server'),
    'images-pdf': relayed('Images and PDF in prompts'),
    advisor: relayed('An advisor’s second opinion'),
    'model-discovery': also(discoveryOptIn, litellm.models),
  } satisfies Column,
  'litellm',
);
