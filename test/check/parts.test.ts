import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { modelTableOf } from '../../src/backends/default-models.ts';
import { vertexRegionOf } from '../../src/backends/google.ts';
import { refusalText } from '../../src/check/ask.ts';
import { judgeClaude } from '../../src/check/claude.ts';
import { estimate } from '../../src/check/estimate.ts';
import { limitsFor, waitBeforeRetry } from '../../src/check/limits.ts';
import { askedModels, mainModel } from '../../src/check/models.ts';
import { probeContextFor } from '../../src/check/probe.ts';
import { probedFeatures, probeOf } from '../../src/check/probes/index.ts';
import { emptyReport, type Report, step } from '../../src/check/report.ts';
import { scrubFor, scrubLine } from '../../src/check/scrub.ts';
import { fingerprintOf, parseStored, resultsFor, storedOf } from '../../src/check/stored-check.ts';
import { planFor } from '../../src/env/plan.ts';
import { anyText } from '../support/any-text.ts';
import { answered, broken, refused } from './support/exchanges.ts';

const limits = limitsFor({});
const now = Date.parse('2026-11-22T12:00:00Z');

describe('patience', () => {
  test.each([
    ['the first time a second', refused(429, ''), 1, 1_000],
    ['then twice as long', refused(529, ''), 2, 2_000],
    ['seconds that the server names', refused(429, '', { 'retry-after': '7' }), 1, 7_000],
    ['milliseconds that it names', refused(429, '', { 'retry-after-ms': '150', 'retry-after': '7' }), 1, 150],
    ['a time', refused(503, '', { 'retry-after': 'Sun, 22 Nov 2026 12:00:10 GMT' }), 1, 10_000],
    ['a time that has passed', refused(503, '', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }), 1, 0],
    ['no sense: as if nothing was said', refused(429, '', { 'retry-after': 'soon' }), 1, 1_000],
    ['too long', refused(429, '', { 'retry-after': '3600' }), 1, undefined],
    ['often enough', refused(429, ''), limits.tries, undefined],
    ['it says no', refused(529, '', { 'x-should-retry': 'false' }), 1, undefined],
    ['another refusal', refused(400, ''), 1, undefined],
    ['an answer', answered(), 1, undefined],
    ['nothing', broken, 1, undefined],
  ] as const)('%s', (_, seen, tried, expected) => {
    expect(waitBeforeRetry(seen, tried, limits, now)).toBe(expected);
  });
});

test.each([
  [{}, 60_000],
  [{ API_TIMEOUT_MS: '1500' }, 1_500],
  [{ API_TIMEOUT_MS: '3000000' }, 60_000],
  [{ API_TIMEOUT_MS: 'x' }, 60_000],
])('with %j a check waits %d ms', (environment, silence) => {
  expect(limitsFor(environment).silence).toBe(silence);
});

