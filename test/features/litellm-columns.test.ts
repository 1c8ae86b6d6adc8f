import { describe, expect, test } from 'bun:test';
import type { Cell, Support } from '../../src/features/cell.ts';
import { type RouteId, documentedRoutes as routes } from '../../src/features/documented-routes.ts';
import type { FeatureId } from '../../src/features/features.ts';
import { type Beta, type BetaMap, betaMap, type Outcome } from '../../src/features/litellm/beta-map.ts';
import {
  type MappedFeature,
  mappedFeatures,
  type UnifiedProvider,
} from '../../src/features/litellm/losses.ts';
import { mappedCells } from '../../src/features/litellm/unified.ts';

const routeOf = {
  anthropic: 'litellm-unified-anthropic',
  azure_ai: 'litellm-unified-azure',
  bedrock_converse: 'litellm-unified-bedrock-converse',
  bedrock: 'litellm-unified-bedrock-invoke',
  bedrock_mantle: 'litellm-unified-mantle',
  vertex_ai: 'litellm-unified-vertex',
} as const satisfies Record<UnifiedProvider, RouteId>;

const unifiedProviders = Object.keys(routeOf) as UnifiedProvider[];
const columns = [
  'anthropic',
  'azure_ai',
  'bedrock_converse',
  'bedrock',
  'bedrock_mantle',
  'vertex_ai',
] as const;

const F = 'full';
const P = 'partial';
const N = 'none';
const U = 'unknown';

/** What the map of 1.110.2 and §1 to §3 of facts/litellm.md come to, feature by feature, in the order of `columns`. */
const expected: readonly (readonly [MappedFeature, readonly Support[], string])[] = [
  [
    'prompt-caching-1h',
    [F, F, N, P, P, F],
    'map of 1.110.2: forwarded, on Vertex as a header; Invoke: 4.5 and later',
  ],
  ['interleaved-thinking', [F, F, N, N, F, F], '§1: dropped on unified → Bedrock Invoke and Converse'],
  ['context-1m', [F, F, P, F, F, F], '§1: forwarded for every provider; Converse: #22016'],
  [
    'tool-search',
    [F, P, U, U, F, P],
    '§2; §3: the matrix fails Invoke; claude-code.md §6: Azure, Vertex by model',
  ],
  ['web-search', [F, P, N, U, N, P], '§2; §3: the matrix passes Invoke; claude-code.md §6: none on Bedrock'],
  ['effort', [F, P, U, P, P, F], 'map of 1.110.2: on Vertex, too; §3: output_config stripped on Invoke'],
  ['context-management', [F, F, N, P, F, F], '§2: null on Converse; §3: reduced to compact edits on Invoke'],
  [
    'structured-outputs',
    [F, P, U, U, P, F],
    'map of 1.110.2: null on Invoke, where §3 passes; Foundry: not on Azure',
  ],
  ['fine-grained-tool-streaming', [P, P, U, P, P, P], 'map of 1.110.2; claude-code.md §2: off by default'],
];

describe('LiteLLM unified columns', () => {
  const cells = expected.flatMap(([feature, states, origin]) =>
    columns.map((provider, index) => [routeOf[provider], feature, states[index], origin] as const),
  );
  test.each(cells)('%s: %s is %s (facts/litellm.md %s)', (route, feature, state) => {
    expect(routes[route].column[feature].state).toBe(state as Support);
  });

  test('cover every feature the map decides', () => {
    expect(expected.map(([feature]) => feature).sort()).toEqual([...mappedFeatures].sort());
  });
});

/**
 * The same once more, computed here from the map: the rules below are this test’s own, written from the facts,
 * so that a column edited by hand, or a map changed in one place only, disagrees.
 */
const betaOf = {
  'prompt-caching-1h': 'extended-cache-ttl-2025-04-11',
  'interleaved-thinking': 'interleaved-thinking-2025-05-14',
  'context-1m': 'context-1m-2025-08-07',
  'tool-search': 'advanced-tool-use-2025-11-20',
  'web-search': 'web-search-2025-03-05',
  effort: 'effort-2025-11-24',
  'context-management': 'context-management-2025-06-27',
  'structured-outputs': 'structured-outputs-2025-11-13',
  'fine-grained-tool-streaming': 'fine-grained-tool-streaming-2025-05-14',
} as const satisfies Record<MappedFeature, Beta>;

