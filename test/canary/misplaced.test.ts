import { expect, test } from 'bun:test';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArgumentKind, CommandSpec } from '../../src/args/spec.ts';
import { commands } from '../../src/commands/table.ts';
import { cgw, type Options } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';
import { canariesIn, canary } from './canaries.ts';

/*
 * A key in the place of something else: whatever stands on a command line, in a variable or in a `.cgw` file where no
 * credential belongs is neither repeated nor kept. The places come from the table of the commands, so a new command
 * or flag is covered by being there.
 */

setUp();

const key = canary('typed');

type NamedKind = Extract<ArgumentKind, string>;

/** A word that can stand there. */
const samples = {
  'own-profile': 'gw',
  profile: 'gw',
  'profile-or-role': 'gw',
  'profile-role-or-preset': 'gw',
  preset: 'litellm',
  role: 'batch',
  variable: 'ANTHROPIC_BASE_URL',
  setting: 'note=hello',
  credential: 'token=env:KEY_OF_MINE',
  'credential-field': 'token',
  'held-field': 'baseUrl',
  file: 'there.json',
  catalog: 'team',
  'new-name': 'fresh',
} as const satisfies { readonly [Kind in NamedKind]: string };

/** How a key is put there by mistake: alone, or in what such a word is made of. */
const mistakes = {
  'own-profile': [key],
  profile: [key],
  'profile-or-role': [key, `@${key}`],
  'profile-role-or-preset': [key, `@${key}`],
  preset: [key],
  role: [key, `@${key}`],
  variable: [key, key.replace('-', '_')],
  setting: [
    key,
    `${key}=x`,
    `token=${key}`,
    `headers.${key}=x`,
    `env.${key}=x`,
    `regions.${key}=x`,
    `models.${key}=x`,
  ],
  credential: [
    key,
    `${key}=keychain`,
    `${key}=env:X`,
    `token=${key}`,
    `token=keychain=${key}`,
    `headers.${key}=env:X`,
    `headers.x=Bearer ${key}`,
    `env.${key}=env:X`,
  ],
  'credential-field': [key, `token=${key}`, `headers.${key}`, `env.${key}`],
  'held-field': [key, `token=${key}`, `headers.${key}`],
  file: [key, `${key}.json`],
  catalog: [key],
  'new-name': [key],
} as const satisfies { readonly [Kind in NamedKind]: readonly string[] };

function wordFor(kind: ArgumentKind | undefined): string {
  if (kind === undefined) return 'gw';
  if (typeof kind === 'string') return samples[kind];
  return ('oneOf' in kind ? kind.oneOf : kind.listOf)[0] ?? '';
}

function mistakesOf(kind: ArgumentKind | undefined): readonly string[] {
  return typeof kind === 'string' ? mistakes[kind] : [key, `${wordFor(kind)},${key}`];
}

function kindAt(spec: CommandSpec, index: number): ArgumentKind | undefined {
  return spec.kinds?.[Math.min(index, spec.kinds.length - 1)];
}

/** What the command takes without a key in it, once for each word that its first argument can be. */
function wellFormed(spec: CommandSpec): string[][] {
  const most = Math.min(spec.positionals.most, Math.max(spec.kinds?.length ?? 0, spec.positionals.least) + 1);
  const first = kindAt(spec, 0);
  const firsts = typeof first === 'object' && 'oneOf' in first ? first.oneOf : [wordFor(first)];
  return firsts.flatMap(word =>
    Array.from({ length: most - spec.positionals.least + 1 }, (_, more) =>
      Array.from({ length: spec.positionals.least + more }, (_, index) =>
        index === 0 ? word : wordFor(kindAt(spec, index)),
      ),
    ),
  );
}

/** Flags with a value beside the one that is looked at: `write` does nothing without `--to`. */
const needed: { readonly [command: string]: readonly string[] } = { write: ['--to', 'user'] };

/** Every command line of a command with a key in one place. */
function lines(name: string, spec: CommandSpec): string[][] {
  const behind = spec.passesOn === true ? ['--', 'true'] : [];
  const switches = Object.entries(spec.flags).filter(([, { value }]) => value === undefined);
  const sets = [[], ...switches.map(([flag]) => [`--${flag}`])];
  const valued = Object.entries(spec.flags).filter(([, { value }]) => value !== undefined);
  const more = needed[name] ?? [];
  return wellFormed(spec).flatMap(words => [
    // In the place of each argument, and as one too many.
    ...[...words, ''].flatMap((_, index) =>
      mistakesOf(kindAt(spec, index)).flatMap(mistake =>
        sets.map(set => [name, ...set, ...more, ...withWord(words, index, mistake), ...behind]),
      ),
    ),
    ...valued.flatMap(([flag, { kind }]) =>
      mistakesOf(kind).flatMap(mistake => [
        [name, `--${flag}`, mistake, ...words, ...behind],
        [name, `--${flag}=${mistake}`, ...more, ...words, ...behind],
        // With each of the others, as it should be.
        ...valued
          .filter(([other]) => other !== flag)
          .map(([other, each]) => [
            name,
            `--${flag}`,
            mistake,
            `--${other}`,
            wordFor(each.kind),
            ...words,
            ...behind,
          ]),
      ]),
    ),
    ...[`--${key}`, `-${key}`, `--${key}=x`, ...switches.map(([flag]) => `--${flag}=${key}`)].map(flag => [
      name,
      flag,
      ...words,
      ...behind,
    ]),
    ...(spec.passesOn ? [[name, ...words, '--', key]] : []),
    ...(spec.passesOn === 'claude' ? [[name, ...words, '--settings', key]] : []),
  ]);
}

