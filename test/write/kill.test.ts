import { describe, expect, test } from 'bun:test';
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { cgw, done } from '../support/cgw.ts';
import { expectError, expectNoTrace } from '../support/expect-error.ts';
import { setUp } from '../support/set-up.ts';
import { atEvery, failAt, fileCalls, hasStrace, killAt } from '../support/strace.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { WritingHome } from './writing-home.ts';

setUp();

const original = '{\r\n\t"model": "opus",\r\n\t"env": {"ANTHROPIC_MODEL": "m"}\r\n}';
const limit = 600_000;

/** Undo works after whatever happened and brings the very bytes of before back; nothing is left lying about. */
async function expectUndone(home: WritingHome, before: string | undefined): Promise<void> {
  const undone = await cgw(['write', '--undo', '--to', 'user'], { home });
  // Killed before the record was there, it has nothing to take back.
  if (undone.exit !== 0) expectError(undone, 3, 'cgw has written nothing');
  expect(home.text).toBe(before);
  await done(['write', 'one', '--to', 'user'], { home });
  expect(home.profileIn()).toBe('one');
  expect(home.leftovers()).toEqual([]);
  await done(['write', '--undo', '--to', 'user'], { home });
  expect(home.text).toBe(before);
}

/** Whether a run was killed. */
function wasKilled(result: { readonly exit: number | null; readonly signal: unknown }): boolean {
  return !(result.signal === null && result.exit === 0);
}

/** What opens libraries at the start leaves nothing to clear up. */
function isWorthwhile(call: string, count: number): boolean {
  return call !== 'openat' || count % 8 === 0;
}

describe.skipIf(!hasStrace)('killed at every single system call on files', () => {
  const write = (profile: string) => ['write', profile, '--to', 'user'];
  const undo = ['write', '--undo', '--to', 'user'];

  test.concurrent(
    'a first write is done or not done',
    async () => {
      const left = new Set<string>();
      const hits = await atEvery(isDeep ? fileCalls : ['rename', 'unlink'], async (call, count) => {
        const home = new WritingHome(original);
        if (!wasKilled(await cgw(write('one'), { home, under: killAt(call, count) }))) return 'through';
        left.add(home.text === original ? 'old' : (home.profileIn() ?? 'broken'));
        if (isWorthwhile(call, count)) await expectUndone(home, original);
        return 'hit';
      });
      expect([...left].sort()).toEqual(['old', 'one']);
      expect(hits).toBeGreaterThan(isDeep ? 30 : 1);
    },
    limit,
  );

  if (!isDeep) return;

  test.concurrent(
    'a write of a new file is done or not done',
    async () => {
      const left = new Set<string>();
      await atEvery(
        fileCalls.filter(call => call !== 'openat'),
        async (call, count) => {
          const home = new WritingHome();
          if (!wasKilled(await cgw(write('one'), { home, under: killAt(call, count) }))) return 'through';
          left.add(home.text === undefined ? 'none' : (home.profileIn() ?? 'broken'));
          await expectUndone(home, undefined);
          return 'hit';
        },
      );
      expect([...left].sort()).toEqual(['none', 'one']);
    },
    limit,
  );

  test.concurrent(
    'a second write leaves the first or itself, and undo goes back before both',
    async () => {
      const left = new Set<string>();
      await atEvery(
        fileCalls.filter(call => call !== 'openat'),
        async (call, count) => {
          const home = new WritingHome(original);
          await done(write('one'), { home });
          if (!wasKilled(await cgw(write('two'), { home, under: killAt(call, count) }))) return 'through';
          left.add(home.profileIn() ?? 'broken');
          await done(undo, { home });
          expect(home.text).toBe(original);
          return 'hit';
        },
      );
      expect([...left].sort()).toEqual(['one', 'two']);
    },
    limit,
  );

  test.concurrent(
    'an undo is done or not done, and can be tried again',
    async () => {
      const left = new Set<string>();
      await atEvery(
        fileCalls.filter(call => call !== 'openat'),
        async (call, count) => {
          const home = new WritingHome(original);
          await done(write('one'), { home });
          if (!wasKilled(await cgw(undo, { home, under: killAt(call, count) }))) return 'through';
          left.add(home.text === original ? 'old' : (home.profileIn() ?? 'broken'));
          await expectUndone(home, original);
          return 'hit';
        },
      );
      expect([...left].sort()).toEqual(['old', 'one']);
    },
    limit,
  );

  test.concurrent(
    'through a link the link stays',
    async () => {
      await atEvery(['rename', 'renameat', 'renameat2', 'fsync', 'fchmod'], async (call, count) => {
        const home = new WritingHome(original);
        const real = `${home.path}/dotfiles/settings.json`;
        mkdirSync(dirname(real));
        renameSync(home.settings, real);
        symlinkSync(real, home.settings);
        if (!wasKilled(await cgw(write('one'), { home, under: killAt(call, count) }))) return 'through';
        expect(readFileSync(real, 'utf8')).toBe(home.text ?? '');
        await expectUndone(home, original);
        expect(readdirSync(dirname(real))).toEqual(['settings.json']);
        return 'hit';
      });
    },
    limit,
  );
});

describe.skipIf(!hasStrace)('a write of which one system call fails', () => {
  const all = ['mkdir', 'openat', 'pwrite64', 'write', 'fchmod', 'fsync', 'rename', 'unlink'];
  const calls = isDeep ? all : ['rename'];

  test.concurrent.each(sampleOf(['ENOSPC', 'EIO', 'EACCES'], 1))(
    '%s: says so, and everything is as it was',
    async error => {
      let failed = 0;
      // More than a write makes of each; at the start openat loads libraries.
      for (const call of calls)
        for (let count = call === 'openat' ? 16 : 1; count <= (call === 'openat' ? 32 : 5); count++) {
          const home = new WritingHome(original);
          const under = failAt(call, count, error);
          const result = await cgw(['write', 'one', '--to', 'user'], { home, under });
          // Not everything matters: stderr may be gone, and what comes behind the move changes nothing.
          if (result.exit === 0) {
            expect(home.profileIn()).toBe('one');
            continue;
          }
          expectNoTrace(result.stderr);
          expect(home.text).toBe(original);
          await expectUndone(home, original);
          failed++;
        }
      expect(failed).toBeGreaterThan(isDeep ? 5 : 0);
    },
    limit,
  );
});
