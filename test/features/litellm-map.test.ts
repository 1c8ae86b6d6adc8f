import { describe, expect, test } from 'bun:test';
import { betaMapEvidence, litellmVersion } from '../../src/features/evidence.ts';
import { betaMap, litellmProviders } from '../../src/features/litellm/beta-map.ts';

/**
 * The betas that Claude Code sends or sent, as the map of LiteLLM 1.110.2 has them for anthropic, azure_ai,
 * bedrock_converse, bedrock, bedrock_mantle and vertex_ai: forwarded, null, absent, renamed. `drift.live.ts` holds all of
 * it against the release itself.
 */
const release = `
advanced-tool-use-2025-11-20 f f n r r r
advisor-tool-2026-03-01 f n n n n n
afk-mode-2026-01-31 f f a a a f
claude-code-20250219 f f a a f f
context-1m-2025-08-07 f f f f f f
context-management-2025-06-27 f f n f f f
effort-2025-11-24 f f f f f f
extended-cache-ttl-2025-04-11 f f a a a f
fast-mode-2026-02-01 f f n n n n
fine-grained-tool-streaming-2025-05-14 f f f f f f
interleaved-thinking-2025-05-14 f f n n f f
mid-conversation-tool-changes-2026-07-01 f f a f a f
output-128k-2025-02-19 f f n n f f
per-turn-control-2026-07-01 f f n n f f
structured-outputs-2025-11-13 f f f n f f
structured-outputs-2025-12-15 f f a a a f
thinking-binding-controls-2026-08-01 f f f f f f
thinking-token-count-2026-05-13 f f a a a f
tool-search-tool-2025-10-19 f f n f f f
web-search-2025-03-05 f f n n f f`;

const marks: { readonly [outcome: string]: string } = {
  forwarded: 'f',
  null: 'n',
  absent: 'a',
  renamed: 'r',
};

describe('the beta map', () => {
  const rows = release
    .trim()
    .split('\n')
    .map(line => line.split(' '))
    .map(([beta = '', ...outcomes]) => [beta, outcomes] as const);

  test.each(rows)('%s', (beta, outcomes) => {
    const found = Object.entries(betaMap).find(([name]) => name === beta)?.[1];
    expect(litellmProviders.map(provider => marks[found?.[provider] ?? ''] ?? '?')).toEqual([...outcomes]);
  });

  test('says where it comes from', () => {
    expect(betaMapEvidence.source).toContain(`litellm/${litellmVersion}/`);
    expect(betaMapEvidence.source).toContain('litellm/anthropic_beta_headers_config.json');
  });
});
