import { type Cell, type Column, type Evidence, partial, unknown } from '../cell.ts';
import { laterRuns, pages, runs, vendors } from '../evidence.ts';
import { levers } from '../levers.ts';
import { withStudyVerdicts } from '../study.ts';
import { clientSideOnGateway } from './shared/client-side.ts';
import { discoveryOptIn, onGateway } from './shared/gateway.ts';
import { gatewayOperation } from './shared/operation.ts';

/** A body field that the gateway contract wants kept, and that gateways are reported to keep. */
function bodyField(loss: string, ...evidence: readonly Evidence[]): Cell {
  return partial(
    loss,
    'depends on the gateway: it must keep the body as it is',
    null,
    pages.protocol,
    ...evidence,
  );
}

/** A header that the gateway may forward or strip. */
function header(loss: string, why: string, lever: string | null, ...evidence: readonly Evidence[]): Cell {
  return unknown(loss, `depends on the gateway: ${why}`, lever, pages.protocol, ...evidence);
}

/** A header whose field stays in the body when it is stripped: then the server refuses the request. */
function paired(loss: string, why: string, lever: string | null, ...evidence: readonly Evidence[]): Cell {
  return { ...header(loss, why, lever, ...evidence), shows: 'loud' };
}

/** Any other Anthropic-format gateway with Claude models behind it. */
export const gatewayClaude: Column = withStudyVerdicts(
  {
    ...clientSideOnGateway,
    ...gatewayOperation,
    ...onGateway,
    'prompt-caching': bodyField('None if it drops `cache_control`', pages.caching),
    'prompt-caching-1h': header(
      'An hour-long cache',
      'Claude Code sends it, opt-in',
      levers.oneHour,
      runs.gatewayOneHour,
    ),
    'extended-thinking': bodyField('Thinking, if it drops the field'),
    'interleaved-thinking': header(
      'Thinking between calls, silently',
      'lost silently if it strips the header',
      null,
      runs.gateway,
      vendors.bifrost,
    ),
    'context-1m': header(
      'More than 200k tokens, silently',
      'lost silently if it strips the header; no plan is checked',
      levers.oneMillion,
      runs.oneM,
      pages.models,
      vendors.bifrost,
    ),
    'tool-search': paired(
      'Tools on demand, or a 400',
      'documented as off, seen to be sent by default',
      levers.toolSearchOff,
      { ...pages.mcp, superseded: true },
      runs.gateway,
    ),
    'web-search': header(
      'Web search in the conversation',
      'the tool is listed, the upstream decides',
      null,
      runs.gateway,
    ),
    effort: paired('The effort level, or a 400', 'header and field must travel together', null, runs.gateway),
    'context-management': paired(
      'Earlier thinking, or a 400',
      'a 400 if it strips the header and keeps the field',
      levers.betasOff,
      runs.gateway,
      vendors.bifrost,
    ),
    'structured-outputs': paired(
      'Output held to its schema, or a 400',
      'as for every beta with a field',
      null,
    ),
    'token-counting': partial(
      'Estimated if it lacks the endpoint',
      'depends on the gateway: optional; the program estimates without it',
      null,
      pages.protocol,
    ),
    'images-pdf': bodyField('None if it drops the blocks'),
    advisor: header(
      'The advisor’s second opinion',
      'sent once it is asked for; needs Anthropic’s API behind it',
      levers.askForAdvisor,
      pages.advisor,
      laterRuns.advisor,
    ),
    'model-discovery': partial(
      'None if the gateway lists none',
      'depends on the gateway; opt-in, for ids with claude or anthropic',
      discoveryOptIn.lever,
      ...discoveryOptIn.evidence,
    ),
  } satisfies Column,
  'gateway',
);
