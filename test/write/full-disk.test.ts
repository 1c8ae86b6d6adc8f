import { expect, test } from 'bun:test';
import { chmodSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cgw } from '../support/cgw.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { sampleOf } from '../support/tier.ts';
import { type Writer, WritersHome, writers } from './writers.ts';

setUp();

/** Not a byte can be written to any file. */
const full = ['bash', '-c', 'ulimit -f 0; exec "$@"', 'bash'];

/** What writes more than permissions, and says by its exit code that it cannot. */
const tried = Object.entries(writers)
  .filter(([name]) => name !== 'check' && name !== 'doctor')
  .flatMap(([, list]): readonly Writer[] => list)
  .filter(({ given, keychain }) => given === undefined && keychain === undefined);

test.each(sampleOf(tried, 5).map(({ args, stdin }) => [args, stdin] as const))(
  'on a full disk cgw %j leaves all as it was, and says so',
  async (args, stdin) => {
    const home = new WritersHome();
    const config = home.readConfig();
    const before = snapshot(home.path);
    const { project: cwd, env } = home;
    const result = await cgw(args, {
      home,
      cwd,
      env,
      under: full,
      ...(stdin === undefined ? {} : { stdin }),
    });
    expect(result).toMatchObject({ exit: 1, signal: null, stdout: '' });
    expect(result.stderr).toMatch(/cannot be (written|changed)|the disk (is )?full/);
    const after = snapshot(home.path);
    const files = (each: typeof before) => JSON.stringify(each);
    // A lock and the folder of a state that is new hold nothing.
    expect(files(after).replaceAll(/"[^"]*(\.local|\.lock|\.config\/cgw)[^"]*":[^,}]*,?/g, '')).toBe(
      files(before).replaceAll(/"[^"]*(\.local|\.lock|\.config\/cgw)[^"]*":[^,}]*,?/g, ''),
    );
    expect(home.readConfig()).toEqual(config);
  },
);

test.each([
  [0o600, 0o077],
  [0o600, 0],
  [0o640, 0o022],
])('a pin of mode %o keeps it under the umask %o', async (mode, umask) => {
  const home = new WritersHome();
  const { project: cwd } = home;
  const file = home.write('project/.cgw', 'p\n', mode);
  chmodSync(file, mode);
  const under = ['sh', '-c', `umask ${umask.toString(8)}; exec "$@"`, 'sh'];
  expect(await cgw(['pin', 'g'], { home, cwd, under })).toMatchObject({ exit: 0 });
  expect(statSync(file).mode & 0o777).toBe(mode);
});

test('a pin that is a link to a file of the user is replaced, and that file stays', async () => {
  const home = new WritersHome();
  const { project: cwd } = home;
  const precious = home.write('precious', 'mine\n');
  symlinkSync(precious, join(cwd, '.cgw'));
  expect(await cgw(['pin', 'g'], { home, cwd })).toMatchObject({ exit: 0 });
  expect(await Bun.file(precious).text()).toBe('mine\n');
  expect(await Bun.file(join(cwd, '.cgw')).text()).toBe('g\n');
});
