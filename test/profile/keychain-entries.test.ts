import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { adviceOn } from '../../src/profile/advice.ts';
import type { Config } from '../../src/profile/config.ts';
import {
  accountFor,
  accountsIn,
  accountsOf,
  credentialReferences,
  keychainFields,
  movesOf,
  ownAccounts,
  usersOf,
  withEntry,
  withMoves,
} from '../../src/profile/keychain-entries.ts';
import { fileFields, ownSecretFiles } from '../../src/profile/secret-files.ts';

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

/** As if every entry had been made for this config. */
const all = new Set([...accountsIn(both), 'c/token', 'c/headers.x-key']);

describe('keychain entries of profiles', () => {
  test('those that fields for credentials refer to, and nothing that only looks so', () => {
    expect(keychainFields(a)).toEqual([
      { path: 'token', account: 'a/token' },
      { path: 'headers.x-key', account: 'a/headers.x-key' },
      { path: 'env.A_TOKEN', account: 'team' },
    ]);
  });

  test('of a file and of a variable it is the same', () => {
    const plain = { 'x-file': 'file:/s/x', 'x-env': 'env:ANTHROPIC_API_KEY' };
    const profile: Profile = {
      backend: 'gateway',
      baseUrl: 'https://llm.example.com',
      token: 'file:/s/token',
      note: 'file:/s/note',
      headers: { ...plain, 'x-key': { secret: 'file:/s/key' } },
      env: { NOTE: 'file:/s/note', KEY: { secret: 'env:ANTHROPIC_API_KEY' } },
    };
    expect(credentialReferences(profile).map(({ path, text }) => [path, text])).toEqual([
      ['token', 'file:/s/token'],
      ['headers.x-key', 'file:/s/key'],
      ['env.KEY', 'env:ANTHROPIC_API_KEY'],
    ]);
    expect([...fileFields(profile).keys()]).toEqual(['token', 'headers.x-key']);
    expect(adviceOn('own', profile).map(({ path }) => path)).toEqual(['env.KEY']);
    expect(
      ownSecretFiles(
        configOf({
          profile,
          b: { ...b, env: { NOTE: 'file:/h/secrets/x' } },
          c: { ...b, bearerToken: 'file:/h/secrets/x' },
        }),
        'c',
        '/h/secrets',
      ),
    ).toEqual(['/h/secrets/x']);
  });

  test.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ backend: 1 }],
    [{ backend: 'gateway', token: 1, headers: 'x' }],
  ])('a damaged profile has none: %j', profile => expect(keychainFields(profile)).toEqual([]));

  test('a profile of an unknown backend uses what it may use', () => {
    expect(keychainFields({ backend: 'new', key: 'keychain:a/token' })).toEqual([
      { path: 'key', account: 'a/token' },
    ]);
  });

  test('who uses them', () => {
    expect(accountsIn(both)).toEqual(['a/token', 'a/headers.x-key', 'team', 'b/env.T']);
    expect(usersOf(both, 'a/token')).toEqual(['a', 'b']);
    expect(usersOf(both, 'nobody')).toEqual([]);
    expect(accountsOf(both, 'a')).toEqual(['a/token', 'a/headers.x-key', 'team']);
    expect(accountsOf(both, 'toString')).toEqual([]);
  });

  test('those of its own carry its name, are used by it alone, and were made for this config', () => {
    expect(ownAccounts(both, 'a', all)).toEqual(['a/headers.x-key']);
    expect(ownAccounts(configOf({ a }), 'a', all)).toEqual(['a/token', 'a/headers.x-key']);
    expect(ownAccounts(configOf({ a }), 'a', new Set(['a/token']))).toEqual(['a/token']);
    expect(ownAccounts(configOf({ a }), 'a', new Set())).toEqual([]);
    expect(ownAccounts(configOf({ ab: a }), 'ab', all)).toEqual([]);
  });

  test('a rename moves those', () => {
    expect(movesOf(both, 'a', 'c', all)).toEqual([{ from: 'a/headers.x-key', to: 'c/headers.x-key' }]);
    expect(movesOf(configOf({ a }), 'a', 'c', new Set())).toEqual([]);
  });

  test('references follow, all else stays', () => {
    const moved = withMoves(a, movesOf(configOf({ a }), 'a', 'c', all));
    expect(moved).toEqual({
      ...a,
      token: 'keychain:c/token',
      headers: {
        'x-plain': 'keychain:a/plain',
        'x-key': { secret: 'keychain:c/headers.x-key', scheme: 'Bearer' },
      },
    });
    expect(withMoves(moved, movesOf(configOf({ c: moved }), 'c', 'a', all))).toEqual(a);
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
