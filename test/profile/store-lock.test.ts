import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { UserError } from '../../src/errors.ts';
import { withLock } from '../../src/profile/lock.ts';
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

test('free again after the work has failed', () => {
  const file = join(new Home().path, 'config.lock');
  const failing = () => {
    throw new Error('work');
  };
  expect(() => withLock(file, failing, 50)).toThrow('work');
  expect(withLock(file, () => 'next', 50)).toBe('next');
});
