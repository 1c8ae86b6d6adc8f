import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { candidatesOf } from '../../src/commands/advise.ts';
import { advise } from '../../src/features/advise.ts';
import { type NeedId, needIds } from '../../src/features/needs.ts';
import { emptyConfig } from '../../src/profile/config.ts';
import { advised, lineOf, names } from '../support/candidates.ts';

/** Presets by what the study calls them. */
const direct = ['direct', 'subscription'];
const native = ['bedrock', 'vertex'];
const litellm = ['litellm', 'litellm-anthropic', 'litellm-bedrock', 'litellm-vertex'];
const otherModels = ['zai', 'moonshot', 'deepseek', 'minimax', 'ollama', 'lmstudio', 'vllm', 'llamacpp'];

function expectAbove(needs: readonly NeedId[], better: readonly string[], worse: readonly string[]): void {
  const ranking = names(advised(needs));
  for (const winner of better)
    for (const loser of worse) {
      expect(ranking).toContain(winner);
      expect(ranking).toContain(loser);
      expect(`${winner} at ${ranking.indexOf(winner) < ranking.indexOf(loser)}`).toBe(`${winner} at true`);
    }
}

describe('the study, Recommendations, Decision Matrix', () => {
  test('“Full feature access needed”: Direct Anthropic API or native Bedrock/Vertex', () => {
    expectAbove(['full-features'], [...direct, ...native], [...litellm, 'openrouter', 'gateway', 'copilot']);
    expect(direct).toContain(names(advised(['full-features']))[0] ?? '');
  });

  test('“Enterprise cost tracking”: LiteLLM (accept beta feature limitations)', () => {
    const tracked = litellm.filter(name => name !== 'litellm-vertex');
    expectAbove(['cost-tracking'], tracked, [...direct, ...native, 'foundry', 'gateway']);
    expect(names(advised(['cost-tracking']))[0]).toStartWith('litellm');
    expect(texts(['cost-tracking'])).toMatch(/Enterprise cost tracking: LiteLLM.*limits on beta features/);
  });

  test('“Mixed requirements”: feature-rich traffic direct, cost-sensitive through the gateway', () => {
    const { hybrid } = advised(['full-features', 'cost-tracking']);
    expect(hybrid?.map(({ role, name }) => [role, name])).toEqual([
      ['interactive', 'direct'],
      ['batch', 'litellm-bedrock'],
      ['production', 'bedrock'],
    ]);
    expect(texts(['full-features', 'cost-tracking'])).toContain('feature-rich traffic direct');
  });

  test('“Bedrock compliance required”: native Bedrock', () => {
    expect(names(advised(['bedrock-compliance']))[0]).toBe('bedrock');
    expectAbove(['bedrock-compliance'], ['bedrock'], [...direct, 'vertex', 'mantle', ...litellm]);
    expect(texts(['bedrock-compliance'])).toContain('CLAUDE_CODE_USE_BEDROCK=1');
  });
});

describe('the study, When to Use LLM Gateway, Good fit', () => {
  /** With the pass-throughs whose page at LiteLLM does not list it. */
  const rows: readonly (readonly [string, NeedId, ...string[]])[] = [
    ['Centralized usage tracking and cost controls', 'cost-tracking', 'litellm-vertex'],
    ['Team-wide authentication management', 'central-auth'],
    ['Audit logging requirements', 'audit-log'],
    [
      'Load balancing and fallback handling',
      'load-balancing',
      'litellm-anthropic',
      'litellm-bedrock',
      'litellm-vertex',
    ],
  ];
  test.each(rows)(
    '%s: LiteLLM meets it in full and ranks above every native backend',
    (_, need, ...without) => {
      const meeting = litellm.filter(name => !without.includes(name));
      for (const name of meeting)
        expect(lineOf(advised([need]), name)).toMatchObject({ score: 100, against: [] });
      expectAbove([need], meeting, [...direct, ...native, 'mantle', 'claude-aws', 'foundry', 'claude-gcp']);
      expect(texts([need])).toContain('A gateway fits well');
    },
  );

  test('pass-through and unified do not give the same reasons', () => {
    for (const [, need] of rows) {
      const reasons = ['litellm', 'litellm-anthropic', 'litellm-bedrock'].map(name => {
        const { for: pro, against } = lineOf(advised([need]), name);
        return [...pro, ...against].join();
      });
      expect([need, new Set(reasons).size]).toEqual([need, need === 'audit-log' ? 2 : 3]);
    }
  });

  test('Standard coding workflows (Skills, Plugins, MCP work fine)', () => {
    expect(texts(['central-auth'])).toMatch(/skills, plugins, hooks, sub-agents, memory and MCP tools/);
    const { against, uncertain } = lineOf(advised(['full-features']), 'litellm');
    for (const word of ['Skills', 'Plugins', 'Hooks', 'Sub-agents', 'Memory', 'MCP tools ('])
      expect([...against, ...uncertain].filter(text => text.startsWith(word))).toEqual([]);
  });
});

