import { describe, expect, test } from 'bun:test';
import { modelTableOf } from '../../src/backends/default-models.ts';
import type { Profile } from '../../src/backends/profile.ts';
import { textOf } from '../../src/base/lines.ts';
import type { Support } from '../../src/features/cell.ts';
import { cellDetails } from '../../src/features/cell-lines.ts';
import { type FeatureId, featureIds } from '../../src/features/features.ts';
import { levers } from '../../src/features/levers.ts';
import { columnOf } from '../../src/features/profile-column.ts';
import { routes } from '../../src/features/routes.ts';

const direct: Profile = { backend: 'anthropic', apiKey: 'env:K' };

/** What a setting is expected to do: the feature, its state, and what it is put down to. */
type Expected = readonly [string, Profile, FeatureId, Support, string | null];

const table: readonly Expected[] = [
  // facts/claude-code.md §2, “Features”.
  ['caching off', { ...direct, promptCaching: false }, 'prompt-caching', 'none', 'promptCaching=off'],
  [
    'caching off, 1 h too',
    { ...direct, promptCaching: false },
    'prompt-caching-1h',
    'none',
    'promptCaching=off',
  ],
  ['the short cache', { ...direct, cacheTtl: '5m' }, 'prompt-caching-1h', 'none', 'cacheTtl=5m'],
  [
    'interleaved off',
    { ...direct, interleavedThinking: false },
    'interleaved-thinking',
    'none',
    'interleavedThinking=off',
  ],
  ['1M off', { ...direct, context1m: false }, 'context-1m', 'none', 'context1m=off'],
  ['tool search off', { ...direct, toolSearch: 'false' }, 'tool-search', 'none', 'toolSearch=false'],
  // The same place, observed: betas off forces tool search off and drops context management …
  ['betas off', { ...direct, experimentalBetas: false }, 'tool-search', 'none', 'experimentalBetas=off'],
  [
    'betas off',
    { ...direct, experimentalBetas: false },
    'context-management',
    'none',
    'experimentalBetas=off',
  ],
  // … but keeps interleaved thinking and effort.
  ['betas off', { ...direct, experimentalBetas: false }, 'interleaved-thinking', 'full', null],
  ['betas off', { ...direct, experimentalBetas: false }, 'effort', 'full', null],
  [
    'betas off behind a gateway',
    { backend: 'gateway', baseUrl: 'https://g', experimentalBetas: false },
    'auto-mode',
    'partial',
    'experimentalBetas=off',
  ],
  // Observed: a model of 4.5 has no auto mode, whoever serves it.
  [
    'a model without auto mode',
    { ...direct, models: { default: 'claude-haiku-4-5' } },
    'auto-mode',
    'none',
    'models.default=claude-haiku-4-5',
  ],
  [
    'betas off with other models',
    { backend: 'gateway', baseUrl: 'https://g', modelFamily: 'other', experimentalBetas: false },
    'tool-search',
    'none',
    'experimentalBetas=off',
  ],
  // Observed: in the formats of clouds Claude Code asks for neither, whatever gateway stands there.
  ...(['fast-mode', 'advisor'] as const).map(
    (feature): Expected => [
      'the format of a cloud behind a gateway',
      { backend: 'gateway-bedrock', baseUrl: 'https://g', token: 'env:K' },
      feature,
      'none',
      'backend=gateway-bedrock',
    ],
  ),
  // A lever of a cell with nothing to lose: what it costs is said, and it is no lever any more.
  [
    'tool search off with other models',
    { backend: 'gateway', baseUrl: 'https://g', modelFamily: 'other', toolSearch: 'false' },
    'tool-search',
    'none',
    'toolSearch=false',
  ],
  // Measured on a gateway: `eager_input_streaming` goes; on the API itself that was not measured.
  [
    'betas off behind a gateway',
    { backend: 'gateway', baseUrl: 'https://g', experimentalBetas: false },
    'fine-grained-tool-streaming',
    'none',
    'experimentalBetas=off',
  ],
  [
    'betas off',
    { ...direct, experimentalBetas: false },
    'fine-grained-tool-streaming',
    'unknown',
    'experimentalBetas=off',
  ],
  [
    'betas off',
    { ...direct, experimentalBetas: false },
    'prompt-caching-1h',
    'unknown',
    'experimentalBetas=off',
  ],
  // Measured: no effort is sent to claude-sonnet-4-5.
  [
    'a model without effort',
    { ...direct, models: { default: 'claude-sonnet-4-5[1m]' } },
    'effort',
    'none',
    'models.default=claude-sonnet-4-5[1m]',
  ],
  // Measured on 2.1.332: an ARN says nothing of the model behind it …
  [
    'an inference profile',
    {
      backend: 'bedrock',
      models: { default: 'arn:aws:bedrock:us-east-1:1:application-inference-profile/x' },
    },
    'effort',
    'none',
    'models.default=arn:aws:bedrock:us-east-1:1:application-inference-profile/x',
  ],
  // … until its abilities are told.
  [
    'an inference profile with abilities',
    {
      backend: 'gateway-bedrock',
      baseUrl: 'https://g',
      token: 'env:K',
      models: { menuDefault: 'arn:x', custom: 'arn:x', customCapabilities: 'effort' },
    },
    'effort',
    'unknown',
    null,
  ],
  // The model table in the 2.1.330 program.
  [
    'a model without 1M',
    { ...direct, models: { default: 'claude-opus-4-5' } },
    'context-1m',
    'none',
    'models.default=claude-opus-4-5',
  ],
  [
    'a model that needs the suffix',
    { ...direct, models: { default: 'claude-sonnet-4-5' } },
    'context-1m',
    'none',
    'models.default=claude-sonnet-4-5',
  ],
  ['the suffix', { ...direct, models: { default: 'claude-sonnet-4-5[1m]' } }, 'context-1m', 'full', null],
  ['a native model', { ...direct, models: { default: 'claude-opus-5-5' } }, 'context-1m', 'full', null],
  ['Foundry’s default', { backend: 'foundry', resource: 'r' }, 'context-1m', 'full', null],
];

