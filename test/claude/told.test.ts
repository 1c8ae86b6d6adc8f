import { describe, expect, test } from 'bun:test';
import { readFileSync, statSync } from 'node:fs';
import type { Io } from '../../src/base/io.ts';
import { noticesOf } from '../../src/claude/folder-memory.ts';
import { cleanEnvironment } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const file = '.local/state/cgw/told.json';

type Launch = {
  readonly profile?: string;
  readonly cwd?: string;
  readonly quiet?: boolean;
  readonly terminal?: boolean;
  /** It ends before Claude Code is started. */
  readonly fails?: boolean;
};

/** What a launch says on stderr of these notices. */
function said(
  home: Home,
  news: readonly string[],
  { profile = 'work', cwd = home.path, quiet = false, terminal = true, fails = false }: Launch = {},
): string[] {
  let text = '';
  const io: Io = {
    environment: cleanEnvironment(home, {}),
    cwd,
    platform: 'linux',
    out() {},
    painted() {},
    data() {},
    progress() {},
    err: each => {
      text += each;
    },
    isTerminal: stream => terminal && stream === 'err',
  };
  const { tell, keep } = noticesOf(profile, quiet, io);
  for (const each of news) tell('news', each);
  if (!fails) keep();
  return text.split('\n').slice(0, -1);
}

describe('what a launch says', () => {
  test('is said again when it changes, or comes again', () => {
    const home = new Home();
    expect(said(home, ['a', 'b'])).toEqual(['cgw: a', 'cgw: b']);
    expect(said(home, ['a', 'b'])).toEqual([]);
    expect(said(home, ['a', 'b, more'])).toEqual(['cgw: b, more']);
    expect(said(home, ['b, more'])).toEqual([]);
    expect(said(home, ['a', 'b, more'])).toEqual(['cgw: a']);
  });

  test('is known of this profile in this folder alone', () => {
    const home = new Home();
    said(home, ['a']);
    expect(said(home, ['a'], { profile: 'other' })).toEqual(['cgw: a']);
    expect(said(home, ['a'], { cwd: home.makeFolder('elsewhere') })).toEqual(['cgw: a']);
    expect(said(home, ['a'])).toEqual([]);
  });

  test('is not known after a launch that failed, that was quiet, or whose words nobody may have read', () => {
    for (const launch of [{ fails: true }, { quiet: true }, { terminal: false }]) {
      const home = new Home();
      said(home, ['a'], launch);
      expect(said(home, ['a'])).toEqual(['cgw: a']);
    }
    const home = new Home();
    said(home, ['a']);
    expect(said(home, ['a'], { terminal: false })).toEqual(['cgw: a']);
  });

  test('is always said where it needs an answer; warnings are said although it is quiet', () => {
    const home = new Home();
    const kinds = ['news', 'warning', 'answer'] as const;
    const all = (quiet: boolean) => {
      let text = '';
      const err = (each: string) => {
        text += each;
      };
      const io = { environment: cleanEnvironment(home, {}), cwd: home.path, platform: 'linux', err } as const;
      const rest = { out() {}, painted() {}, data() {}, progress() {}, isTerminal: () => true };
      const { tell, keep } = noticesOf('work', quiet, { ...io, ...rest });
      for (const kind of kinds) tell(kind, kind);
      keep();
      return text;
    };
    expect(all(true)).toBe('cgw: warning\n');
    expect(all(false)).toBe('cgw: news\ncgw: answer\n');
    expect(all(false)).toBe('cgw: answer\n');
  });

  test.each([
    ['no JSON', 'not json'],
    ['a list', '[]'],
    ['something else for the folder', null],
  ])('is said where the file holds %s, and then known', (_, content) => {
    const home = new Home();
    home.write(file, content ?? JSON.stringify({ [home.path]: { work: 'a' } }));
    expect(said(home, ['a'])).toEqual(['cgw: a']);
    expect(said(home, ['a'])).toEqual([]);
  });

  test('keeps nobody from working where the file cannot be written', () => {
    const home = new Home();
    home.write('.local/state/cgw/told.json/x', 'a folder is in its place');
    expect(said(home, ['a'])).toEqual(['cgw: a']);
    expect(said(home, ['a'])).toEqual(['cgw: a']);
  });

  test('is kept as marks, for the user alone, and not written anew while it is the same', () => {
    const home = new Home();
    said(home, ['a secret-looking text']);
    expect(readFileSync(`${home.path}/${file}`, 'utf8')).not.toContain('secret');
    const { mode, ino } = statSync(`${home.path}/${file}`);
    expect(mode & 0o777).toBe(0o600);
    said(home, ['a secret-looking text']);
    expect(statSync(`${home.path}/${file}`).ino).toBe(ino);
  });

  test('of many profiles and folders the oldest are forgotten', () => {
    const home = new Home();
    for (let index = 0; index < 22; index++) said(home, ['a'], { profile: `p${index}` });
    expect(said(home, ['a'], { profile: 'p21' })).toEqual([]);
    expect(said(home, ['a'], { profile: 'p0' })).toEqual(['cgw: a']);
  });
});
