import { describe, expect, test } from 'bun:test';
import type { Support } from '../../src/features/cell.ts';
import type { FeatureId } from '../../src/features/features.ts';
import { type RouteId, routes } from '../../src/features/routes.ts';
import { row } from './expected.ts';

const F = 'full';
const P = 'partial';
const N = 'none';
const U = 'unknown';

/** The columns of the table in facts/claude-code.md §6, left to right. */
const columns = [
  'anthropic-login',
  'anthropic',
  'bedrock',
  'anthropic-aws',
  'vertex',
  'foundry',
  'gateway-claude',
] as const satisfies readonly RouteId[];

/**
 * facts/claude-code.md §6, row by row. “opt-in” is full with a lever; “by model”, “by plan” and “where
 * provisioned” are partial; what depends on the gateway is partial for body fields and unknown for headers.
 */
const table: readonly (readonly [row: string, FeatureId, ...Support[]])[] = [
  ['Prompt caching 5 min', 'prompt-caching', F, F, P, F, F, F, P],
  ['Prompt caching 1 h', 'prompt-caching-1h', F, F, P, F, F, F, U],
  ['Extended thinking', 'extended-thinking', F, F, F, F, F, F, P],
  ['images, PDF', 'images-pdf', F, F, F, F, F, F, P],
  ['Interleaved thinking', 'interleaved-thinking', F, F, F, F, F, F, U],
  ['1M context', 'context-1m', P, F, F, F, F, F, U],
  ['Web search', 'web-search', F, F, N, F, P, P, U],
  ['MCP tool search', 'tool-search', F, F, F, F, P, P, U],
  // Behind a gateway: recorded on 2.1.332.
  ['Fast mode', 'fast-mode', F, P, N, N, N, N, P],
  // Claude on AWS: recorded on 2.1.332.
  ['Advisor', 'advisor', F, F, N, F, N, N, U],
  ['Auto mode', 'auto-mode', F, F, P, F, P, P, P],
  ['Effort', 'effort', F, F, F, F, F, P, U],
  ['Context management', 'context-management', F, F, N, F, N, F, U],
  // Foundry: platform.claude.com, token counting, of August 2026.
  ['Token counting', 'token-counting', F, F, F, F, F, F, P],
  ['Model discovery', 'model-discovery', F, F, N, N, N, N, P],
  ['Remote Control … plan limits', 'account-features', F, N, N, N, N, N, N],
];

describe('facts/claude-code.md §6', () => {
  const cells = table.flatMap(([name, feature, ...states]) =>
    row(columns, feature, `facts/claude-code.md §6 row "${name}"`, states),
  );
  test.each(cells)('%s: %s is %s (%s)', (route, feature, state) => {
    expect(routes[route].column[feature].state).toBe(state);
  });

  test('speaks of every column in every row', () => {
    expect(cells).toHaveLength(table.length * columns.length);
  });
});

/** Levers that §6 and §2 name. */
const levers: readonly (readonly [RouteId, FeatureId, string, string])[] = [
  ['anthropic', 'prompt-caching-1h', 'cacheTtl=1h', '§6 row "Prompt caching 1 h": opt-in'],
  ['bedrock', 'prompt-caching-1h', 'cacheTtl=1h', '§6 row "Prompt caching 1 h": opt-in, by model'],
  ['vertex', 'prompt-caching-1h', 'cacheTtl=1h', '§6 row "Prompt caching 1 h": opt-in'],
  ['bedrock', 'context-1m', '[1m]', '§6 row "1M context": `[1m]` or native'],
  ['vertex', 'context-1m', '[1m]', '§6 row "1M context": `[1m]` or native'],
  ['foundry', 'context-1m', '[1m]', '§6 row "1M context": `[1m]`'],
  ['gateway-claude', 'context-1m', '[1m]', '§6 row "1M context": `[1m]`; plan not checked'],
  ['gateway-claude', 'auto-mode', 'CLAUDE_CODE_AUTO_MODE_SERVER=0', '§6 row "Auto mode"'],
  ['gateway-claude', 'model-discovery', 'modelDiscovery=on', '§6 row "Model discovery": opt-in'],
  ['gateway-claude', 'context-management', 'experimentalBetas=off', '§2: drops context-management'],
  ['gateway-claude', 'tool-search', 'toolSearch=false', '§2 ENABLE_TOOL_SEARCH'],
  [
    'foundry',
    'fine-grained-tool-streaming',
    'FINE_GRAINED_TOOL_STREAMING=1',
    '§2: off by default on Foundry',
  ],
  ['gateway-claude', 'fine-grained-tool-streaming', 'FINE_GRAINED_TOOL_STREAMING=1', '§2: and gateways'],
];

