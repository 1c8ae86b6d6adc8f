import { describe, expect, test } from 'bun:test';
import { textOf } from '../../src/base/lines.ts';
import { terminalSize } from '../../src/base/page.ts';
import { routeColumns } from '../../src/commands/feature-columns.ts';
import { featuresPage } from '../../src/commands/features.ts';
import { type FeatureId, featureIds, features } from '../../src/features/features.ts';
import { routeIds } from '../../src/features/routes.ts';
import { cgw, done, json } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { expectGolden } from '../support/golden.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

async function text(...args: readonly string[]): Promise<string> {
  return (await done(args, { home: configured() })).stdout;
}

/** The line of a feature in a matrix. */
function lineOf(matrix: string, feature: FeatureId): string | undefined {
  return matrix.split('\n').find(line => line.startsWith(`  ${features[feature].title} `));
}

describe('cgw features', () => {
  test('without a name: the user’s own profiles, bent by their settings', async () => {
    const matrix = await text('features');
    expect(matrix.split('\n')[0]?.trim().split(/\s+/)).toEqual(['work', 'cloud']);
    // The profile has promptCaching=off.
    expect(lineOf(matrix, 'prompt-caching')).toMatch(/✗ none$/);
    // facts/claude-code.md §6: no web search on Bedrock; the study: skills everywhere.
    expect(lineOf(matrix, 'web-search')).toMatch(/✗ none$/);
    expect(matrix).toMatch(/^✓ \d+ full everywhere: Skills, /m);
    expect(lineOf(await text('features', '--all'), 'skills')).toMatch(/✓ full +✓ full$/);
  });

  test('without any profile: the presets that work as they are', async () => {
    const { stdout } = await done(['features'], { home: new Home() });
    expect(stdout).toContain('subscription');
  });

  test('grouped by where a feature is made', async () => {
    const matrix = await text('features', 'work', 'cloud', '--all');
    expect(matrix.split('\n').filter(line => /^[A-Z]/.test(line))).toEqual([
      'Provided by the model API',
      'Provided by the Anthropic account',
      'Built into Claude Code',
    ]);
    for (const id of featureIds) expect(lineOf(matrix, id)).toBeDefined();
  });

  test('a preset that still needs fields stands in the column of its pass-through', async () => {
    const { columns } = (await json(['features', 'litellm-anthropic'], { home: new Home() })) as {
      columns: { source: string; routes: string[] }[];
    };
    expect(columns).toMatchObject([{ source: 'preset', routes: ['litellm-pass-anthropic'] }]);
  });

  test('every route has its column', async () => {
    const matrix = await text('features', '--routes');
    for (const id of routeIds) expect(matrix).toContain(id);
  });

  const pages: readonly string[][] = [
    ['features'],
    ['features', '--routes'],
    ['features', '--routes', '--why'],
    [
      'features',
      'direct',
      'subscription',
      'bedrock',
      'vertex',
      'foundry',
      'litellm',
      'openrouter',
      'claude-code-router',
    ],
    ['diff', 'direct', 'litellm-bedrock'],
    ['diff', 'ollama', 'direct'],
    ['issues'],
  ];

  test.each(pages)('%s %s %s fits 80 columns', async (...args) => {
    const wide = (await text(...args))
      .split('\n')
      .filter(line => Bun.stringWidth(line) > 80 && line.trim().includes(' '));
    // A URL that is longer than the page is not cut.
    expect(wide.filter(line => !/^\s*\S*https?:\S+$/.test(line))).toEqual([]);
  });

  test.each(sampleOf([40, 60, 80, 120, 200], 2))(
    'at %i columns every line fits, and nothing is left out',
    width => {
      const routed = routeColumns();
      const [first, second, third] = routed;
      if (first === undefined || second === undefined || third === undefined) throw new Error('no routes');
      for (const columns of [[first], [third], [first, third], [first, second, third], routed])
        for (const asked of [
          { why: false, all: false },
          { why: false, all: true },
          { why: true, all: true },
        ]) {
          const lines = featuresPage(columns, asked, terminalSize(width)).map(textOf);
          for (const line of lines)
            expect([line, Bun.stringWidth(line.trimEnd()) <= width]).toEqual([line, true]);
          const words = lines.join(' ').replace(/\s+/g, ' ');
          for (const id of featureIds) expect(words).toContain(features[id].title);
          if (!asked.why) expect(words).not.toContain('…');
        }
    },
  );

  test('--why is of losses and unknowns, --all of the rest, too', async () => {
    const short = await text('features', 'cloud', '--why');
    expect(short).not.toMatch(/^✓ full {2}/m);
    expect(short).toContain('--all explains these, too');
    expect((await text('features', 'cloud', '--why', '--all')).match(/^[✓~✗?] \w+ {2}/gm)).toHaveLength(
      featureIds.length,
    );
  });

  test('what is unknown for want of upstream is said once, with the command', async () => {
    for (const args of [
      ['features', 'work'],
      ['features', 'work', '--why'],
      ['features'],
      ['diff', 'work', 'cloud'],
    ])
      expect(
        (await text(...args))
          .replaceAll(/\s+/g, ' ')
          .match(/10 features unknown until upstream is set: cgw edit work --set upstream=…/g),
      ).toEqual(['10 features unknown until upstream is set: cgw edit work --set upstream=…']);
    const { stderr } = await done(
      ['add', 'litellm', '--set', 'baseUrl=https://l', '--secret', 'token=env:K'],
      {
        home: new Home(),
      },
    );
    expect(stderr).toContain(
      'cgw: litellm: 10 features unknown until upstream is set:\n     cgw edit litellm --set upstream=…\n',
    );
  });

  test('--why says what is lost, why, what changes it, and who says so', async () => {
    const explained = await text('features', 'cloud', '--why');
    expect(explained).toContain('because of: promptCaching=off');
    expect(explained).toContain('to change it: --unset promptCaching');
    expect(explained).toMatch(/documented: https:\/\/code\.claude\.com\/docs\/en\/\S+/);
  });

  test('--json, whole', async () => {
    expectGolden(
      'features-cloud.json',
      (await done(['features', 'cloud', '--json'], { home: configured() })).stdout,
    );
  });

  test('--json of every route is complete', async () => {
    const { columns } = (await json(['features', '--routes'], { home: new Home() })) as {
      columns: { name: string; source: string; features: { id: string; evidence: unknown[] }[] }[];
    };
    expect(columns.map(column => column.name)).toEqual([...routeIds]);
    for (const { source, features } of columns) {
      expect(source).toBe('route');
      expect(features.map(feature => feature.id)).toEqual([...featureIds]);
      for (const { evidence } of features) expect(evidence.length).toBeGreaterThan(0);
    }
  });

  test('what cannot be: a profile that is not there, --routes with a name', async () => {
    expect((await cgw(['features', 'nope'], { home: configured() })).exit).toBe(3);
    expect((await cgw(['features', '--routes', 'work'], { home: configured() })).exit).toBe(2);
  });
});

