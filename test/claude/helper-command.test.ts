import { expect, test } from 'bun:test';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isHarmless } from '../../src/claude/harmless-variables.ts';
import {
  helperEnvironment,
  isPlain,
  pinnedForShell,
  withLaunchEnvironment,
} from '../../src/claude/helper-command.ts';
import { anyText } from '../support/any-text.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { runs } from '../support/tier.ts';
import { asNobody } from '../support/users.ts';

/* What the helper runs with; that nothing of a project’s reaches it in the end is shown in test/live. */

setUp();

const nobody: ReadonlySet<string> = new Set();

/** What a program sees that a shell starts by a command, in an environment. */
function seen(
  command: string,
  environment: Record<string, string>,
  shell = '/bin/sh',
): Record<string, string> {
  const { stdout, stderr } = Bun.spawnSync([shell, '-c', command], { env: environment });
  expect(stderr.toString()).toBe('');
  const entries = stdout.toString().split('\0').filter(Boolean);
  return Object.fromEntries(
    entries.map(each => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
  );
}

const show = '/usr/bin/env -0';

test('what is plain has the value of the launch, and what was not there is not there', () => {
  const value = anyText().filter(each => !each.includes('\0') && each.isWellFormed());
  fc.assert(
    fc.property(value, value, (path, data) => {
      fc.pre(isPlain('PATH', path) && isPlain('XDG_DATA_HOME', data));
      const command = withLaunchEnvironment(show, { PATH: path, XDG_DATA_HOME: data }, nobody);
      const later = {
        PATH: '/theirs',
        XDG_DATA_HOME: 'theirs',
        XDG_CONFIG_HOME: 'theirs',
        BUN_OPTIONS: 'theirs',
      };
      const found = seen(command, { ...later, BUN_BE_BUN: '1' });
      expect(found).toMatchObject({ PATH: path, XDG_DATA_HOME: data });
      expect(JSON.stringify(found)).not.toMatch(/theirs|BUN_BE_BUN/);
    }),
    { numRuns: runs(30) },
  );
});

test('the command holds no value that might be a secret, of whatever name', () => {
  const word = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/);
  fc.assert(
    fc.property(fc.array(word), names => {
      const own = Object.fromEntries(names.map(name => [name, `secret-of-${name}`]));
      const command = withLaunchEnvironment(show, own, nobody);
      for (const name of names.filter(each => !isPlain(each, '')))
        expect(command).not.toContain(`secret-of-${name}`);
    }),
  );
  const address = { VAULT_ADDR: 'https://me:hunter2@vault' };
  expect(withLaunchEnvironment(show, address, nobody)).not.toContain('hunter2');
});

test('cgw token keeps what the launch had, and nothing else', () => {
  const own = { PATH: '/bin', VAULT_TOKEN: 'mine', BUN_INSTALL: '/b', 'a.b': '1', OTHER: 'mine', GONE: '1' };
  const command = withLaunchEnvironment(show, own, new Set(['OTHER']));
  const { GONE: _, ...there } = own;
  const kept = helperEnvironment(
    seen(command, { ...there, MADE_UP: 'theirs', CGW_HELPER_ENVIRONMENT: 'MADE_UP' }),
  );
  expect(kept).toEqual({ PATH: '/bin', VAULT_TOKEN: 'mine' });
  expect(helperEnvironment({ PATH: '/bin', MADE_UP: 'mine' })).toBeUndefined();
});

test('what acts on the shell is pinned to the user’s own value, or to one that does nothing', () => {
  const pinned = pinnedForShell({ LD_LIBRARY_PATH: '/own', BASH_ENV: '' }, 'linux');
  expect(pinned).toMatchObject({ LD_LIBRARY_PATH: '/own', LD_PRELOAD: '', BASH_ENV: '' });
  expect(pinned).not.toHaveProperty('DYLD_INSERT_LIBRARIES');
  expect(pinnedForShell({}, 'darwin')).toHaveProperty('DYLD_INSERT_LIBRARIES', '');
  for (const name of Object.keys(pinnedForShell({}, 'darwin')))
    expect([name, isHarmless(name)]).toEqual([name, false]);
});

// To root bash does not leave PS4.
test.skipIf(asNobody === undefined)('a bash that is called sh runs nothing that settings name', () => {
  const home = new Home();
  const mark = join(home.path, 'mark');
  const sh = join(home.path, 'sh');
  symlinkSync('/bin/bash', sh);
  const code = home.write('code.sh', `touch '${mark}'\n`);
  const theirs = { SHELLOPTS: 'xtrace', PS4: `$(touch '${mark}')`, BASH_ENV: code, ENV: code };
  const command = withLaunchEnvironment('/bin/true', { PATH: '/usr/bin:/bin' }, nobody);
  asNobody?.own(home.path);
  const run = (environment: Record<string, string>) =>
    Bun.spawnSync([...(asNobody?.under ?? []), sh, '-c', command], {
      env: { 'BASH_FUNC_env%%': `() { touch '${mark}'; }`, ...environment },
    });
  expect(run({ ...theirs, ...pinnedForShell({}, 'linux') }).exitCode).toBe(0);
  expect(existsSync(mark)).toBe(false);
  // Without what is pinned it does: this test can fail.
  run({ ...theirs, PATH: '/usr/bin:/bin' });
  expect(existsSync(mark)).toBe(true);
});