test.each(levers)('%s: %s is changed by %s (facts/claude-code.md %s)', (route, feature, lever) => {
  expect(routes[route].column[feature].lever).toContain(lever);
});

/** Cells that were seen on the wire: marked O in §6. */
const observed: readonly (readonly [RouteId, FeatureId])[] = [
  ['bedrock', 'interleaved-thinking'],
  ['anthropic-aws', 'interleaved-thinking'],
  ['vertex', 'interleaved-thinking'],
  ['foundry', 'interleaved-thinking'],
  ['bedrock', 'tool-search'],
  ['bedrock', 'effort'],
  ['anthropic-aws', 'effort'],
  ['vertex', 'effort'],
  ['bedrock', 'context-management'],
  ['anthropic-aws', 'context-management'],
  ['vertex', 'context-management'],
  ['foundry', 'context-management'],
  ['gateway-claude', 'context-management'],
  ['gateway-claude', 'tool-search'],
  ['gateway-claude', 'web-search'],
  ['gateway-claude', 'prompt-caching-1h'],
  ['vertex', 'fast-mode'],
];

test.each(observed)('%s: %s has the measurement of §6 (O) as evidence', (route, feature) => {
  expect(routes[route].column[feature].evidence.map(({ kind }) => kind)).toContain('measured');
});

/** Audit of 2026-11-28: what documents decide, and what was recorded there, is not called unknown. */
describe('backends of the clouds', () => {
  const native: readonly RouteId[] = columns.slice(0, 6);
  test.each([...native, 'mantle', 'anthropic-gcp'] as const)('%s: nothing is unknown', route => {
    const unknown = Object.entries(routes[route].column).filter(([, { state }]) => state === 'unknown');
    expect(unknown.map(([feature]) => feature)).toEqual([]);
  });

  test('Mantle and Claude on Google Cloud: what Claude Code sends was recorded', () => {
    for (const feature of ['interleaved-thinking', 'context-1m', 'tool-search', 'effort'] as const)
      for (const route of ['mantle', 'anthropic-gcp'] as const) {
        const kinds = routes[route].column[feature].evidence.map(({ kind }) => kind);
        expect([route, feature, ...kinds]).toContain('measured');
      }
  });
});

describe('other gateways', () => {
  const cells = [
    // OpenRouter’s documentation of August 2026: breakpoints with each provider, betas named by a header of its own,
    // and a long context by the model’s abilities
    ...row(['openrouter-claude'], 'prompt-caching', 'OpenRouter, prompt-caching.mdx', [P]),
    ...row(['openrouter-claude'], 'interleaved-thinking', 'OpenRouter, provider-selection.mdx', [P]),
    ...row(['openrouter-claude'], 'context-1m', 'OpenRouter, provider-selection.mdx', [F]),
    // facts/claude-code.md §6, column Gateway
    ...row(
      ['openrouter-claude', 'openrouter-other', 'gateway-other', 'litellm-unified-other'],
      'fast-mode',
      'facts/claude-code.md §6 row "Fast mode", column Gateway',
      [P, N, N, N],
    ),
    ...row(
      ['openrouter-claude', 'openrouter-other', 'gateway-other', 'litellm-pass-anthropic'],
      'account-features',
      'facts/claude-code.md §6 row "Remote Control …", column Gateway',
      [N, N, N, N],
    ),
  ];
  test.each(cells)('%s: %s is %s (%s)', (route, feature, state) => {
    expect(routes[route].column[feature].state).toBe(state);
  });
});