describe('what others say', () => {
  const secret = 'sk-very-secret-1234';
  const plan = planFor(
    'g',
    [
      {
        setting: { name: 'ANTHROPIC_AUTH_TOKEN', path: 'token', parts: [{ reference: 'env:X' }] },
        value: secret,
      },
      {
        setting: { name: 'ANTHROPIC_CUSTOM_HEADERS', path: 'headers', parts: [{ reference: 'env:Y' }] },
        value: 'x-key: Bearer abcdef+/"=\nx-team: blue',
      },
    ],
    {},
  );
  const scrub = scrubLine(scrubFor(plan, { AWS_SECRET_ACCESS_KEY: 'aws-secret-key' }));

  test.each([
    [`key ${secret} is bad`],
    [`{"key":"${secret}${secret}"}`],
    ['got abcdef+/"='],
    [`got ${encodeURIComponent('abcdef+/"=')}`],
    [JSON.stringify({ got: 'abcdef+/"=' })],
    ['aws-secret-key'],
  ])('%j is without its secret', text => {
    const shown = scrub(text);
    for (const each of [secret, 'abcdef+/', 'aws-secret-key', 'abcdef%2B']) expect(shown).not.toContain(each);
    expect(shown).toContain('••••');
  });

  test('is one short harmless line, whatever it is', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 500 }), fc.nat(3), (text, at) => {
        const shown = scrub(`${text.slice(0, at)}${secret}${text.slice(at)}`);
        expect(shown).not.toContain(secret);
        expect(shown).not.toMatch(/\p{Cc}/u);
        expect(shown.length).toBeLessThan(1500);
      }),
    );
  });

  test.each([
    [{ type: 'error', error: { type: 'x', message: 'no such model' } }, 'no such model'],
    [{ error: { message: 'litellm says no', code: '400' } }, 'litellm says no'],
    [{ message: 'AWS says no' }, 'AWS says no'],
    [[{ error: { code: 400, message: 'Google says no' } }], 'Google says no'],
    [{ detail: 'Not Found' }, 'Not Found'],
    ['<!DOCTYPE html><p>', 'a web page'],
    ['plain words', 'plain words'],
    [undefined, ''],
    [{}, '{}'],
  ])('%j says %j', (body, words) => {
    expect(refusalText(body)).toBe(words);
  });
});

