import { describe, expect, test } from 'bun:test';
import type { Evidence, Support } from '../../src/features/cell.ts';
import { type RouteId, documentedRoutes as routes } from '../../src/features/documented-routes.ts';
import type { FeatureId } from '../../src/features/features.ts';

const title = 'Claude Code LLM Gateway Compatibility, 2025-12-13';

/** Summary Matrix of the study: feature, LiteLLM, Bedrock Native, Vertex Native. */
const matrix: readonly (readonly [FeatureId, litellm: string, bedrock: string, vertex: string])[] = [
  ['skills', '✅', '✅', '✅'],
  ['plugins', '✅', '✅', '✅'],
  ['hooks', '✅', '✅', '✅'],
  ['subagents', '✅', '✅', '✅'],
  ['memory', '✅', '✅', '✅'],
  ['mcp-tools', '✅', '✅', '✅'],
  ['model-aliases', '✅', '✅', '✅'],
  ['prompt-caching', '✅', '✅', '✅'],
  ['prompt-caching-1h', '⚠️', '✅', '✅'],
  ['extended-thinking', '✅', '✅', '✅'],
  ['interleaved-thinking', '❌', '✅', '✅'],
  ['context-1m', '❌', '✅', '✅'],
];

const litellmRoutes = [
  'litellm-unified-anthropic',
  'litellm-unified-bedrock-invoke',
  'litellm-unified-bedrock-converse',
  'litellm-unified-vertex',
  'litellm-unified-azure',
  'litellm-unified-copilot',
  'litellm-pass-anthropic',
  'litellm-pass-bedrock',
  'litellm-pass-vertex',
] as const satisfies readonly RouteId[];

function verdicts(route: RouteId, feature: FeatureId): readonly Evidence[] {
  return routes[route].column[feature].evidence.filter(({ source }) =>
    source.startsWith(`${title}: Summary`),
  );
}

describe('the verdicts of 2025-12-13 stand in the cells they speak about', () => {
  test.each(matrix)('%s', (feature, litellm, bedrock, vertex) => {
    const rows: readonly (readonly [RouteId, string, string])[] = [
      ['bedrock', 'Bedrock Native', bedrock],
      ['vertex', 'Vertex Native', vertex],
      ...litellmRoutes.map(route => [route, 'LiteLLM', litellm] as const),
    ];
    for (const [route, column, mark] of rows) {
      const found = verdicts(route, feature);
      expect(found.map(({ source }) => source)).toEqual([`${title}: Summary Matrix, ${column}: ${mark}`]);
      expect(found[0]).toMatchObject({ kind: 'reported', checked: '2025-12-13' });
    }
  });
});

/** Where newer evidence disagrees, with the line that says so. Everything else still stands. */
const superseded: readonly (readonly [RouteId, FeatureId, string])[] = [
  ['bedrock', 'prompt-caching', 'facts/claude-code.md §6 row "Prompt caching 5 min": by model'],
  ['bedrock', 'prompt-caching-1h', 'facts/claude-code.md §6 row "Prompt caching 1 h": by model'],
  ...(['unified-anthropic', 'unified-vertex', 'unified-azure', 'pass-anthropic', 'pass-vertex'] as const).map(
    id => [`litellm-${id}`, 'prompt-caching', 'notices are not marked behind a base URL'] as const,
  ),
  ...(['unified-anthropic', 'unified-vertex', 'unified-azure'] as const).map(
    id => [`litellm-${id}`, 'prompt-caching-1h', 'map of 1.110.2: forwarded'] as const,
  ),
  ['litellm-unified-anthropic', 'interleaved-thinking', 'facts/litellm.md §1: passes to Anthropic'],
  ['litellm-unified-anthropic', 'context-1m', 'facts/litellm.md §1: false now'],
  ['litellm-unified-vertex', 'interleaved-thinking', 'facts/litellm.md §1: passes to Vertex'],
  ['litellm-unified-vertex', 'context-1m', 'facts/litellm.md §1: false now'],
  ['litellm-unified-azure', 'interleaved-thinking', 'facts/litellm.md §1: passes to Azure'],
  ['litellm-unified-azure', 'context-1m', 'facts/litellm.md §1: false now'],
  ['litellm-unified-bedrock-invoke', 'prompt-caching', 'facts/claude-code.md §6: by model on Bedrock'],
  ['litellm-unified-bedrock-invoke', 'context-1m', 'facts/litellm.md §1: false now'],
  ['litellm-unified-bedrock-converse', 'prompt-caching', 'facts/litellm.md §3: fails almost all'],
  ['litellm-unified-bedrock-converse', 'prompt-caching-1h', 'facts/litellm.md §1: ttl not kept there'],
  ['litellm-unified-bedrock-converse', 'extended-thinking', 'facts/litellm.md §3: fails almost all'],
  ['litellm-unified-bedrock-converse', 'context-1m', 'facts/litellm.md §1: false now'],
  ['litellm-unified-copilot', 'prompt-caching', 'facts/litellm.md §3: verbatim, upstream unread'],
  ['litellm-unified-copilot', 'extended-thinking', 'facts/litellm.md §3: verbatim, upstream unread'],
  ['litellm-unified-copilot', 'prompt-caching-1h', 'facts/litellm.md §3: verbatim, upstream unread'],
  ['litellm-unified-copilot', 'interleaved-thinking', 'facts/litellm.md §3: verbatim, upstream unread'],
  ['litellm-pass-anthropic', 'prompt-caching-1h', 'facts/litellm.md §3: verbatim'],
  ['litellm-pass-anthropic', 'interleaved-thinking', 'facts/litellm.md §3: verbatim'],
  ['litellm-pass-anthropic', 'context-1m', 'facts/litellm.md §3: verbatim'],
  ['litellm-pass-bedrock', 'prompt-caching', 'facts/claude-code.md §6: by model on Bedrock'],
  ['litellm-pass-bedrock', 'interleaved-thinking', 'facts/litellm.md §3: body verbatim; §4: beta in body'],
  ['litellm-pass-bedrock', 'context-1m', 'facts/claude-code.md §6: `[1m]` or native'],
  ['litellm-pass-vertex', 'prompt-caching-1h', 'facts/litellm.md §3: verbatim'],
  ['litellm-pass-vertex', 'interleaved-thinking', 'facts/litellm.md §3: verbatim'],
  ['litellm-pass-vertex', 'context-1m', 'facts/litellm.md §3: verbatim'],
];

