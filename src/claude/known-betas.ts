import { betaMap } from '../features/litellm/beta-map.ts';

/**
 * What looks like the name of a beta in the program of Claude Code 2.1.332 (read 2026-11-29) and does not stand in LiteLLM’s
 * map: with what it is for, as far as it shows.
 */
const others = {
  versions: 'bedrock-2023-05-31 vertex-2023-10-16',
  'Anthropic’s own services, which no profile leads to':
    'ccr-byoc-2025-07-29 ccr-triggers-2026-01-30 environments-2025-11-01 oidc-federation-2026-04-01',
  'sent to Anthropic alone, or not seen sent': `auto-mode-classifier-2026-07-16 cache-keepalive-2026-09-03
    claude-code-side-query-2026-09-29 context-hint-2026-04-09 mid-conversation-system-2026-04-07
    program-use-case-ids-2026-09-17 prompt-caching-evict-2026-05-12 request-tags-2026-08-21 resumption-2026-10-08
    subagent-review-2026-11-17 thinking-resumption-2026-07-17 timing-2026-09-09 tool-provenance-2026-10-26
    web-search-results-only-2026-11-15`,
} as const satisfies { readonly [reason: string]: string };

/** Those of the map that this program holds. */
const ofMap = `advanced-tool-use-2025-11-20 advisor-tool-2026-03-01 afk-mode-2026-01-31 agent-memory-2026-07-22
  cache-diagnosis-2026-04-07 context-1m-2025-08-07 context-management-2025-06-27 dangerous-tool-use-2026-09-03
  dreaming-2026-04-21 effort-2025-11-24 extended-cache-ttl-2025-04-11 fallback-credit-2026-06-01 fast-mode-2026-02-01
  files-api-2025-04-14 inline-tools-2026-09-15 interleaved-thinking-2025-05-14 managed-agents-2026-04-01
  mcp-servers-2025-12-04 mcp-tunnels-2026-06-22 message-batches-2024-09-24 message-threads-2026-08-12
  mid-conversation-system-clear-at-2026-08-21 mid-conversation-tool-changes-2026-07-01 oauth-2025-04-20
  per-turn-control-2026-07-01 prompt-caching-scope-2026-01-05 redact-thinking-2026-02-12
  server-side-fallback-2026-06-01 server-side-fallback-2026-07-01 structured-outputs-2025-12-15 task-budgets-2026-03-13
  thinking-binding-controls-2026-08-01 thinking-display-updates-2026-08-18 thinking-token-count-2026-05-13
  token-counting-2024-11-01 tool-search-tool-2025-10-19 user-profiles-2026-08-18 web-search-2025-03-05`;

/** The betas of the observed program. */
export const claudeBetas: ReadonlySet<string> = new Set(
  [ofMap, ...Object.values(others)].flatMap(text => text.split(/\s+/)),
);

/** Whether cgw knows a beta: Claude Code’s, or one that LiteLLM knows. */
export function isKnownBeta(name: string): boolean {
  return claudeBetas.has(name) || Object.hasOwn(betaMap, name);
}
