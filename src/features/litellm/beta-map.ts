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

/**
 * LiteLLM’s allowlist of beta headers on its unified route, transcribed from the release that `betaMapEvidence` names.
 * What Vertex AI takes as a header alone (`vertex_ai_header_only`) arrives there, too. A new map is a change here only;
 * `npm run drift` holds it against the newest release.
 */
export const betaMap = {
  'advanced-tool-use-2025-11-20': row(yes, yes, none, renamed, renamed, renamed),
  'advisor-tool-2026-03-01': row(yes, none, none, none, none, none),
  'afk-mode-2026-01-31': row(yes, yes, absent, absent, absent, yes),
  'agent-memory-2026-07-22': row(none, none, absent, absent, absent, none),
  'analytics-usage-cost-2026-08-24': row(yes, yes, absent, absent, absent, none),
  bash_20241022: row(none, none, none, none, none, none),
  bash_20250124: row(none, none, none, none, none, none),
  'cache-diagnosis-2026-04-07': row(yes, yes, absent, absent, absent, none),
  'ce-plugins-2026-09-01': row(yes, yes, absent, absent, absent, yes),
  'ce-user-management-2026-07-13': row(yes, yes, absent, absent, absent, yes),
  'claude-code-20250219': row(yes, yes, absent, absent, yes, yes),
  'code-execution-2025-05-22': row(yes, yes, absent, absent, absent, none),
  'code-execution-2025-08-25': row(yes, yes, none, none, none, none),
  'compact-2026-01-12': row(yes, yes, none, yes, yes, yes),
  'compact-2026-09-04': row(yes, yes, absent, yes, absent, yes),
  'computer-use-2024-10-22': row(yes, yes, absent, absent, absent, none),
  'computer-use-2025-01-24': row(yes, yes, yes, yes, yes, yes),
  'computer-use-2025-11-24': row(yes, yes, yes, yes, yes, yes),
  'context-1m-2025-08-07': row(yes, yes, yes, yes, yes, yes),
  'context-management-2025-06-27': row(yes, yes, none, yes, yes, yes),
  'dangerous-tool-use-2026-09-03': row(yes, yes, none, yes, yes, yes),
  'dev-full-thinking-2025-05-14': row(none, none, absent, absent, absent, none),
  'dreaming-2026-04-21': row(yes, yes, absent, absent, absent, yes),
  'effort-2025-11-24': row(yes, yes, yes, yes, yes, yes),
  'experimental-claude-tag-2026-10-21': row(yes, yes, absent, absent, absent, yes),
  'extended-cache-ttl-2025-04-11': row(yes, yes, absent, absent, absent, yes),
  'fallback-credit-2026-06-01': row(yes, yes, absent, absent, absent, yes),
  'fallback-credit-2026-07-01': row(yes, yes, absent, absent, absent, yes),
  'fast-mode-2026-02-01': row(yes, yes, none, none, none, none),
  'files-api-2025-04-14': row(yes, yes, none, none, none, none),
  'fine-grained-tool-streaming-2025-05-14': row(yes, yes, yes, yes, yes, yes),
  'inline-tools-2026-09-15': row(yes, yes, absent, absent, absent, yes),
  'interleaved-thinking-2025-05-14': row(yes, yes, none, none, yes, yes),
  'managed-agents-2026-04-01': row(yes, yes, absent, absent, absent, yes),
  'mcp-client-2025-04-04': row(yes, yes, none, none, none, none),
  'mcp-client-2025-11-20': row(yes, yes, none, none, none, none),
  'mcp-client-2026-09-15': row(yes, yes, absent, absent, absent, none),
  'mcp-servers-2025-12-04': row(none, none, none, none, none, none),
  'mcp-tunnels-2026-06-22': row(yes, yes, absent, absent, absent, yes),
  'message-batches-2024-09-24': row(yes, yes, absent, absent, absent, none),
  'message-threads-2026-08-12': row(yes, yes, absent, absent, absent, none),
  'mid-conversation-output-config-2026-07-01': row(yes, yes, absent, yes, absent, yes),
  'mid-conversation-system-clear-at-2026-08-21': row(yes, yes, absent, absent, absent, yes),
  'mid-conversation-tool-changes-2026-07-01': row(yes, yes, absent, yes, absent, yes),
  'model-context-window-exceeded-2025-08-26': row(yes, yes, absent, absent, absent, yes),
  'oauth-2025-04-20': row(yes, yes, absent, absent, absent, yes),
  'output-128k-2025-02-19': row(yes, yes, none, none, yes, yes),
  'output-300k-2026-03-24': row(yes, yes, absent, absent, absent, none),
  'pdfs-2024-09-25': row(yes, yes, absent, absent, absent, yes),
  'per-turn-control-2026-07-01': row(yes, yes, none, none, yes, yes),
  'prompt-caching-2024-07-31': row(yes, yes, absent, absent, absent, yes),
  'prompt-caching-scope-2026-01-05': row(yes, yes, none, none, none, yes),
  'redact-thinking-2026-02-12': row(yes, yes, absent, absent, absent, yes),
  'server-side-fallback-2026-06-01': row(yes, yes, absent, absent, absent, yes),
  'server-side-fallback-2026-07-01': row(yes, yes, absent, absent, absent, none),
  'skills-2025-10-02': row(yes, yes, none, none, none, none),
  'spend-limit-reads-2026-09-26': row(yes, yes, absent, absent, absent, yes),
  'structured-output-2024-03-01': row(none, none, none, none, none, none),
  'structured-outputs-2025-11-13': row(yes, yes, yes, none, yes, yes),
  'structured-outputs-2025-12-15': row(yes, yes, absent, absent, absent, yes),
  'task-budgets-2026-03-13': row(yes, yes, absent, absent, absent, yes),
  'telemetry-destinations-2026-08-11': row(yes, yes, absent, absent, absent, yes),
  text_editor_20241022: row(none, none, none, none, none, none),
  text_editor_20250124: row(none, none, none, none, none, none),
  'thinking-binding-controls-2026-08-01': row(yes, yes, yes, yes, yes, yes),
  'thinking-display-updates-2026-08-18': row(yes, yes, yes, yes, yes, yes),
  'thinking-token-count-2026-05-13': row(yes, yes, absent, absent, absent, yes),
  'token-counting-2024-11-01': row(yes, yes, absent, absent, absent, yes),
  'token-efficient-tools-2025-02-19': row(yes, yes, none, none, yes, yes),
  'tool-examples-2025-10-29': row(yes, yes, absent, absent, yes, yes),
  'tool-search-tool-2025-10-19': row(yes, yes, none, yes, yes, yes),
  'user-profiles-2026-03-24': row(yes, yes, absent, absent, absent, yes),
  'user-profiles-2026-08-18': row(yes, yes, absent, absent, absent, yes),
  'user-profiles-2026-09-04': row(yes, yes, absent, absent, absent, yes),
  'web-fetch-2025-09-10': row(yes, yes, none, none, none, none),
  'web-search-2025-03-05': row(yes, yes, none, none, yes, yes),
  'webhooks-2026-10-07': row(yes, yes, absent, absent, absent, none),
} as const satisfies { readonly [beta: string]: Row };

export type Beta = keyof typeof betaMap;

/** Whether a beta reaches the upstream, under its own or another name. */
export function arrives(map: BetaMap, beta: Beta, provider: LitellmProvider): boolean {
  const outcome = map[beta][provider];
  return outcome === 'forwarded' || outcome === 'renamed';
}

/** Any map over the same betas, so that the columns can be computed for another one. */
export type BetaMap = { readonly [B in Beta]: Row };