const states: { readonly [mark: string]: Support } = { '✅': 'full', '⚠️': 'partial', '❌': 'none' };

describe('what is superseded', () => {
  const routesJudged: readonly RouteId[] = ['bedrock', 'vertex', ...litellmRoutes];
  const cells = routesJudged.flatMap(route => matrix.map(([feature]) => [route, feature] as const));
  test.each(cells)('%s: %s', (route, feature) => {
    const expected = superseded.some(([r, f]) => r === route && f === feature);
    expect(verdicts(route, feature).map(evidence => evidence.superseded === true)).toEqual([expected]);
  });

  test('a verdict that stands is the state of its cell', () => {
    for (const [route, feature] of cells) {
      const verdict = verdicts(route, feature)[0];
      if (verdict === undefined || verdict.superseded) continue;
      const mark = verdict.source.slice(verdict.source.lastIndexOf(' ') + 1);
      expect(`${route} ${feature} ${states[mark]}`).toBe(
        `${route} ${feature} ${routes[route].column[feature].state}`,
      );
    }
  });
});

describe('client-side features', () => {
  const clientSide: readonly FeatureId[] = matrix.slice(0, 7).map(([feature]) => feature);
  const others: readonly RouteId[] = ['litellm-unified-other', 'openrouter-other', 'gateway-other'];
  test('are full on every route to a Claude model (study, Client-Side Features)', () => {
    for (const [id, route] of Object.entries(routes))
      if (route.signer !== 'other models')
        for (const feature of clientSide)
          expect(`${id} ${feature} ${route.column[feature].state}`).toBe(`${id} ${feature} full`);
  });

  /** Study, Cross-Model Compatibility: What Works, What Breaks. Aliases: facts/gateways.md, `…_MODEL` of z.ai. */
  const crossModel: readonly (readonly [FeatureId, Support])[] = [
    ['skills', 'partial'],
    ['plugins', 'partial'],
    ['hooks', 'full'],
    ['memory', 'partial'],
    ['mcp-tools', 'partial'],
    ['subagents', 'partial'],
    ['model-aliases', 'partial'],
    // Five makers document it in this format.
    ['interleaved-thinking', 'partial'],
    // DeepSeek, Kimi and GLM name models of 1M.
    ['context-1m', 'partial'],
    ['prompt-caching-1h', 'none'],
  ];
  test.each(crossModel)('with another model, %s is %s', (feature, state) => {
    for (const route of others) expect(routes[route].column[feature].state).toBe(state);
  });

  test('only the three routes to other models are of that family', () => {
    const found = Object.entries(routes).filter(([, { signer }]) => signer === 'other models');
    expect(found.map(([id]) => id as RouteId).sort()).toEqual([...others].sort());
  });
});
