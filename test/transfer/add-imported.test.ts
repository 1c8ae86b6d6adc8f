import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import { UserError } from '../../src/base/errors.ts';
import { emptyConfig } from '../../src/profile/config.ts';
import { withImported } from '../../src/transfer/add-imported.ts';
import { chosenProfiles, safeOnes } from '../../src/transfer/choose.ts';
import { type ImportedProfile, secretMarker } from '../../src/transfer/imported.ts';
import { placeSecrets } from '../../src/transfer/plain-secrets.ts';

const gateway = { backend: 'gateway', baseUrl: 'https://g.example', token: 'env:K' } as Profile;
const cloud = { backend: 'bedrock' } as Profile;

function incoming(name: string, profile: Profile, secrets: ImportedProfile['secrets'] = []): ImportedProfile {
  return { name, profile, secrets, notes: [] };
}

function message(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.exit}: ${error.message} / ${error.remedy}`;
    throw error;
  }
  throw new Error('it went well');
}

describe('a name that is taken', () => {
  const config = { ...emptyConfig, default: 'a', profiles: { a: gateway, b: cloud } };

  test('is refused, unless it is to be replaced', () => {
    const arrivals = [incoming('a', cloud), incoming('c', cloud)];
    expect(message(() => withImported(config, arrivals, false))).toMatch(
      /^3: there is a profile a already, and not the same; nothing was imported \/ --replace replaces it; /,
    );
    expect(withImported(config, arrivals, true)).toEqual({
      ...config,
      profiles: { a: cloud, b: cloud, c: cloud },
    });
  });

  test('by the same profile is no matter', () => {
    expect(withImported(config, [incoming('a', { ...gateway })], false)).toEqual(config);
  });
});

describe('what is not safe is left out', () => {
  const odd = { backend: 'bedrock', region: 'sk-canary-0123456789' } as Profile;
  const only = (profile: Profile) =>
    message(() =>
      chosenProfiles(safeOnes({ incoming: [incoming('a', profile)], leftOut: [] }), [], undefined, 'FILE'),
    );

  test('a rule is broken: profile and field', () => {
    expect(only({ backend: 'gateway' } as Profile)).toMatch(
      /^3: FILE: "a": baseUrl is required: .* \(and 1 more\); nothing was imported/,
    );
  });

  test('a credential in the wrong place is not repeated, not even as a wrong value', () => {
    expect(only(odd)).toContain('what looks like a credential is in region');
    expect(only(odd)).not.toContain('canary');
  });

  test('what a terminal would obey is not said', () => {
    expect(only({ backend: 'bedrock', '\u001b[2J': 1 } as unknown as Profile)).not.toMatch(/\p{C}/u);
  });

  test('the rest comes; whoever names it hears why', () => {
    const all = [incoming('bad', odd), incoming('good', cloud), incoming('worse', {} as Profile)];
    const found = safeOnes({ incoming: all, leftOut: [{ name: 'none', why: 'it is none' }] });
    expect(found.incoming.map(({ name }) => name)).toEqual(['good']);
    expect(found.leftOut.map(({ name }) => name)).toEqual(['none', 'bad', 'worse']);
    expect(message(() => chosenProfiles(found, ['good', 'bad'], undefined, 'FILE'))).toContain(
      'FILE: "bad": what looks like a credential',
    );
    expect(message(() => chosenProfiles(found, ['none'], undefined, 'FILE'))).toContain('"none": it is none');
    expect(message(() => chosenProfiles({ ...found, incoming: [] }, [], undefined, 'FILE'))).toContain(
      'FILE has no profile that can be imported',
    );
  });
});

describe('places for plain credentials', () => {
  const secret = (path: string) => ({ path, value: 'v' });
  const all = [
    incoming(
      'litellm',
      { ...gateway, token: secretMarker, headers: { 'x-a': { secret: secretMarker, scheme: 'Bearer' } } },
      [secret('token'), secret('headers.x-a')],
    ),
    // ANTHROPIC_API_KEY is cleared by every switch.
    incoming('anthropic', { backend: 'anthropic', apiKey: secretMarker } as Profile, [secret('apiKey')]),
    incoming('日本', { ...gateway, token: secretMarker }, [secret('token')]),
    incoming('中国', { ...gateway, token: secretMarker }, [secret('token')]),
    incoming('9router', { ...gateway, token: secretMarker }, [secret('token')]),
  ];

  test('variables, each of its own and none that cgw clears', () => {
    const { incoming: placed } = placeSecrets(all, 'env');
    expect(placed.map(({ profile, secrets }) => ({ profile, secrets }))).toMatchObject([
      {
        profile: {
          token: 'env:LITELLM_TOKEN',
          headers: { 'x-a': { secret: 'env:LITELLM_X_A', scheme: 'Bearer' } },
        },
        secrets: [],
      },
      { profile: { apiKey: 'env:MY_ANTHROPIC_API_KEY' } },
      { profile: { token: 'env:MY_TOKEN' } },
      { profile: { token: 'env:MY_TOKEN_2' } },
      { profile: { token: 'env:MY_9ROUTER_TOKEN' } },
    ]);
  });

  test('entries of the keychain', () => {
    const { incoming: placed, placed: entries } = placeSecrets(all.slice(0, 1), 'keychain');
    expect(placed[0]?.profile).toMatchObject({
      token: 'keychain:litellm/token',
      headers: { 'x-a': { secret: 'keychain:litellm/headers.x-a', scheme: 'Bearer' } },
    });
    expect(entries).toEqual([
      { profile: 'litellm', path: 'token', value: 'v', at: 'litellm/token' },
      { profile: 'litellm', path: 'headers.x-a', value: 'v', at: 'litellm/headers.x-a' },
    ]);
  });
});
