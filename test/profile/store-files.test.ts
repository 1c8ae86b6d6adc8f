import { describe, expect, test } from 'bun:test';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cgw, done, shell } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';

setUp();

const one = { version: 1, profiles: { one: { backend: 'bedrock' } } };

function modeOf(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

describe('modes', () => {
  test.each(['000', '022', '077'])('umask %s: files 0600 in a folder 0700', async umask => {
    const home = new Home();
    await shell(`umask ${umask}; cgw add one --from bedrock && cgw add two --from bedrock`, { home });
    expect(modeOf(home.folder)).toBe('700');
    expect(modeOf(home.config)).toBe('600');
    expect(modeOf(home.backup)).toBe('600');
    expect(home.readConfig()).toMatchObject({ profiles: { one: {}, two: {} } });
  });

  test('a file that others could read is 0600 after a write, and so is its backup', async () => {
    const home = new Home();
    home.writeConfig(one);
    chmodSync(home.config, 0o666);
    await done(['add', 'two', '--from', 'bedrock'], { home });
    expect([modeOf(home.config), modeOf(home.backup)]).toEqual(['600', '600']);
  });
});

test.each(['remove one', 'rename one two', 'role batch one', 'add two --from bedrock'])(
  'a file without roles, as one writes it by hand, can be changed: cgw %s',
  async line => {
    const home = new Home();
    home.writeConfig(one);
    await done(line.split(' '), { home });
  },
);

test('a file with nothing but its version can be added to', async () => {
  const home = new Home();
  home.writeConfig({ version: 1 });
  await done(['add', 'one', '--from', 'bedrock'], { home });
  expect(home.readConfig()).toEqual({ ...one, roles: {} });
});

describe('where', () => {
  test('$CGW_CONFIG_DIR, else $XDG_CONFIG_HOME/cgw, else ~/.config/cgw; nowhere else', async () => {
    const home = new Home();
    const [own, xdg] = [`${home.path}/own`, `${home.path}/xdg`];
    await done(['add', 'a', '--from', 'bedrock'], {
      home,
      env: { CGW_CONFIG_DIR: own, XDG_CONFIG_HOME: xdg },
    });
    await done(['add', 'b', '--from', 'bedrock'], { home, env: { XDG_CONFIG_HOME: xdg } });
    await done(['add', 'c', '--from', 'bedrock'], { home });
    const files = readdirSync(home.path, { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('config.json'),
    );
    expect(files.sort()).toEqual(['.config/cgw/config.json', 'own/config.json', 'xdg/cgw/config.json']);
    expect(JSON.parse(readFileSync(`${own}/config.json`, 'utf8'))).toMatchObject({ profiles: { a: {} } });
  });
});

describe('the backup', () => {
  test('is the file of before the last write, byte for byte', async () => {
    const home = new Home();
    const text = '{ "version": 1,\n\t"profiles": {} }';
    home.writeConfig(text);
    await done(['add', 'one', '--from', 'bedrock'], { home });
    expect(readFileSync(home.backup, 'utf8')).toBe(text);
    const first = readFileSync(home.config);
    await done(['remove', 'one'], { home });
    expect(readFileSync(home.backup)).toEqual(first);
  });

  test('a command that fails leaves config and backup alone', async () => {
    const home = new Home();
    await done(['add', 'one', '--from', 'bedrock'], { home });
    await done(['add', 'two', '--from', 'bedrock'], { home });
    const before = snapshot(home.path);
    expectError(await cgw(['add', 'one', '--from', 'bedrock'], { home }), 3, 'one');
    expectError(await cgw(['remove', 'three'], { home }), 3, 'three');
    expect(snapshot(home.path)).toEqual(before);
  });
});

describe('a write that does not fit on the disk', () => {
  // `ulimit -f 1` lets a process write 512 or 1024 bytes into a file, then it is as if the disk were full.
  test('leaves the file as it was and says so', async () => {
    const home = new Home();
    home.writeConfig(one);
    const before = readFileSync(home.config);
    const result = await shell(`ulimit -f 1; cgw edit one --set note=${'n'.repeat(3000)}`, { home });
    expectError(result, 1, home.folder, 'cannot be written');
    expect(readFileSync(home.config)).toEqual(before);
    expect(readdirSync(home.folder).filter(file => file.includes('.tmp-'))).toEqual([]);
    await done(['edit', 'one', '--set', 'note=short'], { home });
  });
});

describe('inside a snap', () => {
  test('a write replaces the file instead of writing into it', async () => {
    const home = new Home();
    home.writeConfig(one);
    const before = statSync(home.config).ino;
    await done(['edit', 'one', '--set', 'note=n'], { home, env: { SNAP: '/snap/code/1' } });
    expect(statSync(home.config).ino).not.toBe(before);
    expect(modeOf(home.config)).toBe('600');
  });
});

describe('a lock that is unavailable', () => {
  test('a folder in its place', async () => {
    const home = new Home();
    home.writeConfig(one);
    mkdirSync(`${home.folder}/config.lock`);
    expectError(await cgw(['remove', 'one'], { home }), 1, `${home.folder}/config.lock`);
    expect(home.readConfig()).toEqual(one);
  });

  test('something else in its place', async () => {
    const home = new Home();
    home.writeConfig(one);
    home.write('.config/cgw/config.lock', 'this is no lock file, and long enough to be anything\n'.repeat(9));
    expectError(await cgw(['remove', 'one'], { home }), 1, `${home.folder}/config.lock`);
    expect(home.readConfig()).toEqual(one);
  });
});
