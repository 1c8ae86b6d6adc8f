import { describe, expect, test } from 'bun:test';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { cgw, done } from '../support/cgw.ts';
import { expectRefused, others, reading, writing } from '../support/damage.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { sampleOf } from '../support/tier.ts';
import { asNobody } from '../support/users.ts';

setUp();

const commands = [...reading, ...writing, ...others];
const valid = { version: 1, default: 'x', profiles: { x: { backend: 'bedrock' } } };

describe('what stands where config.json belongs', () => {
  test('a folder', async () => {
    const home = new Home();
    mkdirSync(home.config, { recursive: true });
    await expectRefused(home, commands, 'it is a folder');
    expect(lstatSync(home.config).isDirectory()).toBe(true);
  });

  test('a pipe: nobody waits for its other end', async () => {
    const home = new Home();
    mkdirSync(home.folder, { recursive: true });
    Bun.spawnSync(['mkfifo', home.config]);
    await expectRefused(home, reading, 'it is not a file');
  });

  test('a link to nowhere: what it meant is not replaced', async () => {
    const home = new Home();
    mkdirSync(home.folder, { recursive: true });
    symlinkSync('/nonexistent/config.json', home.config);
    await expectRefused(home, commands, 'link to a file that does not exist');
    expect(readlinkSync(home.config)).toBe('/nonexistent/config.json');
  });

  test('a link to itself', async () => {
    const home = new Home();
    mkdirSync(home.folder, { recursive: true });
    symlinkSync('config.json', home.config);
    await expectRefused(home, commands, 'a link on its path leads back to itself');
  });

  test('the folder is a file', async () => {
    const home = new Home();
    home.write('.config/cgw', 'not a folder');
    await expectRefused(home, reading, 'a part of its path is not a folder');
    expectError(await cgw(['add', 'bedrock'], { home }), 1, home.folder, 'cannot be written');
  });
});

test('the backup is a remedy only where there is one', async () => {
  const home = new Home();
  home.writeConfig('{');
  const alone = await cgw(['env', 'x'], { home });
  expectError(alone, 3, 'fix the file by hand; cgw leaves it as it is');
  expect(alone.stderr).not.toContain('config.json.bak');
  home.write('.config/cgw/config.json.bak', JSON.stringify(valid));
  expectError(await cgw(['env', 'x'], { home }), 3, 'or restore config.json.bak beside it');
});

describe('a link to a file elsewhere, as dotfiles have it', () => {
  test('stays a link; the file it names is replaced, and keeps its name', async () => {
    const home = new Home();
    home.writeConfig(valid);
    home.makeFolder('dotfiles');
    renameSync(home.config, `${home.path}/dotfiles/cgw.json`);
    symlinkSync('../../dotfiles/cgw.json', home.config);
    // What a killed write left there.
    home.write('dotfiles/cgw.json.tmp-1234567890abcdef', '{');
    home.write('dotfiles/other.json.tmp-1', 'not ours');

    await done(['edit', 'x', '--set', 'note=changed'], { home });

    expect(readlinkSync(home.config)).toBe('../../dotfiles/cgw.json');
    expect(home.readConfig()).toMatchObject({ profiles: { x: { backend: 'bedrock', note: 'changed' } } });
    expect(JSON.parse(readFileSync(home.backup, 'utf8'))).toEqual(valid);
    expect(Object.keys(snapshot(`${home.path}/dotfiles`))).toEqual(['.', 'cgw.json', 'other.json.tmp-1']);
  });

  test('a folder that is a link works too', async () => {
    const home = new Home();
    home.makeFolder('.config');
    symlinkSync(home.makeFolder('dotfiles/cgw'), home.folder);
    await done(['add', 'bedrock'], { home });
    expect(lstatSync(home.folder).isSymbolicLink()).toBe(true);
    expect(home.readConfig()).toMatchObject({ profiles: { bedrock: { backend: 'bedrock' } } });
  });
});

describe.skipIf(asNobody === undefined)('without the right to (as user nobody)', () => {
  const under = asNobody?.under ?? [];

  function ownedByNobody(): Home {
    const home = new Home();
    home.writeConfig(valid);
    asNobody?.own(home.path);
    return home;
  }

  test('read the file', async () => {
    const home = ownedByNobody();
    chmodSync(home.config, 0o000);
    const results = await Promise.all(sampleOf(commands, 6).map(args => cgw(args, { home, under })));
    for (const result of results) expectError(result, 3, home.config, 'EACCES', 'permissions');
    chmodSync(home.config, 0o600);
    expect(home.readConfig()).toEqual(valid);
  });

  test('enter the folder', async () => {
    const home = ownedByNobody();
    chmodSync(home.folder, 0o000);
    for (const args of reading)
      expectError(await cgw(args, { home, under }), 3, home.config, 'EACCES', 'permissions');
    chmodSync(home.folder, 0o700);
  });

  test('write into the folder: reading works, writing says why not', async () => {
    const home = ownedByNobody();
    chmodSync(home.folder, 0o500);
    const before = snapshot(home.path);
    for (const args of reading) expect(await cgw(args, { home, under })).toMatchObject({ exit: 0 });
    for (const args of writing) expectError(await cgw(args, { home, under }), 1, home.folder, 'permissions');
    expect(snapshot(home.path)).toEqual(before);
    chmodSync(home.folder, 0o700);
  });
});
