import { afterAll, beforeAll, expect, test } from 'bun:test';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { platformPackage } from '../../packaging/npm-packages.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { filesUnder } from './support/files.ts';
import { release, thisTarget } from './support/releases.ts';

/*
 * The installer of a release, in an empty home, against a server on loopback.
 */
setUp();

const { version } = packageFile;
const name = platformPackage(thisTarget);
const tarball = readFileSync(join(release, 'npm', `${name}-${version}.tgz`));
let served: Buffer | undefined = tarball;
let server: Bun.Server<undefined>;

beforeAll(() => {
  server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: request =>
      served !== undefined && new URL(request.url).pathname === `/${name}/-/${name}-${version}.tgz`
        ? new Response(new Uint8Array(served))
        : new Response('no', { status: 404 }),
  });
});
afterAll(() => server.stop(true));

/** Programs that every system has, and those that a machine may have the one or the other of. */
const common = [
  'uname',
  'ldd',
  'sed',
  'mkdir',
  'mktemp',
  'tar',
  'gzip',
  'cut',
  'mv',
  'rm',
  'cat',
  'sh',
  'bash',
];

async function install(
  home: Home,
  shell: string,
  tools: readonly string[],
  script = join(release, 'install.sh'),
) {
  const programs = home.makeFolder('programs');
  for (const tool of [...common, ...tools]) {
    const path = Bun.which(tool);
    if (path !== null && !existsSync(join(programs, tool))) symlinkSync(path, join(programs, tool));
  }
  const child = Bun.spawn([Bun.which(shell) ?? shell, script], {
    cwd: home.path,
    env: { HOME: home.path, PATH: programs, CGW_REGISTRY: server.url.href.replace(/\/$/, '') },
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return { exit: await child.exited, stdout, stderr };
}

const here = (...names: string[]) => names.filter(tool => Bun.which(tool) !== null);

test.each([
  ...here('dash', 'bash', 'zsh').map(shell => [shell, 'curl', 'sha256sum'] as const),
  ...here('wget').map(tool => ['sh', tool, 'openssl'] as const),
  ...here('shasum').map(tool => ['sh', 'curl', tool] as const),
])('with %s, %s and %s it installs a program that starts', async (shell, downloader, hasher) => {
  served = tarball;
  const home = new Home();
  const { exit, stdout, stderr } = await install(home, shell, [downloader, hasher, 'perl']);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  const program = join(home.path, '.local/bin/cgw');
  expect(stdout).toBe(
    `cgw ${version} is installed: ${program}\nTo begin, put ${join(home.path, '.local/bin')} on your PATH, then: cgw\n`,
  );
  expect(Bun.spawnSync([program, '--version']).stdout.toString().trim()).toBe(`cgw ${version}`);
  expect(filesUnder(join(home.path, '.local'))).toEqual(['bin/cgw']);
});

test.each([
  ['another file', Buffer.from('not a package'), 'is not this release (SHA-256 '],
  ['half of the file', tarball.subarray(0, tarball.length / 2), 'is not this release (SHA-256 '],
  ['nothing', undefined, 'cannot be downloaded.'],
])('it refuses %s, and what was installed before stays', async (_, content, reason) => {
  served = content;
  const home = new Home();
  const before = home.write('.local/bin/cgw', 'the version before', 0o755);
  const { exit, stdout, stderr } = await install(home, 'sh', ['curl', 'sha256sum']);
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
  expect(stderr).toContain(reason);
  expect(readFileSync(before, 'utf8')).toBe('the version before');
  expect(filesUnder(join(home.path, '.local'))).toEqual(['bin/cgw']);
});

test('without a program for checksums it installs nothing', async () => {
  served = tarball;
  const home = new Home();
  const { exit, stderr } = await install(home, 'sh', ['curl']);
  expect(exit).toBe(1);
  expect(stderr).toContain('sha256sum, shasum or openssl is needed.');
  expect(filesUnder(join(home.path, '.local'))).toEqual([]);
});

test('cut off on its way, the script does nothing', async () => {
  served = tarball;
  const home = new Home();
  const script = readFileSync(join(release, 'install.sh'), 'utf8');
  for (const part of [0.3, 0.6, 0.9, 0.99]) {
    const cut = home.write('cut.sh', script.slice(0, script.length * part));
    await install(home, 'sh', ['curl', 'sha256sum'], cut);
    expect(existsSync(join(home.path, '.local'))).toBe(false);
  }
});
