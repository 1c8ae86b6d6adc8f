import { describe, expect, test } from 'bun:test';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { replaceFile } from '../../src/write/replace-file.ts';
import { cgw, cleanEnvironment, done, program } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { hasStrace, StopAt } from '../support/strace.ts';
import { WritingHome } from './writing-home.ts';

setUp();

const original = '{\n  "model": "opus"\n}\n';

test('20 writers at once: the file is whole, and undo brings the first content back', async () => {
  const home = new WritingHome(original);
  const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
  const results = await Promise.all(names.map(name => cgw(['write', name, '--to', 'user'], { home })));
  for (const result of results) expect(result).toMatchObject({ exit: 0, stdout: '' });
  expect(names).toContain(home.profileIn() ?? '');
  await done(['write', '--undo', '--to', 'user'], { home });
  expect(home.text).toBe(original);
  expect(home.leftovers()).toEqual([]);
});

describe('a file that somebody changes between reading and writing', () => {
  const cases: [what: string, before: string | undefined, now: string | undefined][] = [
    ['changed', 'old', 'theirs'],
    ['removed', 'old', undefined],
    ['made', undefined, 'theirs'],
    ['emptied', 'old', ''],
  ];
  for (const content of [Buffer.from('ours'), undefined])
    test.each(cases)(
      `%s: neither written nor removed (${content === undefined ? 'removing' : 'writing'})`,
      (_, before, now) => {
        const home = new Home();
        const file = `${home.path}/file`;
        if (now !== undefined) writeFileSync(file, now);
        const expected = before === undefined ? undefined : Buffer.from(before);
        const attempt = () => replaceFile({ file, shown: '~/file', expected, content, mode: 0o600 });
        expect(attempt).toThrow('~/file was changed meanwhile by another program');
        expect(readdirSync(home.path)).toEqual(now === undefined ? [] : ['file']);
        if (now !== undefined) expect(readFileSync(file, 'utf8')).toBe(now);
      },
    );
});

describe.skipIf(!hasStrace)('in the program itself', () => {
  /** Runs cgw and makes the change while it stands still at the sync of the new file, its `sync`th. */
  async function whileWriting(home: WritingHome, sync: number, args: string[], change: () => void) {
    const stop = new StopAt(home, 'fsync', sync);
    const child = Bun.spawn([...stop.under, program, ...args], {
      cwd: home.path,
      env: cleanEnvironment(home),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const goOn = await stop.stopped(child.pid);
    expect(home.leftovers()).toEqual([expect.stringMatching(/\.tmp-cgw$/)]);
    change();
    goOn();
    const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
    return { exit: await child.exited, signal: null, stdout, stderr };
  }

  /** Before the file the record of what was there is synced, and its folder. */
  const afterRecord = 3;

  test('a change while a write is under way is kept: exit 1, and no record', async () => {
    const home = new WritingHome(original);
    const theirs = original.replace('opus', 'haiku');
    const result = await whileWriting(home, afterRecord, ['write', 'one', '--to', 'user'], () =>
      writeFileSync(home.settings, theirs),
    );
    expectError(result, 1, '~/.claude/settings.json was changed meanwhile', 'try again');
    expect(home.text).toBe(theirs);
    expect(readdirSync(home.undoFolder)).toEqual(['lock']);
    expect(home.leftovers()).toEqual([]);
    await done(['write', 'one', '--to', 'user'], { home });
    await done(['write', '--undo', '--to', 'user'], { home });
    expect(home.text).toBe(theirs);
  });

  test('while a second one is: the record of the first stays', async () => {
    const home = new WritingHome(original);
    await done(['write', 'one', '--to', 'user'], { home });
    const theirs = (home.text ?? '').replace('opus', 'haiku');
    const result = await whileWriting(home, afterRecord, ['write', 'two', '--to', 'user'], () =>
      writeFileSync(home.settings, theirs),
    );
    expectError(result, 1, 'was changed meanwhile');
    expect(home.text).toBe(theirs);
    await done(['write', '--undo', '--to', 'user'], { home });
    expect(home.text).toBe(original.replace('opus', 'haiku'));
  });

  test('while an undo is: it can be tried again', async () => {
    const home = new WritingHome(original);
    await done(['write', 'one', '--to', 'user'], { home });
    const theirs = (home.text ?? '').replace('opus', 'haiku');
    const result = await whileWriting(home, 1, ['write', '--undo', '--to', 'user'], () =>
      writeFileSync(home.settings, theirs),
    );
    expectError(result, 1, 'was changed meanwhile');
    expect(home.text).toBe(theirs);
    await done(['write', '--undo', '--to', 'user'], { home });
    expect(home.text).toBe(original.replace('opus', 'haiku'));
  });
});