describe('the study, When to Use LLM Gateway, Poor fit', () => {
  const rows: readonly (readonly [string, NeedId])[] = [
    ['Heavy reliance on prompt caching cost optimization', 'caching-savings'],
    ['Need for extended 1M context windows', 'context-1m'],
    ['Using interleaved thinking (Claude 4)', 'interleaved-thinking'],
    ['Cutting-edge beta features', 'full-features'],
  ];
  test.each(rows)('%s: direct and native rank above the gateway', (_, need) => {
    expectAbove([need], ['direct', ...native], ['litellm', 'openrouter', 'gateway', ...otherModels]);
    expect(texts([need])).toContain('A gateway fits poorly');
    expect(texts(['cost-tracking'])).not.toContain('A gateway fits poorly');
  });

  test.each([
    // Of caching, what Claude Code adds in between is missing.
    ['caching-savings', 'Savings by prompt caching', 75],
    ['context-1m', 'A context of 1M tokens', 100],
    ['interleaved-thinking', 'Thinking between tool calls', 100],
  ] as const)(
    '%s: a gateway that has it in full has it only as long as it forwards it',
    (need, title, score) => {
      const doubt = `${title}: a gateway stands between, which may drop tomorrow what it forwards today`;
      const behind = lineOf(advised([need]), 'litellm-anthropic');
      expect(behind).toMatchObject({ score, uncertain: [doubt] });
      for (const name of [...native, 'direct', 'deepseek'])
        expect(lineOf(advised([need]), name).uncertain).not.toContain(doubt);
    },
  );
});

