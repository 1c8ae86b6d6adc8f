import { describe, expect, test } from 'bun:test';
import {
  accountFor,
  accountsIn,
  accountsOf,
  entriesIn,
  movesOf,
  usersOf,
  withEntry,
  withMoves,
} from '../../src/profile/keychain-entries.ts';
import type { Config, Profile } from '../../src/profile/profile.ts';

const a: Profile = {
  backend: 'gateway',
  baseUrl: 'https://llm.example.com',
  token: 'keychain:a/token',
  note: 'keychain:a/note',
  headers: {
    'x-plain': 'keychain:a/plain',
    'x-key': { secret: 'keychain:a/headers.x-key', scheme: 'Bearer' },
  },
  env: { A_TOKEN: { secret: 'keychain:team' }, B_TOKEN: { secret: 'env:B' } },
};
const b: Profile = {
  backend: 'bedrock',
  bearerToken: 'keychain:a/token',
  env: { T: { secret: 'keychain:b/env.T' } },
};

function configOf(profiles: Config['profiles']): Config {
  return { version: 1, roles: {}, profiles };
}

const both = configOf({ a, b });

describe('keychain entries of profiles', () => {
  test('those that fields for credentials refer to, and nothing that only looks so', () => {
    expect(entriesIn(a)).toEqual([
      { path: 'token', account: 'a/token' },
      { path: 'headers.x-key', account: 'a/headers.x-key' },
      { path: 'env.A_TOKEN', account: 'team' },
    ]);
  });

  test.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ backend: 1 }],
    [{ backend: 'gateway', token: 1, headers: 'x' }],
  ])('a damaged profile has none: %j', profile => expect(entriesIn(profile)).toEqual([]));

  test('a profile of an unknown backend uses what it may use', () => {
    expect(entriesIn({ backend: 'new', key: 'keychain:a/token' })).toEqual([
      { path: 'key', account: 'a/token' },
    ]);
  });

  test('who uses them', () => {
    expect(accountsIn(both)).toEqual(['a/token', 'a/headers.x-key', 'team', 'b/env.T']);
    expect(usersOf(both, 'a/token')).toEqual(['a', 'b']);
    expect(usersOf(both, 'nobody')).toEqual([]);
    expect(accountsOf(both, 'a')).toEqual({ own: ['a/headers.x-key', 'team'], shared: ['a/token'] });
    expect(accountsOf(configOf({ a }), 'a').shared).toEqual([]);
    expect(accountsOf(both, 'toString')).toEqual({ own: [], shared: [] });
  });

  test('a rename moves those that carry its name and that it alone uses', () => {
    expect(movesOf(both, 'a', 'c')).toEqual([{ from: 'a/headers.x-key', to: 'c/headers.x-key' }]);
    expect(movesOf(configOf({ a }), 'a', 'c').map(({ to }) => to)).toEqual(['c/token', 'c/headers.x-key']);
    expect(movesOf(configOf({ ab: a }), 'ab', 'c')).toEqual([]);
  });

  test('references follow, all else stays', () => {
    const moved = withMoves(a, movesOf(configOf({ a }), 'a', 'c'));
    expect(moved).toEqual({
      ...a,
      token: 'keychain:c/token',
      headers: {
        'x-plain': 'keychain:a/plain',
        'x-key': { secret: 'keychain:c/headers.x-key', scheme: 'Bearer' },
      },
    });
    expect(withMoves(moved, movesOf(configOf({ c: moved }), 'c', 'a'))).toEqual(a);
  });

  test('a field that gets an entry', () => {
    expect(accountFor('a', 'headers.x-key')).toBe('a/headers.x-key');
    expect(withEntry(b, 'env.T', 'n')).toMatchObject({ env: { T: { secret: 'keychain:n' } } });
    expect(withEntry(b, 'headers.x', 'n')).toMatchObject({ headers: { x: { secret: 'keychain:n' } } });
    expect(withEntry(a, 'headers.x-key', 'n')).toMatchObject({
      headers: { 'x-key': { secret: 'keychain:n', scheme: 'Bearer' } },
    });
  });
});
