import { type Cell, type Column, unknown } from '../cell.ts';
import { pages, runs } from '../evidence.ts';
import { levers } from '../levers.ts';
import { clientSide } from './shared/client-side.ts';
import { advisorSent, noAccount, noDiscovery, noFastMode } from './shared/cloud.ts';

/** The page on availability has no column for this backend, and only its `auth status` was seen. */
function unlisted(loss: string, lever: string | null = null): Cell {
  return unknown(
    loss,
    'newer than the documentation read, which has no column for it',
    lever,
    pages.availability,
    runs.gcp,
  );
}

/** Claude on Google Cloud, run by Anthropic (Claude Code 2.1.307 and later). */
export const anthropicGcp = {
  ...clientSide,
  'prompt-caching': unlisted('Cheap repeats of the same prompt'),
  'prompt-caching-1h': unlisted('Cached prompts that live an hour', levers.oneHour),
  'extended-thinking': unlisted('Thinking ahead of the answer'),
  'interleaved-thinking': unlisted('Thinking between tool calls'),
  'context-1m': unlisted('A context of 1M tokens', levers.oneMillion),
  'tool-search': unlisted('MCP tools loaded when needed', levers.toolSearchOff),
  'web-search': unlisted('Web search by the server'),
  'fast-mode': noFastMode,
  effort: unlisted('A chosen effort level'),
  'context-management': unlisted('A context the server keeps tidy', levers.betasOff),
  'structured-outputs': unlisted('Answers held to a schema'),
  'token-counting': unlisted('Counts of tokens by the server'),
  'fine-grained-tool-streaming': unlisted('Tool input shown while it is written'),
  'images-pdf': unlisted('Images and PDF files'),
  advisor: advisorSent,
  'auto-mode': unlisted('Auto mode'),
  'model-discovery': noDiscovery,
  'account-features': noAccount,
} as const satisfies Column;
