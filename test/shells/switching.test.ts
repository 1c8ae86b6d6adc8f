import { expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shells } from '../../src/env/shells/index.ts';
import { isOwned, ownedNames } from '../../src/env/variables.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { everyPair } from './circuit.ts';
import { comparable, readDump } from './environment.ts';
import {
  cleanEnvironment,
  eachShell,
  freshFolder,
  type RealShell,
  runScript,
  type Variables,
} from './harness.ts';
import { presetConfig, presetProfiles, presetSecrets } from './preset-profiles.ts';

const presets = sampleOf(Object.keys(presetProfiles), 2);
const walk = everyPair(presets);

/** What the user has exported; no profile of the walk sets it. */
const users = { MY_VARIABLE: 'mine ü', AWS_DEFAULT_REGION: 'ap-south-1', AWS_ACCESS_KEY_ID: 'AKIA' };

function world(more: Variables = {}): { home: string; environment: Variables } {
  const home = freshFolder();
  const environment = cleanEnvironment(home, { ...presetSecrets, ...users, ...more });
  writeFileSync(join(home, 'config', 'config.json'), presetConfig);
  return { home, environment };
}

/**
 * One shell process that carries out each of the commands the documented way.
 * @returns the environment as `env` finds it before the first command and after each.
 */
async function environmentsAfter(
  shell: RealShell,
  commands: readonly string[],
  { home, environment }: ReturnType<typeof world>,
): Promise<Record<string, string>[]> {
  const dumps = freshFolder();
  const steps = commands.flatMap((command, index) => [
    shell.evaluate(command),
    shell.dump(join(dumps, String(index + 1))),
  ]);
  const script = [shell.dump(join(dumps, '0')), ...steps, ''].join('\n');
  const { stdout, stderr, exit } = await runScript(shell, script, {
    environment,
    cwd: home,
    timeoutMs: patience,
  });
  expect({ exit, stdout, unexpected: unexpectedLines(stderr) }).toEqual({
    exit: 0,
    stdout: '',
    unexpected: [],
  });
  return Array.from({ length: commands.length + 1 }, (_, index) =>
    comparable(readDump(join(dumps, String(index)))),
  );
}

/** All but the warnings that these profiles are bound to give. */
function unexpectedLines(stderr: string): string[] {
  return stderr
    .split('\n')
    .filter(line => line !== '' && !/^cgw: direct: ANTHROPIC_API_KEY is not exp/.test(line));
}

/** The environment of a new shell in which only this command was carried out. */
async function cleanlyAfter(shell: RealShell, command: string): Promise<Record<string, string>> {
  const [, after = {}] = await environmentsAfter(shell, [command], sharedWorld);
  return after;
}

async function cleanlyAfterEach(shell: RealShell): Promise<Map<string, Record<string, string>>> {
  const clean = new Map<string, Record<string, string>>();
  for (const name of presets) clean.set(name, await cleanlyAfter(shell, `cgw env ${name}`));
  // Were two the same, a switch between them would show nothing.
  expect(new Set([...clean.values()].map(each => JSON.stringify(each))).size).toBe(presets.length);
  return clean;
}

/** Two walks that share the item where the one was cut, so that no pair is lost; each is a process. */
function halves<Item>(items: readonly Item[]): Item[][] {
  const middle = Math.floor(items.length / 2);
  return [items.slice(0, middle + 1), items.slice(middle)];
}

/** Thousands of processes on whatever machine this is. */
const patience = 600_000;

const sharedWorld = world();

test('the walk visits every ordered pair once', () => {
  const pairs = new Set(walk.slice(1).map((name, index) => `${walk[index]} ${name}`));
  expect(pairs.size).toBe(presets.length ** 2);
  expect(walk.length - 1).toBe(presets.length ** 2);
});

eachShell(shell => {
  test(`${shell.name}: what the help says is what is tested`, () => {
    expect(shells[shell.dialect].usage('cgw env litellm')).toBe(shell.evaluate('cgw env litellm'));
  });
});

