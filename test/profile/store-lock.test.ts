import { expect, test } from 'bun:test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/base/errors.ts';
import { notLocked, whileLocked, withLock } from '../../src/base/lock.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

test('one at a time: who waits too long hears why', () => {
  const file = join(new Home().path, 'config.lock');
  const inner = () => withLock(file, () => 'inner', 50);
  expect(() => withLock(file, inner)).toThrow(UserError);
  expect(() => withLock(file, inner)).toThrow(`${file} is held by another cgw`);
  expect(inner()).toBe('inner');
});

test('who waits for long is told so, and then gets it', async () => {
  const file = join(new Home().path, 'config.lock');
  const said: string[] = [];
  const { promise: isTold, resolve: tell } = Promise.withResolvers<void>();
  const first = whileLocked(
    file,
    () => isTold,
    () => said.push('first'),
  );
  const second = whileLocked(
    file,
    async () => 'second',
    () => {
      said.push('second');
      tell();
    },
  );
  await first;
  expect(await second).toBe('second');
  expect(said).toEqual(['second']);
});

test('patience has an end', async () => {
  const file = join(new Home().path, 'config.lock');
  const inner = whileLocked(
    file,
    () =>
      whileLocked(
        file,
        async () => 'inner',
        () => {},
        50,
      ),
    () => {},
  );
  expect(inner).rejects.toThrow(`${file} is held by another cgw`);
  await inner.catch(() => {});
});

test('free again after the work has failed', () => {
  const file = join(new Home().path, 'config.lock');
  const failing = () => {
    throw new Error('work');
  };
  expect(() => withLock(file, failing, 50)).toThrow('work');
  expect(withLock(file, () => 'next', 50)).toBe('next');
});

test.each([
  ['SQLITE_FULL', 'the disk is full', 'room'],
  ['SQLITE_IOERR_WRITE', 'the disk is full or broken', 'room'],
  [
    'SQLITE_CANTOPEN',
    'the folder FOLDER cannot be written',
    'check its permissions, and whether there is room',
  ],
  ['SQLITE_READONLY_DIRECTORY', 'the folder FOLDER cannot be written', 'check its permissions'],
])('%s: %s', (code, what, remedy) => {
  const folder = new Home().path;
  const error = notLocked(join(folder, 'config.lock'), code);
  expect(error).toMatchObject({ exit: 1, message: expect.stringContaining(what.replace('FOLDER', folder)) });
  expect(error.remedy).toContain(remedy);
});

test('a folder in its place is no matter of permissions', () => {
  const file = join(new Home().path, 'config.lock');
  mkdirSync(file);
  expect(notLocked(file, 'SQLITE_CANTOPEN').remedy).toContain('move it away');
});
