import { expect, test } from 'bun:test';
import { chownSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOwn, maxFileBytes, readBounded } from '../../src/base/bounded-read.ts';
import { gitRoot, readSettingsFiles } from '../../src/claude/settings-files.ts';
import { readText } from '../../src/detect/files.ts';
import { findPin } from '../../src/profile/pin.ts';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

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
      readSettingsFiles({ environment: { HOME: home.path }, cwd: folder, platform: 'linux' }, undefined),
    ).toEqual([]),
  '.claude/settings.local.json': (folder, home) =>
    expect(
      readSettingsFiles({ environment: { HOME: home.path }, cwd: folder, platform: 'linux' }, undefined),
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
    if (fits) expect(readBounded(path)).toHaveLength(size);
    else expect(() => readBounded(path)).toThrow(RangeError);
  }
  expect(readBounded('/proc/self/status').toString()).toContain('Pid:');
  expect(() => readBounded('/proc/self/status', 10)).toThrow('larger than 10 bytes');
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