/** Without its header a feature is gone; these two keep a body field that may do (facts/litellm.md §1). */
const dropped: { readonly [Id in MappedFeature]?: Support } = {
  'prompt-caching-1h': P,
  'fine-grained-tool-streaming': U,
};

type Limits = { readonly [Id in MappedFeature]?: Support };

/** claude-code.md §2: tool streaming. */
const program: Limits = { 'fine-grained-tool-streaming': P };

/** claude-code.md §6: what the upstream’s own column says of its server. */
const upstream: { readonly [P in UnifiedProvider]: Limits } = {
  anthropic: {},
  azure_ai: { 'tool-search': P, 'web-search': P, effort: P, 'structured-outputs': P },
  bedrock: { 'web-search': N, 'structured-outputs': P },
  bedrock_mantle: { 'web-search': N, 'structured-outputs': P },
  bedrock_converse: { 'web-search': N, 'structured-outputs': P },
  vertex_ai: { 'tool-search': P, 'web-search': P },
};

/** facts/litellm.md §3, column Body, and #22016. */
const body: { readonly [P in UnifiedProvider]: Limits } = {
  anthropic: {},
  azure_ai: {},
  // As on Invoke, by the model (1.110.2, read and measured).
  bedrock_mantle: { 'prompt-caching-1h': P, 'web-search': N, effort: P, 'structured-outputs': P },
  bedrock: { 'prompt-caching-1h': P, effort: P, 'context-management': P },
  bedrock_converse: {
    'prompt-caching-1h': N,
    'context-1m': P,
    effort: U,
    'structured-outputs': U,
    'fine-grained-tool-streaming': U,
  },
  vertex_ai: {},
};

/** facts/litellm.md §3, LiteLLM’s own matrix: anthropic, vertex_ai all pass; invoke all but tool search. */
function published(provider: UnifiedProvider, feature: FeatureId): boolean | undefined {
  const tested = ['prompt-caching-1h', 'context-1m', 'tool-search', 'web-search', 'structured-outputs'];
  if (!tested.includes(feature) || provider === 'azure_ai' || provider === 'bedrock_mantle') return undefined;
  if (provider === 'bedrock_converse') return feature === 'tool-search' || feature === 'context-1m';
  return !(provider === 'bedrock' && feature === 'tool-search');
}

function recomputed(provider: UnifiedProvider, feature: MappedFeature, map: BetaMap): Support {
  const outcome = map[betaOf[feature]][provider];
  const header = outcome === 'forwarded' || outcome === 'renamed' ? F : (dropped[feature] ?? N);
  const states = [header, program[feature], upstream[provider][feature], body[provider][feature]];
  const state = ([N, U, P] as const).find(candidate => states.includes(candidate)) ?? F;
  const run = published(provider, feature);
  if (run === true && state === N) return U;
  if (run === false && (state === F || state === P)) return U;
  return state;
}

describe('recomputed from the map', () => {
  for (const provider of unifiedProviders)
    test(routeOf[provider], () => {
      for (const feature of mappedFeatures)
        expect(`${feature} ${routes[routeOf[provider]].column[feature].state}`).toBe(
          `${feature} ${recomputed(provider, feature, betaMap)}`,
        );
    });

  test('another map gives other columns, and nothing else has to change', () => {
    for (const outcome of ['forwarded', 'null', 'absent', 'renamed'] as const satisfies readonly Outcome[])
      for (const provider of unifiedProviders)
        for (const feature of mappedFeatures) {
          const map = changed(betaOf[feature], provider, outcome);
          const cell = mappedCells(provider, map)[feature];
          expect(`${provider} ${feature} ${outcome} ${cell.state}`).toBe(
            `${provider} ${feature} ${outcome} ${recomputed(provider, feature, map)}`,
          );
        }
  });

  test('the cells of the columns are the computed ones: nobody edits them by hand', () => {
    for (const provider of unifiedProviders) {
      const computed = mappedCells(provider);
      for (const feature of mappedFeatures)
        expect(withoutSeed(routes[routeOf[provider]].column[feature])).toEqual(computed[feature]);
    }
  });

  test('each of them rests on the map', () => {
    for (const provider of unifiedProviders)
      for (const cell of Object.values(mappedCells(provider)))
        expect(cell.evidence[0].source).toContain('anthropic_beta_headers_config.json');
  });
});