describe('the model that is asked', () => {
  test.each([
    ['gateway', {}, 'claude-opus-5-5'],
    ['gateway', { ANTHROPIC_MODEL: 'claude-a[1m]' }, 'claude-a'],
    [
      'gateway',
      { ANTHROPIC_MODEL: 'sonnet', ANTHROPIC_DEFAULT_SONNET_MODEL: 'team-sonnet[1m]' },
      'team-sonnet',
    ],
    ['bedrock', {}, 'eu.anthropic.claude-opus-5-5'],
    ['bedrock', { ANTHROPIC_MODEL: 'sonnet' }, 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['bedrock', { ANTHROPIC_MODEL: 'haiku' }, 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['bedrock', { ANTHROPIC_BEDROCK_REGION_PREFIX: 'global' }, 'global.anthropic.claude-opus-5-5'],
    ['bedrock', { ANTHROPIC_MODEL: 'claude-opus-4-6' }, 'eu.anthropic.claude-opus-4-6-v1'],
    [
      'bedrock',
      { ANTHROPIC_MODEL: 'claude-haiku-4-5-20251001' },
      'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
    ],
    ['bedrock', { ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-opus-4-8' }, 'eu.anthropic.claude-opus-4-8'],
    ['bedrock', { ANTHROPIC_MODEL: 'claude-haiku-4-5' }, 'claude-haiku-4-5'],
    ['vertex', { ANTHROPIC_MODEL: 'claude-haiku-4-5-20251001' }, 'claude-haiku-4-5@20251001'],
    ['foundry', { ANTHROPIC_MODEL: 'claude-haiku-4-5-20251001' }, 'claude-haiku-4-5-20251001'],
    ['mantle', {}, 'anthropic.claude-opus-5-5'],
    ['mantle', { ANTHROPIC_MODEL: 'sonnet' }, 'anthropic.claude-sonnet-5'],
    ['vertex', {}, 'claude-opus-5-5'],
    ['vertex', { ANTHROPIC_MODEL: 'haiku' }, 'claude-haiku-4-5@20251001'],
    ['anthropic-aws', { ANTHROPIC_MODEL: 'sonnet' }, 'claude-sonnet-4-6'],
    ['anthropic-gcp', { ANTHROPIC_MODEL: 'haiku' }, 'claude-haiku-4-5-20251001'],
    ['foundry', {}, 'claude-sonnet-5-5'],
    ['foundry', { ANTHROPIC_MODEL: 'haiku' }, 'claude-haiku-4-5'],
    ['foundry', { ANTHROPIC_MODEL: 'claude-opus-5-5' }, 'claude-opus-5-5'],
    ['gateway', { ANTHROPIC_DEFAULT_MODEL: 'claude-b' }, 'claude-b'],
    ['bedrock', { ANTHROPIC_DEFAULT_SONNET_MODEL: 'team-sonnet' }, 'team-sonnet'],
    ['vertex', { ANTHROPIC_DEFAULT_SONNET_MODEL: 's', ANTHROPIC_DEFAULT_OPUS_MODEL: 'o' }, 'o'],
    ['foundry', { ANTHROPIC_DEFAULT_OPUS_MODEL: 'o' }, 'claude-sonnet-5-5'],
    ['anthropic', { CLAUDE_CODE_OAUTH_TOKEN: 't' }, 'claude-sonnet-5-5'],
    ['gateway', { ANTHROPIC_DEFAULT_OPUS_MODEL: 'sonnet' }, 'claude-sonnet-5-5'],
    ['gateway', { ANTHROPIC_DEFAULT_OPUS_MODEL: 'opus' }, 'opus'],
    ['gateway', { ANTHROPIC_MODEL: 'best' }, 'claude-opus-5-5'],
    ['gateway', { ANTHROPIC_MODEL: 'opusplan' }, 'claude-sonnet-5-5'],
  ] as const)('%s with %j: %s', (backend, environment, model) => {
    expect(mainModel({ backend, environment, ...here })).toBe(model);
  });

  const here = { awsRegion: 'eu-west-1', models: modelTableOf('2.1.332') };

  // Observed on 2.1.332, 2026-11-29, each with a listener.
  test.each([
    ['us-west-2', 'us'],
    ['eu-central-1', 'eu'],
    ['ap-northeast-1', 'apac'],
    ['ap-southeast-2', 'apac'],
    ['ca-central-1', 'global'],
    ['us-gov-west-1', 'us-gov'],
  ])('in %s by the inference profile of %s', (awsRegion, part) => {
    expect(mainModel({ ...here, backend: 'bedrock', environment: {}, awsRegion })).toBe(
      `${part}.anthropic.claude-opus-5-5`,
    );
  });

  test('every model that a session may ask for is told, once, with the field that decides', () => {
    const environment = {
      ANTHROPIC_MODEL: 'opus',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'a[1m]',
      ANTHROPIC_DEFAULT_HAIKU_MODEL: 'b',
      CLAUDE_CODE_SUBAGENT_MODEL: 'a',
    };
    expect(askedModels({ backend: 'gateway', environment, ...here })).toEqual([
      { what: 'main and opus', field: 'models.opus', model: 'a' },
      { what: 'sonnet', field: 'models.sonnet', model: 'claude-sonnet-5-5' },
      { what: 'haiku and background', field: 'models.haiku', model: 'b' },
      { what: 'fable', field: 'models.fable', model: 'claude-fable-5-2' },
    ]);
  });

  test.each([
    [
      'claude-opus-5-5',
      { VERTEX_REGION_CLAUDE_5_5_OPUS: 'europe-west4', CLOUD_ML_REGION: 'global' },
      'europe-west4',
    ],
    ['claude-opus-4-5@20251101', { VERTEX_REGION_CLAUDE_4_5_OPUS: 'us-east5' }, 'us-east5'],
    ['claude-opus-4-5', { VERTEX_REGION_CLAUDE_4_0_OPUS: 'wrong', CLOUD_ML_REGION: 'global' }, 'global'],
    ['claude-opus-5-5', {}, 'us-east5'],
  ])('on Vertex %s with %j is in %s', (model, environment, region) => {
    expect(vertexRegionOf(model, environment)).toBe(region);
  });
});

describe('what it may cost', () => {
  test('never more than it may', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('claude-opus-5-5', 'claude-haiku-5-5', 'unheard-of'),
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.boolean(),
        fc.boolean(),
        (model, most, deep, claude) => {
          const { total, probes, skipped } = estimate(model, { most, deep, claude });
          expect(total).toBeLessThanOrEqual(most);
          expect([...probes, ...skipped.map(({ feature }) => feature)].toSorted()).toEqual(
            [...probedFeatures].toSorted(),
          );
        },
      ),
    );
  });

  test('every answer that a probe makes room for is in its price', () => {
    for (const feature of probedFeatures) {
      const probe = probeOf(feature);
      const rooms = probe
        ?.requests({ ...probeContextFor('gateway', 'n') })
        .map(({ endpoint, body }) => (endpoint === 'messages' ? Number(body.max_tokens) : 0));
      const room = rooms?.reduce((sum, each) => sum + each, 0);
      expect([feature, (probe?.tokens.output ?? 0) >= (room ?? 0)]).toEqual([feature, true]);
    }
  });

  test('--deep may cost its price when nothing else is said', () => {
    const wishes = { deep: true, claude: false, most: undefined };
    expect(estimate('claude-opus-5-5', wishes).probes).toContain('context-1m');
    expect(estimate('claude-opus-5-5', { ...wishes, deep: false }).total).toBeLessThanOrEqual(1);
  });

  test('the sum that is said to be enough is', () => {
    for (const model of ['claude-opus-5-5', 'unheard-of']) {
      const why = estimate(model, { deep: true, claude: true, most: 0.5 }).skipped.map(each => each.why);
      const sum = /takes up to \$(\d+\.\d\d)/.exec(why.join())?.[1];
      expect(estimate(model, { deep: true, claude: true, most: Number(sum) })).toMatchObject({
        skipped: [],
        asksRelay: true,
        asksClaude: true,
      });
    }
  });

  test('a model without a known price is taken for the dearest', () => {
    const [known, other] = ['claude-fable-5-2', 'unheard-of'].map(model =>
      estimate(model, { most: 100, deep: true, claude: true }),
    );
    expect(other).toMatchObject({ listed: false, total: known?.total ?? 0 });
  });
});

describe('the fingerprint of a profile', () => {
  const profile = { backend: 'gateway', baseUrl: 'https://g', headers: { a: '1', b: '2' } } as const;

  test('is the same in another order, and without the note', () => {
    const other = {
      note: 'n',
      headers: { b: '2', a: '1' },
      baseUrl: 'https://g',
      backend: 'gateway',
    } as const;
    expect(fingerprintOf(other, 's')).toBe(fingerprintOf(profile, 's'));
  });

  test.each([
    [{ baseUrl: 'https://h' }],
    [{ headers: { a: '1' } }],
    [{ headers: { a: '1', b: '3' } }],
    [{ token: 'env:OTHER' }],
    [{ experimentalBetas: false }],
  ])('changes with %j', change => {
    expect(fingerprintOf({ ...profile, ...change }, 's')).not.toBe(fingerprintOf(profile, 's'));
  });

  test('says nothing to who does not know the salt', () => {
    expect(fingerprintOf(profile, 'a')).not.toBe(fingerprintOf(profile, 'b'));
  });
});

describe('what is kept', () => {
  const profile = { backend: 'gateway', baseUrl: 'https://g' } as const;
  const report: Report = {
    ...emptyReport('g', new Date('2026-11-22T12:00:00Z')),
    versions: 'v',
    features: [
      { feature: 'effort', state: 'none', why: 'new' },
      { feature: 'tool-search', state: 'unknown', why: 'new' },
    ],
  };
  const earlier = storedOf(
    {
      ...report,
      at: '2026-11-01T12:00:00.000Z',
      features: [
        { feature: 'effort', state: 'full', why: 'old' },
        { feature: 'tool-search', state: 'full', why: 'old' },
        { feature: 'context-1m', state: 'full', why: 'old' },
      ],
    },
    profile,
    undefined,
    's',
  );

  test('the newest of what was decided, and nothing that was asked again in vain', () => {
    const { features } = storedOf(report, profile, earlier, 't');
    expect(features.map(({ feature, state, why }) => [feature, state, why])).toEqual([
      ['context-1m', 'full', 'old'],
      ['effort', 'none', 'new'],
    ]);
  });

  test('what was left out for its cost stays', () => {
    const { features } = storedOf({ ...report, skipped: ['tool-search'] }, profile, earlier, 't');
    expect(features.map(({ feature }) => feature)).toEqual(['context-1m', 'tool-search', 'effort']);
  });

  test('nothing of another version, once it is known which one is there', () => {
    const other = { ...report, versions: 'w' };
    const known = { ...other, steps: [step('identified', 'ok', '')] };
    expect(storedOf(known, profile, earlier, 't').features.map(({ feature }) => feature)).toEqual(['effort']);
    expect(storedOf(other, profile, earlier, 't').features).toHaveLength(2);
  });

  test('what is older than a check that failed says so', () => {
    const failed = { ...report, features: [], steps: [step('reachable', 'failed', 'nobody there')] };
    const results = resultsFor(storedOf(failed, profile, earlier, 't'), profile);
    expect(results).toHaveLength(3);
    for (const { why } of results) expect(why).toBe('old; the check of 2026-11-22 failed: reachable');
    const [own] = resultsFor(storedOf({ ...report, steps: failed.steps }, profile, undefined, 't'), profile);
    expect(own?.why).toBe('new');
  });

  test('nothing of a profile that has changed', () => {
    const { features } = storedOf(report, { ...profile, baseUrl: 'https://h' }, earlier, 't');
    expect(features.map(({ feature }) => feature)).toEqual(['effort']);
  });

  test('is read back as it was written', () => {
    expect(parseStored(JSON.parse(JSON.stringify(earlier)))).toEqual(earlier);
  });

  test.each([
    [null],
    [{ ...earlier, version: 1 }],
    [{ ...earlier, features: [{ feature: 'no-such', state: 'full', why: '', at: '', versions: '' }] }],
    [{ ...earlier, features: [{ feature: 'effort', state: 'great', why: '', at: '', versions: '' }] }],
    [{ ...earlier, steps: [{}] }],
  ])('%j is none', value => {
    expect(parseStored(value)).toBeUndefined();
  });
});

describe('what Claude Code says of itself', () => {
  const expected = { provider: 'bedrock', model: 'us.anthropic.claude-opus-5-5' };
  const told = (modelUsage: object, more: object = {}) =>
    judged(JSON.stringify({ type: 'result', is_error: false, modelUsage, ...more }));
  const judged = (output: string) => judgeClaude(output, expected, text => text)?.state;

  // The form of `modelUsage`: observed on 2.1.330.
  test.each([
    ['the model of the profile', { 'us.anthropic.claude-opus-5-5': { provider: 'bedrock' } }, 'ok'],
    ['with its long window', { 'us.anthropic.claude-opus-5-5[1m]': { provider: 'bedrock' } }, 'ok'],
    [
      'and a small one beside it',
      { haiku: { provider: 'bedrock' }, 'us.anthropic.claude-opus-5-5': { provider: 'bedrock' } },
      'ok',
    ],
    ['another provider', { 'us.anthropic.claude-opus-5-5': { provider: 'firstParty' } }, 'warning'],
    ['another model', { 'claude-opus-5-5': { provider: 'bedrock' } }, 'warning'],
    ['nothing', {}, 'unknown'],
  ])('%s', (_, usage, state) => {
    expect(told(usage)).toBe(state as ReturnType<typeof told>);
  });

  test('a failure', () => {
    expect(told({}, { is_error: true, result: 'API Error: 401' })).toBe('failed');
  });

  test.each([
    ['a notice before it', 'A new version is there.\n{"type":"result","modelUsage":{}}\n', 'unknown'],
    ['a usage that is none', '{"type":"result","modelUsage":[1]}', 'unknown'],
    ['no provider', '{"type":"result","modelUsage":{"us.anthropic.claude-opus-5-5":null}}', 'warning'],
    ['another kind of line', '{"type":"system"}', undefined],
    ['no JSON', 'Killed', undefined],
  ] as const)('%s', (_, output, state) => {
    expect(judged(output)).toBe(state);
  });
});
