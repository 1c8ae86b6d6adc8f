import { describe, expect, test } from 'bun:test';
import { renameSync, symlinkSync } from 'node:fs';
import { cgw, done } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { atEvery, diskCalls, failAt, fileCalls, hasStrace, killAt } from '../support/strace.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { configText, expectNextWriteWorks, noteIn } from '../support/whole.ts';

setUp();

const everything = { version: 1, roles: {}, profiles: { x: { backend: 'bedrock' } } };

async function prepared(): Promise<Home> {
  const home = new Home();
  await done(['add', 'x', '--from', 'bedrock', '--set', 'note=old'], { home });
  return home;
}

/** Kills a write at every call; says whether the killed ones left the old config or the new one. */
async function killEdits(home: Home, calls: readonly string[]): Promise<{ hits: number; left: string[] }> {
  const left = new Set<string>();
  const hits = await atEvery(calls, async (call, count) => {
    const before = noteIn(configText(home), everything);
    const note = `${call} ${count}`;
    const result = await cgw(['edit', 'x', '--set', `note=${note}`], { home, under: killAt(call, count) });
    if (result.signal === null && result.exit === 0) return 'through';
    const after = noteIn(configText(home), everything);
    expect([before, note]).toContain(after);
    left.add(after === before ? 'old' : 'new');
    // What opens libraries at the start leaves nothing to clear up.
    if (call !== 'openat' || count % 8 === 0) await expectNextWriteWorks(home, `after ${note}`);
    return 'hit';
  });
  await expectNextWriteWorks(home, 'at last');
  return { hits, left: [...left].sort() };
}

describe.skipIf(!hasStrace)('a write that is killed at every single system call on files', () => {
  test.concurrent('is done or not done', async () => {
    const { hits, left } = await killEdits(
      await prepared(),
      isDeep ? fileCalls : ['rename', 'fsync', 'unlink'],
    );
    expect(left).toEqual(['new', 'old']);
    expect(hits).toBeGreaterThan(isDeep ? 30 : 1);
  }, 600_000);

  if (!isDeep) return;

  test.concurrent('also through a link', async () => {
    const home = await prepared();
    home.makeFolder('dotfiles');
    renameSync(home.config, `${home.path}/dotfiles/config.json`);
    symlinkSync(`${home.path}/dotfiles/config.json`, home.config);
    const changes = fileCalls.filter(call => call !== 'openat');
    expect((await killEdits(home, changes)).left).toEqual(['new', 'old']);
  }, 600_000);

  test.concurrent('also when it is the first of all', async () => {
    const left = new Set<string>();
    await atEvery(fileCalls, async (call, count) => {
      const home = new Home();
      const result = await cgw(['add', 'x', '--from', 'bedrock'], { home, under: killAt(call, count) });
      if (result.signal === null && result.exit === 0) return 'through';
      const text = configText(home);
      left.add(text === undefined ? 'none' : 'new');
      if (text !== undefined) expect(noteIn(text, everything)).toBeUndefined();
      else if (call !== 'openat' || count % 8 === 0) await done(['add', 'x', '--from', 'bedrock'], { home });
      if (call !== 'openat') await expectNextWriteWorks(home, 'next');
      return 'hit';
    });
    expect([...left].sort()).toEqual(['new', 'none']);
  }, 600_000);
});

describe.skipIf(!hasStrace)('a write of which one system call fails', () => {
  test.concurrent.each(sampleOf(['ENOSPC', 'EIO', 'EACCES'], 1))(
    '%s: says so and leaves the config as it was',
    async error => {
      const home = await prepared();
      const hits = await atEvery(sampleOf(diskCalls, 3), async (call, count) => {
        const before = configText(home);
        const change = ['edit', 'x', '--set', `note=${call} ${count}`];
        const result = await cgw(change, { home, under: failAt(call, count, error) });
        if (result.exit === 0) return 'through';
        expectError(result, 1, home.folder);
        expect(configText(home)).toBe(before);
        return 'hit';
      });
      // At least: the new file is written and synced, the backup and the new file are moved.
      expect(hits).toBeGreaterThan(isDeep ? 3 : 0);
      await expectNextWriteWorks(home, 'at last');
    },
    600_000,
  );
});
