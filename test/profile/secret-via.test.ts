import { describe, expect, test } from 'bun:test';
import { helperSplit } from '../../src/backends/api-key-helper.ts';
import type { Profile } from '../../src/backends/profile.ts';
import { helperDelivery, requireHelperDelivery, requireInEnvironment } from '../../src/profile/secret-via.ts';

const g = { backend: 'gateway', baseUrl: 'https://g.example.com' } as const;
const file = 'file:/k';

describe('what Claude Code’s helper carries', () => {
  test.each<[string, Profile, string, string, string | undefined]>([
    ['a gateway’s token', { ...g, token: file }, 'token', 'ANTHROPIC_AUTH_TOKEN', undefined],
    ['a gateway’s API key', { ...g, apiKey: 'cmd:pass x' }, 'apiKey', 'ANTHROPIC_API_KEY', undefined],
    ['a keychain’s entry', { ...g, token: 'keychain:x/token' }, 'token', 'ANTHROPIC_AUTH_TOKEN', undefined],
    ['Anthropic’s API key', { backend: 'anthropic', apiKey: file }, 'apiKey', 'ANTHROPIC_API_KEY', undefined],
    [
      'Bedrock’s API key',
      { backend: 'bedrock', bearerToken: file },
      'bearerToken',
      'AWS_BEARER_TOKEN_BEDROCK',
      'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    ],
    [
      'Mantle’s API key',
      { backend: 'mantle', bearerToken: file },
      'bearerToken',
      'AWS_BEARER_TOKEN_BEDROCK',
      'CLAUDE_CODE_SKIP_MANTLE_AUTH',
    ],
    [
      'Foundry’s bearer token',
      { backend: 'foundry', resource: 'r', authToken: file },
      'authToken',
      'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
      'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
    ],
    [
      'a Bedrock-format gateway’s token',
      { ...g, backend: 'gateway-bedrock', token: file },
      'token',
      'ANTHROPIC_AUTH_TOKEN',
      'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    ],
    [
      'a Vertex-format gateway’s token',
      { ...g, backend: 'gateway-vertex', projectId: 'p', token: file },
      'token',
      'ANTHROPIC_AUTH_TOKEN',
      'CLAUDE_CODE_SKIP_VERTEX_AUTH',
    ],
  ])('%s', (_, profile, path, name, skip) => {
    const { helped, obstacle, beside } = helperDelivery(profile);
    expect(helped).toMatchObject({ path, name });
    expect<string | undefined>(helped?.skip).toBe(skip);
    expect([obstacle, beside]).toEqual([undefined, []]);
  });
});

describe('what cannot be kept out of the environment', () => {
  test.each<[string, Profile, string, RegExp, RegExp]>([
    [
      'an OAuth token',
      { backend: 'anthropic', oauthToken: file },
      'oauthToken',
      /without the header/,
      /leave --no-env-secret out/,
    ],
    [
      'the key of Claude Platform on AWS',
      { backend: 'anthropic-aws', workspaceId: 'w', apiKey: file },
      'apiKey',
      /asks no apiKeyHelper/,
      /leave --no-env-secret out/,
    ],
    [
      'Foundry’s API key',
      { backend: 'foundry', resource: 'r', apiKey: file },
      'apiKey',
      /never as the API key/,
      /leave --no-env-secret out/,
    ],
    [
      'a credential in a variable',
      { ...g, token: 'env:MY_KEY' },
      'token',
      /the shell exports MY_KEY, and Claude Code inherits it/,
      /cgw edit x --secret token=keychain/,
    ],
    [
      'a key that the shell exports',
      { backend: 'anthropic', apiKey: 'inherit' },
      'apiKey',
      /it is the ANTHROPIC_API_KEY that the shell exports/,
      /cgw edit x --secret apiKey=keychain/,
    ],
    [
      'a secret header that is all there is',
      { ...g, headers: { 'x-key': { secret: file } } },
      'headers',
      /main credential only/,
      /leave --no-env-secret out/,
    ],
    [
      'a secret variable that is all there is',
      { backend: 'vertex', projectId: 'p', env: { MY_TOKEN: { secret: file } } },
      'env.MY_TOKEN',
      /main credential only/,
      /leave --no-env-secret out/,
    ],
  ])('%s', (_, profile, path, because, remedy) => {
    const { helped, obstacle } = helperDelivery(profile);
    expect(helped).toBeUndefined();
    expect(obstacle).toMatchObject({ path, because: expect.stringMatching(because) });
    expect(() => requireHelperDelivery('x', profile, 'command')).toThrow(
      expect.objectContaining({
        exit: 3,
        message: expect.stringMatching(because),
        remedy: expect.stringMatching(remedy),
      }),
    );
  });

  test('a profile that asks for it is told to stop asking', () => {
    const profile = { backend: 'anthropic', oauthToken: file, secretVia: 'helper' } as const;
    expect(() => requireHelperDelivery('x', profile, 'profile')).toThrow(
      expect.objectContaining({ remedy: 'cgw edit x --unset secretVia' }),
    );
  });
});

test('secrets beside the main credential stay where they are, and are named', () => {
  const profile: Profile = {
    ...g,
    token: file,
    headers: { 'x-key': { secret: file }, 'x-team': 'a' },
    env: { OTHER: { secret: file }, PLAIN: 'x' },
  };
  const { helped, obstacle, beside } = helperDelivery(profile);
  expect([helped?.path, obstacle]).toEqual(['token', undefined]);
  expect(beside.map(({ path, name }) => [path, name])).toEqual([
    ['env.OTHER', 'OTHER'],
    ['headers', 'ANTHROPIC_CUSTOM_HEADERS'],
  ]);
});

test.each<[string, Profile]>([
  ['AWS credentials', { backend: 'bedrock', awsProfile: 'work' }],
  ['a stored login', { backend: 'anthropic' }],
  ['a placeholder', { ...g, token: 'placeholder:ollama' }],
  ['an empty key beside it', { ...g, token: 'placeholder:ollama', apiKey: 'empty' }],
])('there is nothing to keep out with %s', (_, profile) => {
  expect(helperDelivery(profile)).toEqual({ helped: undefined, obstacle: undefined, beside: [] });
  expect(() => requireInEnvironment('x', { ...profile, secretVia: 'helper' })).not.toThrow();
});

test('a file’s helper may read a variable: there it is the shell that starts Claude Code which exports it', () => {
  expect(helperSplit({ ...g, token: 'env:MY_KEY' }).helped?.reference).toBe('env:MY_KEY');
});

test('only secretVia=helper keeps a secret out of shells and other programs', () => {
  for (const secretVia of [undefined, 'env'])
    expect(() => requireInEnvironment('x', { ...g, token: file, secretVia })).not.toThrow();
  expect(() => requireInEnvironment('x', { ...g, token: file, secretVia: 'helper' })).toThrow(
    expect.objectContaining({ exit: 3 }),
  );
});