describe('cgw diff', () => {
  test('gains, losses and what stays uncertain, each with its reason', async () => {
    const page = await text('diff', 'direct', 'cloud');
    expect(page).toStartWith('Switching direct → cloud');
    // facts/claude-code.md §6: web search full → none. It is not sent there, so nothing answers 400.
    expect(page).toMatch(/✗ Web search: full → none\n\s+\S[^\n]*\n\s+why: [^\n]*/);
    expect(page).toContain('(silent: nothing tells');
    expect(page).toContain('to change it: --unset promptCaching');
  });

  test('a loss that the server answers with a 400 is loud', async () => {
    const home = configured();
    const args = ['--set', 'baseUrl=https://l', '--set', 'region=eu-central-1', '--secret', 'token=env:K'];
    await done(['add', 'pass', '--from', 'litellm-bedrock', ...args], { home });
    const { stdout } = await done(['diff', 'direct', 'pass'], { home });
    // Measured: LiteLLM’s /bedrock refuses the request for a count.
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /Exact token counts: full → none .*?\(loud: the server answers 400\)/,
    );
  });

  test('the other way round, losses are gains', async () => {
    const there = (await json(['diff', 'direct', 'cloud'], { home: configured() })) as Comparison;
    const back = (await json(['diff', 'cloud', 'direct'], { home: configured() })) as Comparison;
    expect(back.gained.map(each => each.feature)).toEqual(there.lost.map(each => each.feature));
    expect(back.lost.map(each => each.feature)).toEqual(there.gained.map(each => each.feature));
  });

  test('a profile and itself differ in nothing but what is open', async () => {
    const same = (await json(['diff', 'cloud', 'cloud'], { home: configured() })) as Comparison;
    expect([same.gained, same.lost]).toEqual([[], []]);
  });

  test('roles are understood, and --json is whole', async () => {
    const { stdout } = await done(['diff', 'direct', '@batch', '--json'], { home: configured() });
    expectGolden('diff-direct-cloud.json', stdout);
  });
});

type Comparison = {
  gained: { feature: string }[];
  lost: { feature: string }[];
  uncertain: { feature: string }[];
};

describe('cgw issues', () => {
  test('the study’s four are there, with their state today', async () => {
    const page = await text('issues');
    for (const id of ['#15622', '#15299', '#9016', '#9020'])
      expect(page).toContain(`, BerriAI/litellm${id})`);
  });

  test('filtered by profile', async () => {
    const cloud = await text('issues', 'cloud');
    expect(cloud).not.toContain('BerriAI/litellm#15622');
    expect(cloud).toContain('anthropics/claude-code#21676');
    expect(await text('issues', 'work')).toContain('BerriAI/litellm#15622');
  });
});
