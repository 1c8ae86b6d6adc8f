import { expect, test } from 'bun:test';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  isOwn,
  maxFileBytes,
  NotOwn,
  readBounded,
  readBoundedText,
  readOpen,
} from '../../src/base/bounded-read.ts';
import { gitRoot, readSettingsFiles } from '../../src/claude/settings-files.ts';
import { readText } from '../../src/detect/files.ts';
import { findPin } from '../../src/profile/pin.ts';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

/** What somebody may put in the place of a file, by name. */
const odd = {
  'a pipe that nobody writes to': path => Bun.spawnSync(['mkfifo', path]),
  'a device without an end': path => symlinkSync('/dev/zero', path),
  'a terminal': path => symlinkSync('/dev/tty', path),
  'a huge file with holes': path => {
    writeFileSync(path, '{}');
    truncateSync(path, 8 * 1024 ** 3);
  },
  'a folder': path => mkdirSync(path),
  'a link to itself': path => symlinkSync(path, path),
  'a link into nothing': path => symlinkSync('/nowhere/at/all', path),
} as const satisfies Record<string, (path: string) => unknown>;

/** A file that is read through a project, and what reads it. */
const readers = {
  '.cgw': folder => expect(findPin(folder).pin).toBeUndefined(),
  '.git': folder => expect(() => gitRoot(folder)).not.toThrow(),
  '.claude/settings.json': (folder, home) =>
    expect(
      readSettingsFiles({ environment: { HOME: home.path }, cwd: folder, platform: 'linux' }, {}),
    ).toEqual([]),
  '.claude/settings.local.json': (folder, home) =>
    expect(
      readSettingsFiles({ environment: { HOME: home.path }, cwd: folder, platform: 'linux' }, {}),
    ).toEqual([]),
  '.env': folder => expect(readText(join(folder, '.env'))).toBeUndefined(),
} as const satisfies Record<string, (folder: string, home: Home) => void>;

for (const [what, make] of Object.entries(odd))
  for (const [file, read] of Object.entries(readers))
    test(`${file} is ${what}: nobody waits, and nothing is taken in`, () => {
      const home = new Home();
      const folder = home.makeFolder('project');
      home.makeFolder('project/.claude');
      make(join(folder, file));
      read(folder, home);
    }, 2_000);

/** A file that a user names, or that another program keeps, as a command reads it; what it ends with. */
const named = {
  'a file to import': { args: path => ['import', path], exit: 3 },
  '--settings of status': { args: path => ['status', '--settings', path], exit: 2 },
  '--settings of a launch': { args: path => ['run', 'x', '--settings', path], exit: 2 },
  'a file with a credential': { args: () => ['token', 'file'], exit: 4 },
  'a file to write to': { args: path => ['write', 'x', '--to', 'dotenv', '--file', path], exit: 3 },
  'an .envrc': { args: () => ['write', 'x', '--to', 'envrc'], at: 'work/.envrc', exit: 3 },
  'a config': { args: () => ['list'], at: '.config/cgw/config.json', exit: 3 },
  'what Claude Code keeps': { args: () => ['status'], at: '.claude.json', exit: 0 },
  'a login of Claude Code': { args: () => ['explain'], at: '.claude/.credentials.json', exit: 0 },
  'settings, for doctor': { args: () => ['doctor'], at: '.claude/settings.json' },
  'the config of AWS': { args: () => ['doctor', 'aws'], at: '.aws/config' },
  'a login of Google': {
    args: () => ['doctor'],
    at: '.config/gcloud/application_default_credentials.json',
  },
  'what was trusted': { args: () => ['run', 'x'], at: '.local/state/cgw/trusted-projects.json', exit: 0 },
  'what was used last': { args: () => ['run', 'x'], at: '.local/state/cgw/last-used.json', exit: 0 },
  'what was measured': { args: () => ['features', 'x'], at: '.local/state/cgw/checks/x.json', exit: 0 },
  'a note of a keychain entry': { args: () => ['list'], at: '.local/state/cgw/keychain/x.json', exit: 0 },
} as const satisfies Record<
  string,
  { readonly args: (path: string) => readonly string[]; readonly at?: string; readonly exit?: number }
>;

const meetings = Object.entries(odd).flatMap(([what, make]) =>
  Object.entries(named).map(([file, how]) => ({ what, make, file, how })),
);
for (const { what, make, file, how } of sampleOf(meetings, 8))
  test(`${file} is ${what}: nobody waits, and it is said`, async () => {
    const home = new Home();
    const cwd = home.makeFolder('work');
    const path = join(home.path, 'at' in how ? how.at : 'named');
    home.makeFolder(relative(home.path, dirname(path)));
    if (path !== home.config)
      home.writeConfig({
        version: 1,
        profiles: {
          x: { backend: 'gateway', baseUrl: 'http://h', token: 'placeholder:x' },
          aws: { backend: 'bedrock', awsProfile: 'x' },
          file: { backend: 'gateway', baseUrl: 'http://h', token: `file:${path}` },
        },
      });
    make(path);
    const env = { CGW_CLAUDE: home.write('bin/claude', '#!/bin/sh\nexit 0\n', 0o755) };
    const { exit, signal } = await cgw(how.args(path), { home, cwd, env, asProcess: true });
    expect(signal).toBeNull();
    // A file to write to may be one that is not there yet, and a link into nothing is none that is imported.
    if ('exit' in how) expect([how.exit, 1]).toContain(exit ?? -1);
    else expect([0, 5]).toContain(exit ?? -1);
  }, 20_000);