describe('the study, Hybrid Approach', () => {
  const set = (role: string, name: string) => `cgw role ${role} ${name}`;

  test.each([
    ['nothing in particular', []],
    ['features and operation', ['context-1m', 'audit-log']],
  ] as const)('%s: three roles, ready to set', (_, needs) => {
    expect(advised(needs).hybrid).toEqual([
      {
        // 1. Interactive development: Direct Anthropic API (full features)
        role: 'interactive',
        name: 'direct',
        ready: true,
        purpose: expect.stringContaining('full features'),
        commands: [set('interactive', 'direct')],
      },
      {
        // 2. Batch/background work: LiteLLM → Bedrock (cost tracking)
        role: 'batch',
        name: 'litellm-bedrock',
        ready: false,
        purpose: expect.stringContaining('cost tracking, LiteLLM → Bedrock'),
        commands: [
          'cgw add litellm-bedrock --set baseUrl=https://litellm.example.com:4000/bedrock --secret token=env:LITELLM_API_KEY',
          set('batch', 'litellm-bedrock'),
        ],
      },
      {
        // 3. Production agents: Native Bedrock (compliance + full features)
        role: 'production',
        name: 'bedrock',
        ready: true,
        purpose: expect.stringContaining('compliance and features, native Bedrock'),
        commands: [set('production', 'bedrock')],
      },
    ]);
  });

  test('operation and a place, which is the approach itself: batch in front of Bedrock, production on it', () => {
    const roles = (...needs: NeedId[]) => advised(needs).hybrid?.map(({ role, name }) => [role, name]);
    const bedrock = [
      ['interactive', 'bedrock'],
      ['batch', 'litellm-bedrock'],
      ['production', 'bedrock'],
    ];
    expect(roles('bedrock-compliance', 'cost-tracking')).toEqual(bedrock);
    expect(roles('gcp-residency', 'audit-log')).toEqual([
      ['interactive', 'vertex'],
      ['batch', 'litellm-vertex'],
      ['production', 'vertex'],
    ]);
    expect(roles('offline', 'cost-tracking')).toBeUndefined();
  });

  test.each([
    ['features only', ['full-features', 'caching-savings']],
    ['operation only', ['cost-tracking', 'central-auth']],
    ['a place only', ['bedrock-compliance']],
    ['a place that Bedrock meets, and features', ['bedrock-compliance', 'context-1m']],
    ['models', ['multi-model']],
    ['nothing that has these roles', ['offline', 'full-features', 'cost-tracking']],
  ] as const)('%s: no roles', (_, needs) => {
    expect(advised(needs).hybrid).toBeNull();
  });

  test('own profiles take the roles before presets of their kind', () => {
    const { hybrid } = advised([], {
      mine: { backend: 'anthropic', apiKey: 'env:K' },
      team: { backend: 'gateway-bedrock', baseUrl: 'https://x/bedrock', token: 'env:T', product: 'litellm' },
      prod: { backend: 'bedrock', region: 'eu-west-1' },
    });
    expect(hybrid?.flatMap(({ commands }) => commands)).toEqual([
      set('interactive', 'mine'),
      set('batch', 'team'),
      set('production', 'prod'),
    ]);
  });

  test('an own LiteLLM that does not say what is behind it may be Bedrock; one that says Vertex is not', () => {
    const gateway = { backend: 'gateway', baseUrl: 'https://x', token: 'env:T', product: 'litellm' } as const;
    const batch = (profile: typeof gateway & { upstream?: string }) =>
      advised([], { team: profile }).hybrid?.find(({ role }) => role === 'batch');
    const doubt = expect.stringContaining('if that is what it forwards to');
    expect(batch(gateway)).toMatchObject({ name: 'team', purpose: doubt });
    expect(batch({ ...gateway, upstream: 'bedrock' })).toMatchObject({
      name: 'team',
      purpose: expect.not.stringContaining('if that'),
    });
    expect(batch({ ...gateway, upstream: 'vertex' })?.name).toBe('litellm-bedrock');
  });

  test('no role goes to a profile that lacks a need about the place', () => {
    const roles = (need: NeedId) =>
      advised([need, 'full-features', 'cost-tracking']).hybrid?.map(({ name }) => name);
    expect(roles('bedrock-compliance')).toEqual(['bedrock', 'litellm-bedrock', 'bedrock']);
    expect(roles('gcp-residency')).toEqual(['vertex', 'litellm-vertex', 'vertex']);
    const team = { backend: 'gateway', baseUrl: 'https://x', token: 'env:T', product: 'litellm' } as const;
    const { hybrid } = advised(['bedrock-compliance', 'full-features', 'cost-tracking'], { team });
    expect(hybrid?.map(({ name }) => name)).not.toContain('team');
  });
});

