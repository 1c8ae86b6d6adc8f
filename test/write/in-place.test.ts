import { describe, expect, test } from 'bun:test';
import { existsSync, linkSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cgw } from '../support/cgw.ts';
import { expectNoTrace } from '../support/expect-error.ts';
import { setUp } from '../support/set-up.ts';
import { atEvery, hasStrace, killAt } from '../support/strace.ts';
import { sampleOf } from '../support/tier.ts';
import { WritersHome } from './writers.ts';

/*
 * A file that cannot be replaced is written in place. Whatever the disk does then, and however often: what the file held
 * is in it or beside it.
 */

setUp();

/** What is written, and by which command. */
const cases = {
  config: ['edit', 'g', '--set', 'note=a note that makes it longer'],
  settings: ['write', 'p', '--to', 'user'],
  shorter: ['remove', 'p'],
} as const;

/** A home in which these files have a second name. */
class LinkedHome extends WritersHome {
  readonly files = [this.config, join(this.path, '.claude/settings.json')];
  readonly before = this.files.map(file => readFileSync(file, 'utf8'));

  constructor() {
    super();
    for (const [index, file] of this.files.entries()) linkSync(file, join(this.path, `second-${index}`));
  }

  /** What a file held is in it, or beside it, or it was done. */
  expectKept(stderr: string): void {
    for (const [index, file] of this.files.entries()) {
      const now = readFileSync(file, 'utf8');
      const aside = `${file}.before-cgw`;
      if (existsSync(aside)) {
        expect({ stderr, aside: readFileSync(aside, 'utf8') }).toEqual({
          stderr,
          aside: this.before[index] ?? '',
        });
        expect(statSync(aside).mode & 0o777).toBe(0o600);
      } else if (now !== this.before[index]) expect(() => JSON.parse(now)).not.toThrow();
      expect(statSync(file).nlink).toBe(2);
    }
  }

  strays(): string[] {
    return this.files.flatMap(file => readdirSync(dirname(file)).filter(name => /tmp|before/.test(name)));
  }
}

/** Words that run a program of which every call of this kind fails from the `count`th on. */
function failFrom(call: string, count: number, error: string): string[] {
  const inject = `inject=?${call}:error=${error}:when=${count}+`;
  return ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=?${call}`, '-e', inject];
}

const calls = ['pwrite64', 'fsync', 'fchmod', 'write', 'ftruncate'];

describe.skipIf(!hasStrace).each(sampleOf(Object.entries(cases), 1))('of %s in place', (_, args) => {
  test.each(sampleOf(['ENOSPC', 'EIO'], 1))('a disk that goes on answering %s costs nothing', async error => {
    await atEvery(sampleOf(calls, 2), async (call, count) => {
      const home = new LinkedHome();
      const under = failFrom(call, count, error);
      const { exit, stderr } = await cgw(args, { home, cwd: home.project, env: home.env, under });
      home.expectKept(stderr);
      expectNoTrace(stderr);
      const strays = home.strays();
      if (strays.length > 0)
        expect({ strays, stderr }).toMatchObject({ stderr: expect.stringContaining('before-cgw') });
      if (exit === 0) return 'through';
      return count > 12 ? 'through' : 'hit';
    });
  });

  test('whoever is killed in the middle has lost nothing', async () => {
    await atEvery(sampleOf(calls, 2), async (call, count) => {
      const home = new LinkedHome();
      const under = killAt(call, count);
      const { signal, stderr } = await cgw(args, { home, cwd: home.project, env: home.env, under });
      home.expectKept(stderr);
      return signal === null ? 'through' : 'hit';
    });
  });
});

test('what was cut off is not written over', async () => {
  const home = new LinkedHome();
  const [config] = home.files;
  writeFileSync(`${config}.before-cgw`, 'precious');
  const result = await cgw(cases.config, { home, cwd: home.project, env: home.env });
  expect(result).toMatchObject({ exit: 1 });
  expect(result.stderr).toContain(`a write to ${config} was cut off`);
  expect(result.stderr).toContain('.before-cgw holds what was there before: put it back, or remove it');
  expect(readFileSync(`${config}.before-cgw`, 'utf8')).toBe('precious');
});
