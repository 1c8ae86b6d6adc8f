import { describe, expect, test } from 'bun:test';
import { betaMapCommit, betaMapEvidence } from '../../src/features/evidence.ts';
import { betaMap, litellmProviders } from '../../src/features/litellm/beta-map.ts';

/** facts/litellm.md §2, as it stands there: ✓ forwarded · – null · ∅ absent · T renamed. */
const facts = `
| advanced-tool-use-2025-11-20 | ✓ | ✓ | – | T | T | T |
| advisor-tool-2026-03-01 | ✓ | – | – | – | – | – |
| claude-code-20250219 | ∅ | ∅ | ∅ | ∅ | ✓ | ∅ |
| code-execution-2025-08-25 | ✓ | ✓ | – | – | – | – |
| compact-2026-01-12 | ✓ | – | – | ✓ | ✓ | ✓ |
| computer-use-2025-01-24 | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ |
| computer-use-2025-11-24 | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ |
| context-1m-2025-08-07 | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ |
| context-management-2025-06-27 | ✓ | ✓ | – | ✓ | ✓ | ✓ |
| effort-2025-11-24 | ✓ | ✓ | ✓ | ✓ | ✓ | – |
| extended-cache-ttl-2025-04-11 | ∅ | ∅ | ∅ | ∅ | ∅ | ∅ |
| fast-mode-2026-02-01 | ✓ | – | – | – | – | – |
| files-api-2025-04-14 | ✓ | ✓ | – | – | – | – |
| fine-grained-tool-streaming-2025-05-14 | ✓ | – | ✓ | ✓ | ✓ | – |
| interleaved-thinking-2025-05-14 | ✓ | ✓ | – | – | ✓ | ✓ |
| mid-conversation-tool-changes-2026-07-01 | ✓ | ∅ | ∅ | ✓ | ∅ | ∅ |
| output-128k-2025-02-19 | ✓ | – | – | – | ✓ | – |
| per-turn-control-2026-07-01 | ✓ | ✓ | – | – | ✓ | ✓ |
| prompt-caching-scope-2026-01-05 | ✓ | ✓ | – | – | – | – |
| structured-outputs-2025-11-13 | ✓ | ✓ | ✓ | – | ✓ | – |
| token-efficient-tools-2025-02-19 | ✓ | – | – | – | ✓ | – |
| tool-search-tool-2025-10-19 | ∅ | ∅ | – | ✓ | ✓ | ✓ |
| web-fetch-2025-09-10 | ✓ | ✓ | – | – | – | – |
| web-search-2025-03-05 | ✓ | ✓ | – | – | ✓ | ✓ |
| thinking-token-count-2026-05-13 | ∅ | ∅ | ∅ | ∅ | ∅ | ∅ |
`;

const marks: { readonly [outcome: string]: string } = {
  forwarded: '✓',
  null: '–',
  absent: '∅',
  renamed: 'T',
};

describe('the beta map is that of facts/litellm.md §2', () => {
  const rows = facts
    .trim()
    .split('\n')
    .map(line => line.split('|').map(part => part.trim()))
    .map(([, beta = '', ...outcomes]) => [beta, outcomes.slice(0, 6)] as const);

  test('has the same betas', () => {
    expect(Object.keys(betaMap).sort()).toEqual(rows.map(([beta]) => beta).sort());
  });

  test.each(rows)('%s', (beta, outcomes) => {
    const found = Object.entries(betaMap).find(([name]) => name === beta)?.[1];
    expect(litellmProviders.map(provider => marks[found?.[provider] ?? ''] ?? '?')).toEqual([...outcomes]);
  });

  test('says where it comes from', () => {
    expect(betaMapCommit).toBe('030dd40a93c32960c90c2213d706a7b8a8614fb8');
    expect(betaMapEvidence.source).toContain('litellm/anthropic_beta_headers_config.json');
  });
});
