import { expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

/* A file of a project that becomes another thing at any moment, also between two system calls of who reads it. */

setUp();

const source = join(import.meta.dir, '../../src');

/** Puts one thing after another in the place of a file, as fast as it goes. */
const replacing = `
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

const [path, content, other] = process.argv.slice(1);
Bun.spawnSync(['mkfifo', other + '.pipe']);
const things = [
  at => writeFileSync(at, content),
  at => symlinkSync(other + '.pipe', at),
  at => writeFileSync(at, content),
  at => symlinkSync('/dev/zero', at),
  at => symlinkSync(other, at),
  at => mkdirSync(at),
];
for (let turn = 0; ; turn++) {
  const made = path + '.next';
  try {
    things[turn % things.length](made);
    if (turn % things.length === 5) rmSync(path, { recursive: true, force: true });
    if (turn % things.length === 0) rmSync(path, { recursive: true, force: true });
    renameSync(made, path);
  } catch {
    rmSync(made, { recursive: true, force: true });
  }
}
`;

/** Reads it again and again, and tells what it has ever got. */
const reading = (how: string) => `
import { findPin } from '${source}/profile/pin.ts';
import { readSettingsFiles } from '${source}/claude/settings-files.ts';
import { readText } from '${source}/detect/files.ts';

const [folder, home] = process.argv.slice(1);
const told = new Set();
const end = performance.now() + 3_000;
while (performance.now() < end) told.add(${how} ?? 'nothing');
console.log(JSON.stringify([...told].sort()));
`;

/** What reads a file through a project, and what it may get: the content, or nothing of it. */
const readers = {
  '.cgw': ['good', 'findPin(folder).pin?.name', ['good', 'nothing']],
  '.env': ['A=1', "readText(folder + '/.env')", ['A=1', 'nothing']],
  '.claude/settings.json': [
    '{"model":"good"}',
    "readSettingsFiles({ environment: { HOME: home }, cwd: folder, platform: 'linux' }, {})[0]?.content.model",
    ['good', 'nothing'],
  ],
} as const satisfies Record<string, readonly [content: string, how: string, may: readonly string[]]>;

for (const [file, [content, how, may]] of Object.entries(readers))
  test(`${file}, replaced meanwhile, is read whole or not at all, and holds nobody up`, async () => {
    const home = new Home();
    const folder = home.makeFolder('project/.claude').replace(/\/\.claude$/, '');
    const huge = home.write('huge', '');
    writeFileSync(huge, 'x'.repeat(2 * 1024 * 1024));
    const replacer = Bun.spawn([process.execPath, '-e', replacing, join(folder, file), content, huge]);
    try {
      const reader = Bun.spawn([process.execPath, '-e', reading(how), folder, home.path], {
        timeout: 30_000,
      });
      expect(JSON.parse(await reader.stdout.text())).toEqual([...may]);
    } finally {
      replacer.kill('SIGKILL');
      await replacer.exited;
    }
  }, 60_000);
