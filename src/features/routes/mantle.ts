import { also, type Cell, type Column, unknown } from '../cell.ts';
import { betaMapEvidence, pages, platform, runs } from '../evidence.ts';
import { levers } from '../levers.ts';
import { direct } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import { clientSide } from './shared/client-side.ts';
import { noAccount, noAdvisor, noDiscovery, noFastMode } from './shared/cloud.ts';

/** Nothing public tells, and no request of this format was recorded. */
function unread(loss: string, lever: string | null = null): Cell {
  return unknown(loss, 'the documentation of Mantle does not say', lever, pages.bedrock, runs.mantle);
}

/** A beta that LiteLLM sends on to Mantle: a hint that Mantle takes it, not more. */
function hinted(loss: string, lever: string | null = null): Cell {
  return unknown(
    loss,
    'undocumented; LiteLLM’s map forwards the beta to Mantle, which is only a hint',
    lever,
    pages.bedrock,
    betaMapEvidence,
    runs.mantle,
  );
}

/** Bedrock Mantle. The availability page counts it as Bedrock; the rest is unread. */
export const mantle = {
  ...clientSide,
  'prompt-caching': unread('Prompts kept in a cache'),
  'prompt-caching-1h': unread('The hour-long cache', levers.oneHour),
  'extended-thinking': unread('Thinking before the answer'),
  'interleaved-thinking': hinted('Thinking between tool calls'),
  'context-1m': hinted('Contexts above 200k tokens', levers.oneMillion),
  'tool-search': hinted('All tools are sent instead', levers.toolSearchOff),
  'web-search': bedrock['web-search'],
  'fast-mode': noFastMode,
  effort: hinted('The effort level'),
  'context-management': hinted('Old results cleared by the server', levers.betasOff),
  'structured-outputs': hinted('Output held to a schema'),
  'token-counting': unread('Estimated by the program'),
  'fine-grained-tool-streaming': also(direct['fine-grained-tool-streaming'], platform.toolStreaming),
  'images-pdf': unread('Images and PDF files in prompts'),
  advisor: noAdvisor,
  'auto-mode': bedrock['auto-mode'],
  'model-discovery': noDiscovery,
  'account-features': noAccount,
} as const satisfies Column;