function changed(beta: Beta, provider: UnifiedProvider, outcome: Outcome): BetaMap {
  return { ...betaMap, [beta]: { ...betaMap[beta], [provider]: outcome } };
}

function withoutSeed(cell: Cell): unknown {
  return { ...cell, evidence: cell.evidence.filter(({ checked }) => checked !== '2025-12-13') };
}

/** facts/litellm.md §3, the rows below the unified ones. */
const passThrough: readonly (readonly [RouteId, FeatureId, Support, string])[] = [
  ['litellm-pass-anthropic', 'prompt-caching-1h', F, '/anthropic/*: verbatim, verbatim'],
  ['litellm-pass-anthropic', 'interleaved-thinking', F, '/anthropic/*: verbatim'],
  ['litellm-pass-anthropic', 'context-1m', F, '/anthropic/*: verbatim'],
  ['litellm-pass-anthropic', 'context-management', F, '/anthropic/*: verbatim'],
  ['litellm-pass-anthropic', 'advisor', P, 'recorded: all of it arrives, once it is asked for'],
  ['litellm-pass-anthropic', 'fast-mode', P, 'recorded: all of it arrives, once the check is skipped'],
  ['litellm-unified-anthropic', 'advisor', P, 'recorded: as through /anthropic'],
  ['litellm-unified-anthropic', 'fast-mode', P, 'recorded: as through /anthropic'],
  ...columns
    .slice(1)
    .flatMap(provider => [
      [routeOf[provider], 'advisor', P, 'recorded: LiteLLM plays it'] as const,
      [routeOf[provider], 'fast-mode', N, 'recorded: LiteLLM drops `speed`'] as const,
    ]),
  ['litellm-pass-bedrock', 'interleaved-thinking', F, '/bedrock/*: body verbatim incl. anthropic_beta'],
  ['litellm-pass-bedrock', 'tool-search', F, '/bedrock/*: body verbatim incl. anthropic_beta'],
  ['litellm-pass-bedrock', 'effort', U, '/bedrock/*: header not forwarded'],
  [
    'litellm-pass-bedrock',
    'context-1m',
    F,
    '/bedrock/*: body verbatim incl. anthropic_beta (measured: [1m] is there)',
  ],
  ['litellm-pass-bedrock', 'fine-grained-tool-streaming', P, 'claude-code.md §2: off by default on gateways'],
  ['litellm-pass-vertex', 'fine-grained-tool-streaming', P, 'claude-code.md §2: off by default on gateways'],
  ['litellm-pass-bedrock', 'web-search', N, 'claude-code.md §6 row "Web search", column Bedrock'],
  ['litellm-pass-vertex', 'interleaved-thinking', F, '/vertex_ai/*: verbatim'],
  ['litellm-pass-vertex', 'effort', F, '/vertex_ai/*: verbatim'],
  ['litellm-pass-vertex', 'web-search', P, '/vertex_ai/*: verbatim; claude-code.md §6: Claude 4+'],
  ['litellm-unified-other', 'prompt-caching', P, '1.110.2: kept where a model uses it; others cache unasked'],
  ['litellm-unified-other', 'extended-thinking', P, '→ openai and others: thinking mapped to reasoning'],
  ['litellm-unified-copilot', 'interleaved-thinking', U, '→ github_copilot/: verbatim; upstream not read'],
  ['litellm-unified-copilot', 'prompt-caching', U, '→ github_copilot/: verbatim; upstream not read'],
  ['litellm-unified-copilot', 'extended-thinking', U, '→ github_copilot/: verbatim; upstream not read'],
  ['litellm-unified-copilot', 'images-pdf', U, '→ github_copilot/: verbatim; upstream not read'],
  ['litellm-unified-anthropic', 'token-counting', F, '§4: POST /v1/messages/count_tokens'],
];

test.each(passThrough)('%s: %s is %s (facts/litellm.md §3 "%s")', (route, feature, state) => {
  expect(routes[route].column[feature].state).toBe(state);
});