describe('a profile’s own column', () => {
  test('is that of its route while it changes nothing', () => {
    const column = columnOf({ profile: direct });
    for (const id of featureIds)
      expect(column[id]).toEqual({ ...routes.anthropic.column[id], changedBy: null });
  });

  test.each(table)('%s: %p %s %s', (_, profile, feature, state, changedBy) => {
    const cell = columnOf({ profile })[feature];
    expect({ state: cell.state, changedBy: cell.changedBy }).toEqual({ state, changedBy });
    expect(cell.evidence.length).toBeGreaterThan(0);
    if (changedBy !== null) expect(cell.loss).not.toBe('');
  });

  test('a model that nobody names is the default of the version that is installed', () => {
    const foundry = { backend: 'foundry', resource: 'r' } as const;
    expect(columnOf({ profile: foundry, models: modelTableOf('2.1.331') })['context-1m']).toMatchObject({
      state: 'none',
      changedBy: 'claude-sonnet-4-5, the default on Microsoft Foundry',
    });
  });

  test('a bent cell has evidence of its own, and is silent', () => {
    const cell = columnOf({ profile: { ...direct, experimentalBetas: false } })['tool-search'];
    expect(cell.evidence).toHaveLength(1);
    expect(cell.evidence[0].source).toContain('CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1');
    expect(cell.shows ?? 'silent').toBe('silent');
  });

  test('a lever that is pulled already is not offered', () => {
    expect(columnOf({ profile: direct })['prompt-caching-1h'].lever).toBe('cacheTtl=1h');
    expect(columnOf({ profile: { ...direct, cacheTtl: '1h' } })['prompt-caching-1h'].lever).toBeNull();
    expect(
      columnOf({ profile: { ...direct, models: { default: 'claude-sonnet-4-6[1m]' } } })['context-1m'].lever,
    ).toBeNull();
  });

  test('what the route does not have is not put down to a setting', () => {
    const cell = columnOf({ profile: { backend: 'bedrock', experimentalBetas: false } })[
      'context-management'
    ];
    expect(cell).toEqual({ ...routes.bedrock.column['context-management'], changedBy: null });
  });

  test('behind a gateway that may be several, what differs is open and says who has it', () => {
    const column = columnOf({
      profile: {
        backend: 'gateway',
        baseUrl: 'https://l',
        product: 'litellm',
        modelFamily: 'claude',
      },
    });
    // facts/litellm.md §2: context-management goes to Anthropic and Vertex, and not to Bedrock’s Converse.
    expect(column['context-management']).toMatchObject({ state: 'unknown' });
    expect(column['context-management'].why).toMatch(/none: .*bedrock-converse/);
    expect(column.skills.state).toBe('full');
  });

  test('a measured result lies on top, dated, with what was documented kept apart', () => {
    const check = {
      feature: 'web-search' as const,
      state: 'none' as const,
      why: '400',
      at: '2026-11-20T10:00:00Z',
      versions: 'LiteLLM 1.110.2',
    };
    const cell = columnOf({ profile: { ...direct, promptCaching: false }, checks: [check] })['web-search'];
    expect(cell).toMatchObject({ state: 'none', why: '400', changedBy: 'cgw check, 2026-11-20 10:00 UTC' });
    expect(cell.evidence[0]).toMatchObject({
      kind: 'measured',
      checked: '2026-11-20',
      versions: 'LiteLLM 1.110.2',
    });
    expect(cell.evidence.slice(1)).toEqual([...routes.anthropic.column['web-search'].evidence]);
  });

  // A check asks the server itself; with promptCaching=off Claude Code never does.
  test.each([
    ['what Claude Code does not ask for is lost, whatever was measured', { promptCaching: false }, 'none'],
    ['what it asks for is as it was measured', {}, 'full'],
  ] as const)('%s', (_, settings, state) => {
    const check = {
      feature: 'prompt-caching' as const,
      state: 'full' as const,
      why: '',
      at: '2026-11-20T10:00:00Z',
      versions: 'x',
    };
    expect(columnOf({ profile: { ...direct, ...settings }, checks: [check] })['prompt-caching'].state).toBe(
      state,
    );
  });

  test('a measured loss is not mended by a setting', () => {
    const check = {
      feature: 'prompt-caching' as const,
      state: 'none' as const,
      why: 'nothing was written to the cache',
      at: '2026-11-20T10:00:00Z',
      versions: 'x',
    };
    expect(
      columnOf({ profile: { ...direct, promptCaching: false }, checks: [check] })['prompt-caching'],
    ).toMatchObject({
      state: 'none',
      why: 'nothing was written to the cache',
    });
  });
});

test('a setting that brings all of a feature makes it full, and is named', () => {
  const gateway = {
    backend: 'gateway',
    baseUrl: 'https://g',
    token: 'env:T',
    modelFamily: 'claude',
  } as const;
  expect(columnOf({ profile: gateway }).quiet).toMatchObject({ state: 'none', lever: levers.quiet });
  const quiet = columnOf({ profile: { ...gateway, nonessentialTraffic: false } }).quiet;
  expect(quiet).toMatchObject({ state: 'full', loss: '', lever: null, changedBy: levers.quiet });
  const long = { ...gateway, env: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '128000' } };
  expect(columnOf({ profile: long })['long-output'].state).toBe('full');
});

test('no source says its date or its versions twice', () => {
  const said = [direct, { backend: 'bedrock' } as const].flatMap(profile => {
    const column = columnOf({ profile });
    return featureIds.flatMap(id =>
      cellDetails(id, column, 'all').flatMap(each => {
        const text = textOf(each);
        return column[id].evidence.filter(
          ({ source, checked, versions }) =>
            text.includes(source) && [checked, versions].some(part => text.split(part).length > 2),
        );
      }),
    );
  });
  expect(said).toEqual([]);
});
