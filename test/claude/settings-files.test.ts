import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { envOf, readSettingsFiles, type SettingsFile } from '../../src/claude/settings-files.ts';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cgw-settings-')));
const [home, project, linked] = [join(scratch, 'home'), join(scratch, 'project'), join(scratch, 'linked')];

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The files found from `cwd`, as paths below the scratch folder. */
function found(cwd: string, configDir?: string): string[] {
  const io = { environment: { HOME: home }, cwd, platform: 'linux' as const };
  const files = readSettingsFiles(io, { CLAUDE_CONFIG_DIR: configDir }).filter(
    file => file.scope !== 'managed',
  );
  return files.map(file => `${file.scope} ${file.path.slice(scratch.length + 1)}`);
}

beforeAll(() => {
  const settings = '{"env":{}}';
  write(join(home, '.claude/settings.json'), settings);
  write(join(home, '.claude-work/settings.json'), settings);
  write(join(project, '.claude/settings.json'), settings);
  write(join(project, '.claude/settings.local.json'), settings);
  write(join(project, 'a/.claude/settings.local.json'), settings);
  write(join(project, 'a/b/.claude/settings.json'), '\uFEFF{"env":{}}');
  write(join(project, 'a/b/.claude/settings.local.json'), settings);
  // A repository with a linked work tree, as `git worktree add` lays it out.
  write(join(project, '.git/worktrees/linked/commondir'), '../..\n');
  write(join(linked, '.git'), `gitdir: ${join(project, '.git/worktrees/linked')}\n`);
  write(join(scratch, 'odd/.claude/settings.json'), '{ not json');
  write(join(scratch, 'odd/.claude/settings.local.json'), '[]');
});
afterAll(() => rmSync(scratch, { recursive: true }));

// Which file is read from where, and which wins: observed on Claude Code 2.1.330 with listeners.
describe('the settings files Claude Code reads', () => {
  test('local before project before user', () => {
    expect(found(project)).toEqual([
      'local project/.claude/settings.local.json',
      'project project/.claude/settings.json',
      'user home/.claude/settings.json',
    ]);
  });

  test('in a subfolder: the local file of the repository’s root, then those of the folder, none between', () => {
    expect(found(join(project, 'a/b'))).toEqual([
      'local project/.claude/settings.local.json',
      'local project/a/b/.claude/settings.local.json',
      'project project/a/b/.claude/settings.json',
      'user home/.claude/settings.json',
    ]);
  });

  test('in a linked work tree: the local file of the main work tree', () => {
    expect(found(linked)).toEqual([
      'local project/.claude/settings.local.json',
      'user home/.claude/settings.json',
    ]);
  });

  test('another config folder', () => {
    expect(found(scratch, join(home, '.claude-work'))).toEqual(['user home/.claude-work/settings.json']);
  });

  test('files that are no JSON object are not used', () => {
    expect(found(join(scratch, 'odd'))).toEqual(['user home/.claude/settings.json']);
  });
});

/** A home of its own, with these files, and what a plain Claude Code reads there. */
function filesIn(
  files: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string>> = {},
  sources?: readonly string[],
): SettingsFile[] {
  const root = mkdtempSync(join(scratch, 'case-'));
  for (const [path, content] of Object.entries(files))
    write(join(root, path), JSON.stringify(content).replaceAll('$ROOT', root));
  mkdirSync(join(root, 'work'), { recursive: true });
  const expanded = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replaceAll('$ROOT', root)]),
  );
  const io = { environment: { HOME: root }, cwd: join(root, 'work'), platform: 'linux' as const };
  return readSettingsFiles(io, expanded, sources).filter(({ scope }) => scope !== 'managed');
}

const said = (files: readonly SettingsFile[]) =>
  files.map(({ scope, content }) => [scope, envOf(content).A] as const);