describe('the study, Cross-Model Compatibility', () => {
  test.each([
    [
      'Use Claude through enterprise gateway',
      /enterprise gateway: Claude Code → LiteLLM → Claude.*Bedrock, Vertex or GitHub/,
    ],
    ['Use GPT-5', /GPT-5: a native OpenAI client \(Cursor, Continue, Copilot Chat\)/],
    ['Use Gemini', /Gemini: a native Google client, or tooling made for Gemini/],
    ['Multi-model flexibility', /Multi-model flexibility: a separate client for each model family/],
  ])('Recommendation, %s', (_, answer) => {
    expect(texts(['multi-model'])).toMatch(answer);
  });

  test('the enterprise gateways to Claude are named, and nothing scores higher when keys are managed centrally', () => {
    for (const name of [...litellm, 'copilot']) expect(texts(['multi-model'])).toContain(name);
    const central = advised(['multi-model', 'central-auth']);
    expect(lineOf(central, 'litellm').score).toBe(Math.max(...central.ranked.map(({ score }) => score)));
  });

  test('Multi-model flexibility: no profile meets it in full, gateways to many makers rank first', () => {
    const { ranked } = advised(['multi-model']);
    expect([...new Set(ranked.map(({ score }) => score))]).toEqual([50, 0]);
    expect(ranked.flatMap(each => each.for)).toEqual([]);
    for (const name of [...direct, ...native])
      expect(lineOf(advised(['multi-model']), name).against).toEqual([
        'Models of several families (none): Claude alone; other clients for other families',
      ]);
    const many = ['litellm', 'openrouter', 'vercel', 'bifrost', 'claude-code-router'];
    expectAbove(['multi-model'], many, [...direct, ...native, ...otherModels]);
  });

  test('Models of other makers: who has Claude alone is ruled out, whoever serves others is not', () => {
    for (const name of [...direct, ...native, 'litellm-bedrock'])
      expect(lineOf(advised(['other-models']), name).excluded).toBe(true);
    for (const name of [...otherModels, 'litellm', 'openrouter'])
      expect(lineOf(advised(['other-models']), name).excluded).toBe(false);
  });

  test.each(otherModels)('Short Answer: %s is technically functional, but degraded', name => {
    const { against } = lineOf(advised(['other-models']), name);
    expect(against[0]).toMatch(/\(part\): it serves them/);
    expect(against[1]).toMatch(/^Degraded: technically functional/);
    // What Works (Syntactically)
    expect(against[2]).toMatch(/^Degraded: skills, plugins and memory load.*MCP tools/);
    // What Breaks (Semantically)
    expect(against[3]).toMatch(/tool calls are translated imperfectly, system prompts and answers differ/);
  });

  test('where scores are equal, what is known stands before what nobody knows', () => {
    const ranking = names(advised(['bedrock-compliance']));
    expect(ranking.indexOf('litellm-bedrock')).toBeLessThan(ranking.indexOf('mantle'));
    const costs = names(advised(['cost-tracking']));
    expect(costs.indexOf('foundry')).toBeLessThan(costs.indexOf('gateway'));
  });

  test.each([
    ['Skills are prompt engineering', /skills are prompts written for Claude/],
    ['Tool schemas differ', /tool schemas differ even when translated/],
    ['No ecosystem benefit', /ecosystems of their own/],
    ['Debugging complexity', /gateway, translation and model are hard to tell apart/],
  ])('Why Not Force Cross-Model? %s', (_, reason) => {
    expect(texts(['multi-model'])).toMatch(reason);
  });

  test.each([
    ['Test Skills individually', /test skills one by one/],
    ['Simplify prompts', /simplify prompts: take Claude-specific language out/],
    ['Monitor tool calls', /monitor tool calls: watch for failures of the translation/],
    ['Accept degradation', /accept degradation/],
  ])('If You Must Use Non-Claude Models: %s', (_, advice) => {
    expect(texts(['multi-model'])).toMatch(advice);
    expect(texts(['offline'])).toMatch(advice);
    expect(texts(['cost-tracking'])).not.toMatch(advice);
  });
});