test('a link of a project into /proc tells nothing of this process', () => {
  const home = new Home();
  const folder = home.makeFolder('project');
  symlinkSync('/proc/self/environ', join(folder, '.cgw'));
  expect(findPin(folder).pin).toBeUndefined();
});

test('a file of the allowed size is read whole, one byte more is refused, and so is what grows', () => {
  const home = new Home();
  for (const [size, fits] of [
    [0, true],
    [1, true],
    [5000, true],
    [maxFileBytes, true],
    [maxFileBytes + 1, false],
  ] as const) {
    const path = home.write(`file-${size}`, 'x'.repeat(size));
    for (const read of [readBounded, readBoundedText])
      if (fits) expect(read(path)).toHaveLength(size);
      else expect(() => read(path)).toThrow(RangeError);
  }
  expect(readBounded('/proc/self/status').toString()).toContain('Pid:');
  expect(readBoundedText('/proc/self/status')).toContain('Pid:');
  for (const read of [readBounded, readBoundedText])
    expect(() => read('/proc/self/status', 10)).toThrow('larger than 10 bytes');
});

test('an open file is read from its start, however often: `/dev/fd/3` of macOS shares its place with who opened it', () => {
  for (const path of [new Home().write('secret', 'x'.repeat(5000)), '/proc/self/comm']) {
    const descriptor = openSync(path, 'r');
    const first = readOpen(descriptor);
    expect(first.length).toBeGreaterThan(0);
    expect(readOpen(descriptor)).toEqual(first);
    closeSync(descriptor);
  }
});

test.each([
  [1000, 1000, undefined, true],
  [0, 1000, undefined, true],
  [1001, 1000, undefined, false],
  [1001, 0, undefined, true],
  [1001, undefined, undefined, true],
  [1000, 0, '1000', true],
  [1001, 0, '1000', false],
  [0, 0, '1000', true],
])(
  'a file of user %p is followed by user %p, whom sudo made root from %p: %p',
  (uid, own, sudo, followed) => {
    expect(isOwn({ uid }, own, sudo)).toBe(followed);
  },
);

test.skipIf(process.getuid?.() !== 0)('another’s file is not read where only the user’s own counts', () => {
  const home = new Home();
  const file = home.write('file', 'x', 0o644);
  const sudo = process.env.SUDO_UID;
  process.env.SUDO_UID = '2';
  try {
    chownSync(file, 1, 1);
    expect(() => readBounded(file, 10, 'own')).toThrow(NotOwn);
    expect(readBounded(file, 10).toString()).toBe('x');
    chownSync(file, 2, 2);
    expect(readBounded(file, 10, 'own').toString()).toBe('x');
  } finally {
    if (sudo === undefined) delete process.env.SUDO_UID;
    else process.env.SUDO_UID = sudo;
  }
});

test.each([0o600, 0o644])('a config of another user with mode %o is not followed', async mode => {
  if (process.getuid?.() !== 0) return;
  const home = new Home();
  home.writeConfig({ version: 1, default: 'direct', profiles: {} });
  chmodSync(home.config, mode);
  chownSync(home.config, 1, 1);
  for (const path of [home.path, home.folder, join(home.path, '.config')]) chownSync(path, 2, 2);
  const under = ['setpriv', '--reuid=2', '--regid=2', '--clear-groups'];
  for (const args of [['list'], ['default', 'bedrock'], ['add', 'new', '--from', 'bedrock']]) {
    const refused = await cgw(args, { home, under });
    expect(refused).toMatchObject({ exit: 3, stdout: '' });
    expect(refused.stderr).toContain('belongs to another user');
  }
});

test.skipIf(process.getuid?.() !== 0)('a config and a pin of another user are not followed', async () => {
  const home = new Home();
  home.writeConfig({ version: 1, default: 'direct', profiles: {} });
  chownSync(home.config, 1, 1);
  for (const path of [home.path, home.folder, join(home.path, '.config')]) chownSync(path, 2, 2);
  const under = ['setpriv', '--reuid=2', '--regid=2', '--clear-groups'];
  const refused = await cgw(['list'], { home, under });
  expect(refused).toMatchObject({ exit: 3, stdout: '' });
  expect(refused.stderr).toContain('belongs to another user');
  chownSync(home.config, 2, 2);
  const project = home.makeFolder('project');
  chownSync(home.write('.cgw', 'bedrock\n', 0o644), 1, 1);
  const ignored = await cgw(['pin'], { home, under, cwd: project });
  expect(ignored).toMatchObject({ exit: 0, stdout: '' });
  chownSync(join(home.path, '.cgw'), 0, 0);
  expect(await cgw(['pin'], { home, under, cwd: project })).toMatchObject({ exit: 0, stdout: 'bedrock\n' });
});
