/** The upstream providers of LiteLLM that serve Claude models. */
export const litellmProviders = [
  'anthropic',
  'azure_ai',
  'bedrock_converse',
  'bedrock',
  'bedrock_mantle',
  'vertex_ai',
] as const;

export type LitellmProvider = (typeof litellmProviders)[number];

/**
 * What the map makes of a beta: sent on, dropped because it maps to null, dropped because it is not in the
 * map, or sent on as `tool-search-tool-2025-10-19`.
 */
export type Outcome = 'forwarded' | 'null' | 'absent' | 'renamed';

type Row = { readonly [P in LitellmProvider]: Outcome };

const yes = 'forwarded';
const none = 'null';
const absent = 'absent';
const renamed = 'renamed';

function row(
  anthropic: Outcome,
  azure_ai: Outcome,
  bedrock_converse: Outcome,
  bedrock: Outcome,
  bedrock_mantle: Outcome,
  vertex_ai: Outcome,
): Row {
  return { anthropic, azure_ai, bedrock_converse, bedrock, bedrock_mantle, vertex_ai };
}

/** LiteLLM’s allowlist of beta headers on its unified route, transcribed. A new map is a change here only. */
export const betaMap = {
  'advanced-tool-use-2025-11-20': row(yes, yes, none, renamed, renamed, renamed),
  'advisor-tool-2026-03-01': row(yes, none, none, none, none, none),
  'claude-code-20250219': row(absent, absent, absent, absent, yes, absent),
  'code-execution-2025-08-25': row(yes, yes, none, none, none, none),
  'compact-2026-01-12': row(yes, none, none, yes, yes, yes),
  'computer-use-2025-01-24': row(yes, yes, yes, yes, yes, yes),
  'computer-use-2025-11-24': row(yes, yes, yes, yes, yes, yes),
  'context-1m-2025-08-07': row(yes, yes, yes, yes, yes, yes),
  'context-management-2025-06-27': row(yes, yes, none, yes, yes, yes),
  'effort-2025-11-24': row(yes, yes, yes, yes, yes, none),
  'extended-cache-ttl-2025-04-11': row(absent, absent, absent, absent, absent, absent),
  'fast-mode-2026-02-01': row(yes, none, none, none, none, none),
  'files-api-2025-04-14': row(yes, yes, none, none, none, none),
  'fine-grained-tool-streaming-2025-05-14': row(yes, none, yes, yes, yes, none),
  'interleaved-thinking-2025-05-14': row(yes, yes, none, none, yes, yes),
  'mid-conversation-tool-changes-2026-07-01': row(yes, absent, absent, yes, absent, absent),
  'output-128k-2025-02-19': row(yes, none, none, none, yes, none),
  'per-turn-control-2026-07-01': row(yes, yes, none, none, yes, yes),
  'prompt-caching-scope-2026-01-05': row(yes, yes, none, none, none, none),
  'structured-outputs-2025-11-13': row(yes, yes, yes, none, yes, none),
  'token-efficient-tools-2025-02-19': row(yes, none, none, none, yes, none),
  'tool-search-tool-2025-10-19': row(absent, absent, none, yes, yes, yes),
  'web-fetch-2025-09-10': row(yes, yes, none, none, none, none),
  'web-search-2025-03-05': row(yes, yes, none, none, yes, yes),
  'thinking-token-count-2026-05-13': row(absent, absent, absent, absent, absent, absent),
} as const satisfies { readonly [beta: string]: Row };

export type Beta = keyof typeof betaMap;

/** Whether a beta reaches the upstream, under its own or another name. */
export function arrives(map: BetaMap, beta: Beta, provider: LitellmProvider): boolean {
  const outcome = map[beta][provider];
  return outcome === 'forwarded' || outcome === 'renamed';
}

/** Any map over the same betas, so that the columns can be computed for another one. */
export type BetaMap = { readonly [B in Beta]: Row };
