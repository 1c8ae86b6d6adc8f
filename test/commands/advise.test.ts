import { describe, expect, test } from 'bun:test';
import { needIds } from '../../src/features/needs.ts';
import { cgw, cleanEnvironment, done, json, program } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import { expectGolden } from '../support/golden.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';

setUp();

const advise = ['advise', '--need'];

describe('golden', () => {
  test('--json: the whole ranking with reasons and sources', async () => {
    const { stdout } = await done([...advise, 'cost-tracking,bedrock-compliance', '--json'], {
      home: configured(),
    });
    expectGolden('advise.json', stdout);
  });

  test('text: mixed needs, with roles', async () => {
    const { stdout } = await done([...advise, 'context-1m', '--need', 'cost-tracking'], {
      home: configured(),
    });
    expectGolden('advise-mixed.txt', stdout);
  });

  test('text: models of several families', async () => {
    const { stdout } = await done([...advise, 'multi-model'], { home: new Home() });
    expectGolden('advise-multi-model.txt', stdout);
  });
});

test('--json: {needs, ranked, hybrid, notes}, needs in one order and each once', async () => {
  const advice = await json([...advise, ' cost-tracking,context-1m,', '--need=cost-tracking'], {
    home: configured(),
  });
  const texts = expect.any(Array);
  const { ranked } = Object(advice);
  expect(advice).toEqual({
    needs: ['context-1m', 'cost-tracking'],
    ranked: texts,
    hybrid: texts,
    notes: texts,
  });
  for (const each of ranked)
    expect(each).toEqual({
      name: expect.any(String),
      source: expect.stringMatching(/^(profile|preset)$/),
      ready: each.setUp === null,
      setUp: each.setUp === null ? null : { needs: texts, command: expect.stringMatching(/^cgw add /) },
      route: texts,
      score: expect.any(Number),
      excluded: false,
      for: texts,
      against: texts,
      uncertain: texts,
      versions: each.versions === null ? null : expect.objectContaining({ upgrades: texts, outside: texts }),
      sources: texts,
    });
});

test('own profiles are ranked beside presets', async () => {
  const { ranked } = Object(await json([...advise, 'cost-tracking'], { home: configured() }));
  expect(ranked[0]).toMatchObject({ name: 'work', source: 'profile', ready: true, score: 100 });
  expect(ranked.map((each: { name: string }) => each.name)).toContain('cloud');
});

test('five are shown, all with --all', async () => {
  const ranks = async (...more: string[]) => {
    const { stdout } = await done([...advise, 'audit-log', ...more], { home: new Home() });
    return stdout.match(/^\d+\. /gm)?.length;
  };
  const { ranked } = Object(await json([...advise, 'audit-log'], { home: new Home() }));
  expect(await ranks()).toBe(5);
  expect(await ranks('--all')).toBe(ranked.length);
});

test('no line is wider than 80 columns', async () => {
  const home = configured();
  for (const need of [...needIds, needIds.join(',')]) {
    const { stdout } = await done([...advise, need, '--all'], { home });
    const wide = stdout.split('\n').filter(line => Bun.stringWidth(line) > 80);
    expect(wide).toEqual([]);
  }
});

test('nothing is written', async () => {
  const home = new Home();
  const before = snapshot(home.path);
  await done([...advise, 'offline'], { home });
  expect(snapshot(home.path)).toEqual(before);
});

test('an invalid profile is left out, and that is said', async () => {
  const home = new Home();
  home.writeConfig({ ...config, profiles: { ...config.profiles, broken: { backend: 'nope' } } });
  const { stdout, stderr } = await done([...advise, 'offline', '--json'], { home });
  expect(stderr).toContain('broken is left out');
  expect(stdout).not.toContain('broken');
});

describe('mistakes', () => {
  test('an unknown need: the near names and the list', async () => {
    const home = new Home();
    expectError(
      await cgw([...advise, 'context-2m'], { home }),
      2,
      '"context-2m"',
      'did you mean context-1m?',
      needIds.join(', '),
    );
    expectError(await cgw([...advise, 'cheap,offline'], { home }), 2, '"cheap"', needIds.join(', '));
  });

  test('no need, and no terminal to ask in: the list', async () => {
    const home = new Home();
    expectError(await cgw(['advise'], { home, stdin: '2\n\n' }), 2, '--need', needIds.join(', '));
    expectError(await cgw([...advise, ','], { home }), 2, '--need', needIds.join(', '));
  });
});

describe('asked in the terminal', () => {
  test('numbers and names, until an empty line', async () => {
    const { exit, screen } = await answering(['5 nope', 'context-1m', '']);
    expect(exit).toBe(0);
    for (const [index, id] of needIds.entries()) expect(screen).toContain(`${index + 1}  ${id}: `);
    expect(screen).toContain('There is no need "nope".');
    expect(screen).toContain('So far: cost-tracking, context-1m.');
    expect(screen).toContain('Hybrid approach');
  });

  test('an empty line at once: the features decide, and the roles are offered', async () => {
    const { exit, screen } = await answering(['']);
    expect(exit).toBe(0);
    expect(screen).toContain('No need was named');
    expect(screen).toContain('cgw role interactive direct');
  });
});

/** Runs `cgw advise` on a terminal and gives an answer to each question. */
async function answering(lines: readonly string[]): Promise<{ exit: number | null; screen: string }> {
  const home = new Home();
  const decoder = new TextDecoder();
  const left = [...lines];
  let screen = '';
  let answered = 0;
  const child = Bun.spawn([program, 'advise'], {
    cwd: home.path,
    env: cleanEnvironment(home, { TERM: 'xterm-256color', CGW_PAGER: '' }),
    terminal: {
      cols: 80,
      rows: 50,
      data: (terminal, bytes) => {
        screen += decoder.decode(bytes, { stream: true });
        const asked = screen.split(/empty line(?: ends)?: /).length - 1;
        for (; answered < asked; answered++) {
          const line = left.shift();
          if (line !== undefined) terminal.write(`${line}\r`);
        }
      },
    },
  });
  await child.exited;
  child.terminal?.close();
  return { exit: child.exitCode, screen: screen.replaceAll('\r\n', '\n') };
}