function withWord(words: readonly string[], index: number, word: string): string[] {
  return [...words.slice(0, index), word, ...words.slice(index + 1)];
}

function machine(): Home {
  const home = new Home();
  const gw = {
    backend: 'gateway',
    baseUrl: 'http://127.0.0.1:9',
    token: 'env:KEY_OF_MINE',
    headers: { 'x-b': { secret: 'env:KEY_OF_MINE' } },
  };
  home.writeConfig({ version: 1, roles: { batch: 'gw' }, profiles: { gw } });
  home.write('there.json', JSON.stringify({ cgw: 1, profiles: { gw, other: gw } }));
  return home;
}

/** What tells the key after a run: a stream, or a file. */
async function tellers(args: readonly string[], home: Home, env: Options['env'] = {}): Promise<string[]> {
  const { stdout, stderr } = await cgw(args, {
    home,
    stdin: '',
    env: { CGW_CLAUDE: '/bin/true', KEY_OF_MINE: 'none', ...env },
  });
  return [
    ...(canariesIn(stdout).length > 0 ? ['stdout'] : []),
    ...(canariesIn(stderr).length > 0 ? [`stderr: ${stderr}`] : []),
    ...readdirSync(home.path, { recursive: true, encoding: 'utf8' })
      .map(path => join(home.path, path))
      .filter(path => path !== pinOf(home) && existsSync(path) && statSync(path).isFile())
      .filter(path => canariesIn(path).length > 0 || canariesIn(readFileSync(path)).length > 0),
  ];
}

function pinOf(home: Home): string {
  return join(home.path, '.cgw');
}

/** As many at a time as a small machine likes. */
async function leaksOf(
  name: string,
  all: readonly (readonly string[])[],
  env?: Options['env'],
): Promise<object[]> {
  const queue = [...sampleOf([...new Map(all.map(args => [JSON.stringify(args), args])).values()], 1)];
  const leaks: object[] = [];
  const work = async () => {
    const home = machine();
    if (env === undefined) home.write('.cgw', 'gw\n');
    for (let args = queue.pop(); args !== undefined; args = queue.pop()) {
      const told = await tellers(args, home, env);
      if (told.length > 0) leaks.push({ name, args, told });
    }
  };
  await Promise.all(Array.from({ length: Math.min(queue.length, 3) }, work));
  return leaks;
}

for (const [name, { spec }] of Object.entries(commands))
  test(`in any place of cgw ${name}`, async () => {
    expect(await leaksOf(name, lines(name, spec))).toEqual([]);
  }, 300_000);

test('in CGW_PROFILE, whatever is asked', async () => {
  for (const [name, { spec }] of sampleOf(Object.entries(commands), 4))
    expect(await leaksOf(name, plainLines(name, spec), { CGW_PROFILE: key })).toEqual([]);
}, 300_000);

test('in a .cgw file, whatever is asked', async () => {
  const home = machine();
  home.write('.cgw', `${key}\n`);
  for (const [name, { spec }] of sampleOf(Object.entries(commands), 4))
    for (const args of plainLines(name, spec))
      expect({ args, told: await tellers(args, home) }).toEqual({ args, told: [] });
}, 300_000);

/** A command without anything wrong in it, and with each of its switches. */
function plainLines(name: string, spec: CommandSpec): string[][] {
  const switches = Object.entries(spec.flags).filter(([, { value }]) => value === undefined);
  const words = Array.from({ length: spec.positionals.least }, (_, index) => wordFor(kindAt(spec, index)));
  return [[], ...switches.map(([flag]) => [`--${flag}`])].map(set => [name, ...set, ...words]);
}

// A check that finds nothing anywhere would pass all of the above.
test('a key that is repeated is seen', async () => {
  const home = machine();
  expect(await tellers(['exec', 'gw', '--', 'echo', key], home)).toEqual(['stdout']);
  expect(await tellers(['exec', 'gw', '--', 'sh', '-c', 'echo "$0" >&2', key], home)).toEqual([
    `stderr: ${key}\n`,
  ]);
  expect(await tellers(['edit', 'gw', '--set', `note=about ${key}`], home)).toHaveLength(1);
});
