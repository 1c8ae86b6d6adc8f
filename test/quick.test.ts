import { beforeAll, describe, expect, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { quickSource } from '../packaging/quick-copy.ts';
import { shellNames } from '../src/env/shells/index.ts';
import { assign } from '../src/profile/assignments.ts';
import { allPresets } from '../src/profile/presets.ts';
import type { quickEnv } from '../src/quick.ts';
import { cgw, heldIo, type Result } from './support/cgw.ts';
import { Home } from './support/home.ts';
import { failAt, hasStrace } from './support/strace.ts';

/** As the executable holds it. */
let copy: { readonly quickEnv: typeof quickEnv };

beforeAll(async () => {
  const file = new Home().write('quick.mjs', await quickSource());
  copy = await import(file);
  rmSync(file);
});

type Case = {
  readonly args: readonly string[];
  readonly home?: Home;
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
};

/** What the copy answers; undefined: nothing, and it has printed nothing. */
async function quick({
  args,
  home = homeOf(),
  env = {},
  cwd = home.path,
}: Case): Promise<Result | undefined> {
  const { io, printed } = await heldIo({ home, env, cwd });
  const exit = await copy.quickEnv(args, io);
  if (typeof exit === 'number') return { exit, signal: null, ...printed() };
  expect([exit, printed()]).toEqual([undefined, { stdout: '', stderr: '' }]);
  return undefined;
}

/** What the whole program answers. */
async function whole({ args, home = homeOf(), env = {}, cwd = home.path }: Case) {
  return cgw(['env', ...args], { home, env, cwd });
}

const gateway = { backend: 'gateway', baseUrl: 'https://gateway.example.com', token: 'env:KEY' };

function homeOf(profile: object = gateway, more: object = {}): Home {
  const home = new Home();
  home.writeConfig({
    version: 1,
    default: 'work',
    roles: { batch: 'work' },
    profiles: { work: profile },
    ...more,
  });
  return home;
}

/** Every preset, with the examples of what it leaves open. */
const presets = allPresets().map(([name, preset]) => {
  const fill = Object.entries(preset.fill ?? {});
  const given = (isSecret: boolean) =>
    fill.filter(([, text]) => /(^|\s)env:/.test(text) === isSecret).map(each => each.join('='));
  return [name, assign(preset.profile, { set: given(false), secret: given(true), unset: [] })] as const;
});

const secrets = Object.fromEntries(
  presets.flatMap(([, profile]) =>
    [...JSON.stringify(profile).matchAll(/env:(\w+)/g)].map(([, name = '']) => [name, 'k']),
  ),
);

describe('the quick copy of `cgw env` answers as the whole program does', () => {
  test.each(presets)('the preset %s', async (_, profile) => {
    const asked = { args: ['work', '--shell', 'bash'], home: homeOf(profile), env: secrets };
    const answer = await quick(asked);
    expect(answer).toEqual(await whole(asked));
    expect(answer?.stdout).toContain('CGW_PROFILE=work');
  });

  const secretFile = () => {
    const home = homeOf();
    const token = home.write('token', 'sk-from-file\n');
    home.writeConfig({ version: 1, profiles: { work: { ...gateway, token: `file:${token}` } } });
    return home;
  };
  const withSettings = (path: string, content: object) => {
    const home = homeOf();
    home.write(path, JSON.stringify(content));
    return home;
  };

  test.each<readonly [string, () => Case]>([
    ...shellNames.map(shell => [`for ${shell}`, () => ({ args: ['work', '--shell', shell] })] as const),
    ['the shell that calls', () => ({ args: ['work'] })],
    ['a role', () => ({ args: ['@batch', '--shell=zsh'] })],
    ['the default', () => ({ args: ['--shell', 'bash'] })],
    ['what CGW_PROFILE names', () => ({ args: [], env: { CGW_PROFILE: 'work' } })],
    ['a preset that needs nothing', () => ({ args: ['bedrock', '--shell', 'bash'] })],
    ['--off', () => ({ args: ['--off', '--shell', 'bash'] })],
    ['--json', () => ({ args: ['work', '--json'] })],
    ['--dotenv', () => ({ args: ['work', '--dotenv'] })],
    ['a file with the secret', () => ({ args: ['work', '--shell', 'bash'], home: secretFile() })],
    [
      'variables of before',
      () => ({
        args: ['work', '--shell', 'bash'],
        env: { CGW_SET: 'AWS_REGION,X', VERTEX_REGION_CLAUDE_9: 'eu' },
      }),
    ],
    [
      'settings that leave it alone',
      () => ({
        args: ['work', '--shell', 'bash'],
        home: withSettings('.claude/settings.json', { model: 'opus', env: { EDITOR: 'vi' } }),
      }),
    ],
    [
      'a global file without a key',
      () => ({
        args: ['work', '--shell', 'bash'],
        home: withSettings('.claude.json', { env: {}, numStartups: 1 }),
      }),
    ],
  ])('%s', async (_, made) => {
    const asked = { env: { KEY: 'k' }, ...made() };
    const both = { ...asked, home: asked.home ?? homeOf(), env: { KEY: 'k', ...asked.env } };
    const answer = await quick(both);
    expect(answer).toEqual(await whole(both));
    expect(answer?.exit).toBe(0);
  });

  test('a warning, as long as it needs nothing more', async () => {
    const home = withSettings('.claude/settings.json', {
      env: { ANTHROPIC_BASE_URL: 'https://other.example.com' },
    });
    const asked = { args: ['work', '--shell', 'bash'], home, env: { KEY: 'sk-0123456789' } };
    const answer = await quick(asked);
    if (answer !== undefined) expect(answer).toEqual(await whole(asked));
  });
});

describe('it leaves to the whole program', () => {
  const program = (home: Home) =>
    home.write('bin/secret', `#!/bin/sh\necho ran >> ${home.path}/ran\necho k\n`, 0o755);
  const withToken = (token: string) => homeOf({ ...gateway, token });

  test.each<readonly [string, () => Case]>([
    ['help', () => ({ args: ['work', '--help'] })],
    ['a profile that is not there', () => ({ args: ['wrok'] })],
    ['an option that is not there', () => ({ args: ['--shall', 'bash'] })],
    ['a shell that is not there', () => ({ args: ['work', '--shell', 'bsh'] })],
    ['a secret that is not there', () => ({ args: ['work'], home: withToken('env:MISSING') })],
    ['a preset that needs more', () => ({ args: ['litellm'] })],
    ['an entry of the keychain', () => ({ args: ['work'], home: withToken('keychain:work/token') })],
    ['secretVia=helper', () => ({ args: ['work'], home: homeOf({ ...gateway, secretVia: 'helper' }) })],
    ['a profile with an unknown field', () => ({ args: ['work'], home: homeOf({ ...gateway, tokn: 'x' }) })],
    ['a config of a newer cgw', () => ({ args: ['work'], home: homeOf(gateway, { version: 2 }) })],
    ['what hooks ask', () => ({ args: ['--hook', 'start', '--shell', 'bash'] })],
    ['a word that is no text', () => ({ args: ['w\uFFFDrk'] })],
  ])('%s', async (_, made) => {
    expect(await quick({ env: { KEY: 'k' }, ...made() })).toBeUndefined();
  });

  test('a config that is no JSON', async () => {
    const home = new Home();
    home.writeConfig('{');
    expect(await quick({ args: ['work'], home })).toBeUndefined();
  });

  test('a project with settings of its own', async () => {
    const home = homeOf();
    home.write('project/.claude/settings.json', '{"env":{"ANTHROPIC_BASE_URL":"https://evil.example.com"}}');
    expect(
      await quick({ args: ['work'], home, env: { KEY: 'k' }, cwd: `${home.path}/project` }),
    ).toBeUndefined();
  });

  test('a program that prints the secret, which it has not run', async () => {
    const home = homeOf();
    const path = program(home);
    home.writeConfig({ version: 1, profiles: { work: { ...gateway, token: `cmd:${path}` } } });
    expect(await quick({ args: ['work'], home })).toBeUndefined();
    expect(await Bun.file(`${home.path}/ran`).exists()).toBe(false);
    expect((await whole({ args: ['work', '--shell', 'bash'], home })).stdout).toContain(
      'ANTHROPIC_AUTH_TOKEN=k',
    );
  });

  test('a terminal', async () => {
    const home = homeOf();
    const { io, printed } = await heldIo({ home, env: { KEY: 'k' } });
    expect(await copy.quickEnv(['work'], { ...io, isTerminal: () => true })).toBeUndefined();
    expect(printed()).toEqual({ stdout: '', stderr: '' });
  });

  test('words that come before the code: held back they would come after it', async () => {
    const home = homeOf();
    home.write('.cgw', 'no name');
    const asked = { args: ['--shell', 'bash'], home, env: { KEY: 'k' } };
    expect(await quick(asked)).toBeUndefined();
    expect((await whole(asked)).stderr).toContain('.cgw holds no profile name');
  });
});

describe('what it has begun to print is not printed again', () => {
  test('where nobody reads it', async () => {
    const home = homeOf();
    const { io, printed } = await heldIo({ home, env: { KEY: 'k' } });
    let tried = 0;
    const closed = () => {
      tried++;
      throw new Error('EPIPE');
    };
    expect(await copy.quickEnv(['work', '--shell', 'bash'], { ...io, data: closed })).toBe(0);
    expect(tried).toBe(1);
    expect(printed()).toEqual({ stdout: '', stderr: '' });
  });

  // An error of a disk or a socket is reported once: the next write may succeed.
  test.skipIf(!hasStrace)('where it cannot be written, which is said', async () => {
    expect(
      await cgw(['env', 'bedrock', '--shell', 'bash'], {
        home: new Home(),
        under: failAt('write', 1, 'EIO'),
      }),
    ).toEqual({
      exit: 1,
      signal: null,
      stdout: 'false;\n',
      stderr: 'cgw: stdout cannot be written (EIO)\n     is the disk full?\ncgw: this shell stays as it is\n',
    });
  });
});