// Each observed on Claude Code 2.1.332 with listeners (2026-11-29).
describe('the file of sign-ins is a settings file, too', () => {
  const global = { '.claude.json': { numStartups: 1, env: { A: 'global' } } };
  const user = { '.claude/settings.json': { env: { A: 'user' } } };

  test('below the user’s own', () => {
    expect(said(filesIn({ ...global, ...user }))).toEqual([
      ['user', 'user'],
      ['global', 'global'],
    ]);
  });

  test('.config.json counts in its place', () => {
    const both = { ...global, '.claude/.config.json': { env: { A: 'config' } } };
    expect(said(filesIn(both))).toEqual([['global', 'config']]);
    expect(said(filesIn({ ...global, '.claude/.config.json': { theme: 'dark' } }))).toEqual([]);
  });

  test('of another configuration folder', () => {
    const other = { ...global, 'cc/.claude.json': { env: { A: 'other' } } };
    expect(said(filesIn(other, { CLAUDE_CONFIG_DIR: '$ROOT/cc' }))).toEqual([['global', 'other']]);
  });

  test.each([
    ['an empty one is the folder itself', '', 'here'],
    ['blanks are a name', ' ', 'blank'],
    ['a relative one begins there', 'cc', 'relative'],
  ])('the configuration folder: %s', (_, CLAUDE_CONFIG_DIR, file) => {
    const there = {
      ...user,
      'work/settings.json': { env: { A: 'here' } },
      'work/ /settings.json': { env: { A: 'blank' } },
      'work/cc/settings.json': { env: { A: 'relative' } },
    };
    expect(said(filesIn(there, { CLAUDE_CONFIG_DIR }))).toEqual([['user', file]]);
  });

  test('it holds texts, numbers and switches; lists, objects and null are passed over', () => {
    const env = { A: 5, B: true, C: ['a'], D: { a: 1 }, E: null, F: '' };
    const [file] = filesIn({ '.claude.json': { env } });
    expect(envOf(file?.content ?? {})).toEqual({ A: '5', B: 'true', F: '' });
  });

  test('`env` deep inside is not meant', () => {
    expect(filesIn({ '.claude.json': { mcpServers: { x: { env: { A: 'no' } } } } })).toEqual([]);
  });

  test('it may move the user’s settings, and so may these', () => {
    const there = { 'cc/settings.json': { env: { A: 'there' }, model: 'x' } };
    expect(
      said(filesIn({ '.claude.json': { env: { CLAUDE_CONFIG_DIR: '$ROOT/cc' } }, ...user, ...there })),
    ).toEqual([
      ['user', 'there'],
      ['global', undefined],
    ]);
    const moved = {
      '.claude/settings.json': { env: { A: 'user', CLAUDE_CONFIG_DIR: '$ROOT/cc' }, model: 'y' },
    };
    const files = filesIn({ ...moved, ...there });
    expect(said(files)).toEqual([
      ['user', 'there'],
      ['user', 'user'],
    ]);
    expect(files.map(({ content }) => content.model)).toEqual(['x', undefined]);
  });
});

describe('what counts', () => {
  const all = {
    '.claude.json': { env: { A: 'global' } },
    '.claude/settings.json': { env: { A: 'user' } },
    'work/.claude/settings.json': { env: { A: 'project' } },
    'work/.claude/settings.local.json': { env: { A: 'local' } },
  };
  const scopes = (files: readonly SettingsFile[]): string[] => files.map(({ scope }) => scope);

  test.each<[readonly string[] | undefined, Record<string, string>, readonly string[]]>([
    [undefined, {}, ['local', 'project', 'user', 'global']],
    [['user'], {}, ['user', 'global']],
    [['project'], {}, ['project', 'global']],
    [[''], {}, ['global']],
    [undefined, { CLAUDE_CODE_RESTRICTED: '1' }, ['global']],
    [undefined, { CLAUDE_CODE_SIMPLE: '1' }, ['local', 'project', 'user', 'global']],
    [undefined, { CLAUDE_CODE_SAFE_MODE: '1' }, ['local', 'project', 'user', 'global']],
  ])('sources %j, environment %j: %j', (sources, environment, expected) => {
    expect(scopes(filesIn(all, environment, sources))).toEqual([...expected]);
  });

  test('a key of a wrong type costs its file all', () => {
    const wrong = { ...all, '.claude/settings.json': { env: { A: 'user' }, cleanupPeriodDays: 'x' } };
    expect(scopes(filesIn(wrong))).toEqual(['local', 'project', 'global']);
  });

  test.each<[unknown, string]>([
    [['a', 'b'], 'a,b'],
    [[[1, 2], null, true], '1,2,,true'],
    [5, '5'],
    [1e21, '1e+21'],
    [true, 'true'],
    [null, 'null'],
    [{ a: 1 }, '[object Object]'],
    [[{ a: 1 }], '[object Object]'],
    [' ', ' '],
  ])('the value %j becomes the text %j', (value, text) => {
    expect(envOf({ env: { A: value } })).toEqual({ A: text });
  });
});