describe('the ranking', () => {
  test('a need that cannot be traded outweighs all others', () => {
    const advice = advised(['bedrock-compliance', 'full-features', 'cost-tracking']);
    const excluded = advice.ranked.map(each => each.excluded);
    expect(excluded).toEqual([...excluded].sort((a, b) => Number(a) - Number(b)));
    expect(lineOf(advice, 'direct').excluded).toBe(true);
    expect(lineOf(advice, 'direct').score).toBeGreaterThan(lineOf(advice, 'gateway').score);
    expectAbove(['bedrock-compliance', 'full-features', 'cost-tracking'], ['gateway'], ['direct']);
  });

  test.each([
    // Worth: full 1, part ½, unknown ½, none 0; the score is the mean over the needs.
    ['full', 'litellm', ['cost-tracking'], 100],
    ['in part', 'bedrock', ['cost-tracking'], 50],
    ['unknown', 'gateway', ['cost-tracking'], 50],
    ['none', 'direct', ['load-balancing'], 0],
    ['full, unknown and none', 'litellm', ['cost-tracking', 'gcp-residency', 'offline'], 50],
    ['part and none', 'bedrock', ['cost-tracking', 'load-balancing'], 25],
  ] as const)('%s', (_, name, needs, score) => {
    expect(lineOf(advised(needs), name).score).toBe(score);
  });

  test('full is for, part and none are against with the loss, unknown is uncertain', () => {
    const reasons = (name: string, need: NeedId) => {
      const { for: pro, against, uncertain } = lineOf(advised([need]), name);
      return [pro.length, against.length, uncertain.length];
    };
    expect(reasons('direct', 'context-1m')).toEqual([1, 0, 0]);
    expect(reasons('subscription', 'context-1m')).toEqual([0, 1, 0]);
    expect(reasons('deepseek', 'context-1m')).toEqual([1, 0, 0]);
    expect(reasons('novita', 'context-1m')).toEqual([0, 1, 0]);
    expect(reasons('gateway', 'context-1m')).toEqual([0, 0, 1]);
    expect(lineOf(advised(['caching-savings']), 'deepseek').against[1]).toContain('(none)');
  });

  test('settings of a profile count, and are named', () => {
    const { against, score } = lineOf(
      advised(['caching-savings'], { dear: { backend: 'anthropic', promptCaching: false } }),
      'dear',
    );
    expect(score).toBe(0);
    expect(against).toHaveLength(2);
    for (const text of against) expect(text).toEndWith('because of promptCaching=off');
  });

  test('a setting that is there is not asked for', () => {
    const lines = (need: NeedId, profile: Profile) => {
      const { for: pro, against, uncertain } = lineOf(advised([need], { own: profile }), 'own');
      return [...pro, ...against, ...uncertain].join('\n');
    };
    const anthropic = { backend: 'anthropic', apiKey: 'env:K' } as const;
    const wide = { models: { default: 'claude-sonnet-4-5[1m]' } };
    expect(lines('context-1m', anthropic)).toContain('models.default=');
    expect(lines('context-1m', { ...anthropic, ...wide })).not.toContain('models.default=');
    expect(lines('caching-savings', anthropic)).toContain('cacheTtl=1h');
    expect(lines('caching-savings', { ...anthropic, cacheTtl: '1h' })).not.toContain('cacheTtl=1h');
    const vertex = { backend: 'vertex', projectId: 'p', region: 'eu' } as const;
    expect(lines('gcp-residency', { ...vertex, regions: { 'claude-opus-5-5': 'global' } })).toContain(
      '(regions.claude-opus-5-5=eu, us or one region)',
    );
    const litellm = { backend: 'gateway', baseUrl: 'https://x', token: 'env:T', product: 'litellm' } as const;
    expect(lines('bedrock-compliance', litellm)).toContain('(upstream=…)');
    expect(lines('bedrock-compliance', { ...litellm, upstream: 'bedrock' })).not.toContain('upstream=…');
  });

  test('ties: own profiles, then what is ready, then what has no gateway in between', () => {
    const ranking = names(advised(['interleaved-thinking'], { zzz: { backend: 'vertex', projectId: 'p' } }));
    expect(ranking[0]).toBe('zzz');
    expect(ranking.indexOf('bedrock')).toBeLessThan(ranking.indexOf('vertex'));
    expect(ranking.indexOf('vertex')).toBeLessThan(ranking.indexOf('litellm-anthropic'));
  });

  test('a profile hides the preset of its name', () => {
    const advice = advised(['full-features'], { bedrock: { backend: 'bedrock' } });
    expect(advice.ranked.filter(({ name }) => name === 'bedrock')).toMatchObject([{ source: 'profile' }]);
  });

  test('the order of the candidates does not matter', () => {
    const { candidates } = candidatesOf(emptyConfig);
    for (const need of needIds)
      expect(advise([need], candidates.toReversed())).toEqual(advise([need], candidates));
  });

  test('without needs the features decide', () => {
    expect(names(advised([]))).toEqual(names(advised(['full-features'])));
  });

  test.each([...needIds])('%s: every preset has a reason, and the reason a source', need => {
    for (const { for: pro, against, uncertain, sources } of advised([need]).ranked) {
      expect([...pro, ...against, ...uncertain].length).toBeGreaterThan(0);
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(source).toMatch(/https:\/\/|20\d\d-\d\d-\d\d|@[0-9a-f]{7,}/);
    }
  });
});

/** All notes as one text. */
function texts(needs: readonly NeedId[]): string {
  return advised(needs)
    .notes.map(({ text }) => text)
    .join('\n');
}
