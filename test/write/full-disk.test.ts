import { expect, test } from 'bun:test';
import { chmodSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

/** Not a byte can be written to any file. */
const full = ['bash', '-c', 'ulimit -f 0; exec "$@"', 'bash'];

const profile = { backend: 'gateway', baseUrl: 'http://h', token: 'file:/nowhere/key' };

function world(): { home: Home; cwd: string } {
  const home = new Home();
  home.writeConfig({
    version: 1,
    default: 'g',
    profiles: { g: profile, p: { ...profile, token: 'placeholder:x' } },
  });
  home.write('.claude/settings.json', '{"model":"opus"}\n');
  home.write('project/.claude/settings.local.json', '{"model":"opus"}\n');
  home.write('project/.envrc', 'export A=1\n');
  home.write('bin/claude', '#!/bin/sh\nexit 0\n', 0o755);
  return { home, cwd: join(home.path, 'project') };
}

const writers = [
  ['pin', 'g'],
  ['add', 'new', '--from', 'litellm', '--set', 'baseUrl=http://h', '--secret', 'token=env:T'],
  ['edit', 'g', '--set', 'note=x'],
  ['copy', 'g', 'other'],
  ['rename', 'g', 'other'],
  ['remove', 'p'],
  ['default', 'p'],
  ['role', 'batch', 'p'],
  ['write', 'p', '--to', 'user'],
  ['write', 'p', '--to', 'project'],
  ['write', 'p', '--to', 'local'],
  ['write', 'p', '--to', 'envrc'],
  ['write', 'p', '--to', 'dotenv'],
  ['run', 'p'],
];

test.each(sampleOf(writers, 5).map(args => [args] as const))(
  'on a full disk cgw %j leaves all as it was, and says so',
  async args => {
    const { home, cwd } = world();
    const before = snapshot(home.path);
    const env = { CGW_CLAUDE: join(home.path, 'bin/claude') };
    const result = await cgw(args, { home, cwd, env, under: full });
    expect(result).toMatchObject({ exit: 1, signal: null, stdout: '' });
    expect(result.stderr).toMatch(/cannot be (written|changed)|the disk (is )?full/);
    const after = snapshot(home.path);
    const files = (each: typeof before) => JSON.stringify(each);
    // A lock and the folder of a state that is new hold nothing.
    expect(files(after).replaceAll(/"[^"]*(\.local|\.lock|\.config\/cgw)[^"]*":[^,}]*,?/g, '')).toBe(
      files(before).replaceAll(/"[^"]*(\.local|\.lock|\.config\/cgw)[^"]*":[^,}]*,?/g, ''),
    );
    expect(home.readConfig()).toMatchObject({ default: 'g', profiles: { g: profile } });
  },
);

test.each([
  [0o600, 0o077],
  [0o600, 0],
  [0o640, 0o022],
])('a pin of mode %o keeps it under the umask %o', async (mode, umask) => {
  const { home, cwd } = world();
  const file = home.write('project/.cgw', 'p\n', mode);
  chmodSync(file, mode);
  const under = ['sh', '-c', `umask ${umask.toString(8)}; exec "$@"`, 'sh'];
  expect(await cgw(['pin', 'g'], { home, cwd, under })).toMatchObject({ exit: 0 });
  expect(statSync(file).mode & 0o777).toBe(mode);
});

test('a pin that is a link to a file of the user is replaced, and that file stays', async () => {
  const { home, cwd } = world();
  const precious = home.write('precious', 'mine\n');
  symlinkSync(precious, join(cwd, '.cgw'));
  expect(await cgw(['pin', 'g'], { home, cwd })).toMatchObject({ exit: 0 });
  expect(await Bun.file(precious).text()).toBe('mine\n');
  expect(await Bun.file(join(cwd, '.cgw')).text()).toBe('g\n');
});