// Apart from the tests above, so that all of these run side by side.
eachShell(shell => {
  test.concurrent(
    `${shell.name}: every ordered pair of presets ends as in a clean shell, and --off leaves nothing`,
    async () => {
      const clean = await cleanlyAfterEach(shell);
      await Promise.all(
        halves(walk).map(async names => {
          const commands = [...names.map(name => `cgw env ${name}`), 'cgw env --off'];
          const [before, ...after] = await environmentsAfter(shell, commands, sharedWorld);
          for (const [index, name] of names.entries()) {
            const step = { from: names[index - 1], to: name };
            expect({ ...step, environment: after[index] }).toEqual({ ...step, environment: clean.get(name) });
          }
          expect(after.at(-1)).toEqual(before);
        }),
      );
    },
    patience,
  );

  test.concurrent(
    `${shell.name}: a shell that another launcher has filled ends as a clean one`,
    async () => {
      const stale = Object.fromEntries(
        [...ownedNames, 'VERTEX_REGION_CLAUDE_9_OPUS', 'VERTEX_REGION_CLAUDE_HAIKU_4_5'].map(name => [
          name,
          `stale ${name}`,
        ]),
      );
      const filled = { ...sharedWorld, environment: { ...sharedWorld.environment, ...stale } };
      for (const name of sampleOf(['bedrock', 'litellm', 'openrouter', 'vertex'], 1)) {
        const [, after] = await environmentsAfter(shell, [`cgw env ${name}`], filled);
        expect(after).toEqual(await cleanlyAfter(shell, `cgw env ${name}`));
      }
      const [, off = {}] = await environmentsAfter(shell, ['cgw env --off'], filled);
      expect(Object.keys(off).filter(isOwned)).toEqual([]);
      expect(off.MY_VARIABLE).toBe('mine ü');
    },
    patience,
  );

  // How a shell sets and unsets is seen above; what is left alone is the plan's.
  if (!isDeep && !['bash', 'fish'].includes(shell.name)) return;

  test.concurrent(
    `${shell.name}: what the user exported and no profile sets stays`,
    async () => {
      const exported = {
        AWS_REGION: 'ca-central-1',
        AWS_PROFILE: 'private',
        CLAUDE_CONFIG_DIR: '/home/me/.claude-mine',
        GOOGLE_CLOUD_PROJECT: 'mine',
        https_proxy: 'http://mine.example.com',
        MY_TOOL: 'mine',
      };
      const quiet = sampleOf(['openrouter', 'direct', 'vercel', 'deepseek', 'openrouter', 'llamacpp'], 2);
      const steps = await environmentsAfter(
        shell,
        [...quiet.map(name => `cgw env ${name}`), 'cgw env --off'],
        world(exported),
      );
      expect(steps.length).toBe(quiet.length + 2);
      for (const step of steps) expect(step).toMatchObject({ ...exported, ...users });
    },
    patience,
  );

  test.concurrent(
    `${shell.name}: an inherited API key stays, and no other profile’s key is taken for it`,
    async () => {
      const own = world({ ANTHROPIC_API_KEY: 'the user’s own' });
      const [, first, again] = await environmentsAfter(shell, ['cgw env direct', 'cgw env direct'], own);
      expect([first?.ANTHROPIC_API_KEY, again?.ANTHROPIC_API_KEY]).toEqual([
        'the user’s own',
        'the user’s own',
      ]);
      const [, gateway, direct] = await environmentsAfter(
        shell,
        ['cgw env cloudflare', 'cgw env direct'],
        sharedWorld,
      );
      expect(gateway?.ANTHROPIC_API_KEY).toBe('secret-of-cloudflare-[apiKey]');
      expect(direct?.ANTHROPIC_API_KEY).toBeUndefined();
    },
    patience,
  );
});
