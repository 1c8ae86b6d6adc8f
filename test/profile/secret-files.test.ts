import { describe, expect, test } from 'bun:test';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { removeProfile, storeAndChange } from '../../src/profile/keychain-changes.ts';
import { secretsFolder } from '../../src/profile/secret-files.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { silent } from '../support/silent-io.ts';

setUp();

const value = 'sk-planted-canary-0123456789';

function world() {
  const home = new Home();
  const io = { ...silent, environment: { HOME: home.path }, cwd: home.path };
  const file = join(secretsFolder(io), 'a.token');
  const save = (secret: string, token = `file:${file}`) =>
    storeAndChange(io, 'a', [{ path: 'token', value: secret }], 'form', config => ({
      ...config,
      profiles: { ...config.profiles, a: { backend: 'gateway', baseUrl: 'https://llm.corp', token } },
    }));
  return { home, io, file, save };
}

describe('a credential in a file of its own', () => {
  test('is for the user alone, is replaced with its profile, and goes with it', async () => {
    const { io, file, save } = world();
    await save(value);
    expect(readFileSync(file, 'utf8')).toBe(`${value}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    await save('another');
    expect(readFileSync(file, 'utf8')).toBe('another\n');
    expect(await removeProfile(io, { change: 'remove', name: 'a' }, false)).toEqual([
      'the file ~/.config/cgw/secrets/a.token is deleted',
    ]);
    expect(existsSync(file)).toBe(false);
  });

  test('is named where nothing refers to it any more', async () => {
    const { io, file, save } = world();
    await save(value);
    const { notes } = await storeAndChange(io, 'a', [], 'form', config => ({
      ...config,
      profiles: { a: { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'env:KEY' } },
    }));
    expect(notes).toEqual(['the file ~/.config/cgw/secrets/a.token is kept, with the credential in it']);
    expect(existsSync(file)).toBe(true);
  });

  test('that cannot be removed with its profile is said', async () => {
    const { io, file, save } = world();
    await save(value);
    rmSync(file);
    mkdirSync(file);
    const removal = removeProfile(io, { change: 'remove', name: 'a' }, false);
    await expect(removal).rejects.toThrow(`the config is changed, but ${file} cannot be removed`);
  });

  test('stays where that is asked for', async () => {
    const { io, file, save } = world();
    await save(value);
    await removeProfile(io, { change: 'remove', name: 'a' }, true);
    expect(existsSync(file)).toBe(true);
  });

  test('takes the place of no other file, and is written nowhere else', async () => {
    const { home, file, save } = world();
    home.write('.config/cgw/secrets/a.token', 'other');
    await expect(save(value)).rejects.toThrow('there is a file');
    expect(readFileSync(file, 'utf8')).toBe('other');
    expect(existsSync(home.config)).toBe(false);
    const elsewhere = home.write('notes', 'mine');
    await expect(save(value, `file:${elsewhere}`)).rejects.toThrow('token does not refer to a file of cgw’s');
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  });
});
