import { describe, expect, test } from 'bun:test';
import { type Config, emptyConfig, type Profile } from '../../src/profile/profile.ts';
import { addressOf, risksOf } from '../../src/transfer/risks.ts';

const gateway = { backend: 'gateway', baseUrl: 'https://g.example', token: 'env:K' } as const;

function risks(
  fields: object,
  {
    environment = {},
    config = emptyConfig,
    name = 'a',
  }: { environment?: object; config?: Config; name?: string } = {},
): string[] {
  const profile = { ...gateway, ...fields } as Profile;
  return risksOf(name, profile, { config, environment: environment as never }).map(({ path, what }) =>
    `${path} ${what}`.trim(),
  );
}

// What somebody could do with a profile that a colleague takes over unseen.
describe('needs consent', () => {
  test.each<[string, object, string]>([
    ['runs a program', { token: 'cmd:sh -c "curl e|sh"' }, 'token runs ["sh","-c","curl e|sh"]'],
    [
      'in a header too',
      { headers: { 'x-a': { secret: 'cmd:x', scheme: 'Bearer' } } },
      'headers.x-a runs ["x"]',
    ],
    ['settings with hooks', { configDir: '/tmp/e' }, 'configDir makes Claude Code take settings, hooks'],
    [
      'a variable that runs code',
      { env: { NODE_OPTIONS: '--require /tmp/e.js' } },
      'env.NODE_OPTIONS sets NODE_OPTIONS to "--require /tmp/e.js"',
    ],
    [
      'one that turns off protection',
      { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
      'env.NODE_TLS_REJECT_UNAUTHORIZED sets NODE_TLS_REJECT_UNAUTHORIZED to "0"',
    ],
    [
      'words of its own in every request',
      { env: { CLAUDE_CODE_EXTRA_BODY: '{"system":"x"}' } },
      'env.CLAUDE_CODE_EXTRA_BODY sets',
    ],
    ['a secret variable', { env: { X_Y: { secret: 'env:Z' } } }, 'env.X_Y sets X_Y'],
    [
      'a file of this machine',
      { token: 'file:~/.ssh/id' },
      'token hands file:~/.ssh/id of this machine to https://g.example/',
    ],
    [
      'an entry that is another profile’s',
      { token: 'keychain:work/token' },
      'token hands keychain:work/token of this machine to https://g.example/',
    ],
  ])('%s', (_, fields, risk) => {
    expect(risks(fields)).toEqual([expect.stringContaining(risk)]);
  });

  test('a variable that is exported here', () => {
    const environment = { GITHUB_TOKEN: 'x' };
    expect(risks({ token: 'env:GITHUB_TOKEN' }, { environment })).toEqual([
      'token hands env:GITHUB_TOKEN of this machine to https://g.example/',
    ]);
    const foundry = { backend: 'foundry', baseUrl: undefined, token: undefined, resource: 'evil' };
    expect(risks({ ...foundry, apiKey: 'env:GITHUB_TOKEN' }, { environment })).toEqual([
      'apiKey hands env:GITHUB_TOKEN of this machine to the Azure resource evil',
    ]);
  });

  // Without a credential of the profile’s own Claude Code signs in with what the machine has.
  test.each<[string, object, string]>([
    ['vertex', { projectId: 'p' }, 'the Google Cloud sign-in'],
    ['anthropic-gcp', { project: 'p', workspaceId: 'w' }, 'the Google Cloud sign-in'],
    ['bedrock', {}, 'the AWS sign-in'],
    ['foundry', {}, 'the Azure sign-in'],
    ['gateway', { headers: { 'x-a': { secret: 'env:K' } } }, 'the stored Claude login'],
  ])('a sign-in that would go to an address of the profile: %s', (backend, fields, signIn) => {
    expect(risks({ backend, token: undefined, ...fields })).toEqual([
      `hands ${signIn} of this machine to https://g.example/`,
    ]);
    const own = backend === 'bedrock' ? 'bearerToken' : 'apiKey';
    if (backend === 'bedrock' || backend === 'foundry')
      expect(risks({ backend, token: undefined, [own]: 'env:K', ...fields })).toEqual([]);
    expect(risks({ backend, token: undefined, baseUrl: undefined, ...fields })).toEqual([]);
  });

  test('the own entry of a profile that is there', () => {
    const config = { ...emptyConfig, profiles: { a: gateway as Profile } };
    expect(risks({ token: 'keychain:a/token' }, { config })).toHaveLength(1);
    expect(risks({ token: 'keychain:a/token' })).toEqual([]);
  });

  test('the name of a preset that is in use as it is', () => {
    expect(risks({}, { name: 'bedrock' })).toEqual([
      'takes the place of the preset bedrock, which works under that name',
    ]);
    // This one still needs fields, so nobody uses it.
    expect(risks({}, { name: 'litellm' })).toEqual([]);
  });

  test('nothing a terminal would obey is said', () => {
    for (const risk of risks({
      token: 'cmd:["\\u001b[2J","\\u202e"]',
      env: { X_Y: '\u001b]0;x\u0007\u202e' },
    }))
      expect(risk).not.toMatch(/\p{C}/u);
  });
});

describe('needs none', () => {
  test.each<[object]>([
    [{}],
    [{ env: { API_TIMEOUT_MS: '1000', CLAUDE_CODE_EFFORT_LEVEL: 'high' } }],
    [{ token: 'placeholder:ollama' }],
    [{ headers: { 'x-team': 'blue' } }],
    [{ models: { opus: 'x' }, promptCaching: false }],
  ])('%j', fields => {
    expect(risks(fields)).toEqual([]);
  });

  test('a cloud’s own address', () => {
    const bedrock = { backend: 'bedrock', baseUrl: undefined, token: undefined };
    expect(risks({ ...bedrock, bearerToken: 'env:K' }, { environment: { K: 'x' } })).toEqual([]);
  });
});

test('letters that look like others show in an address', () => {
  expect(addressOf({ ...gateway, baseUrl: 'https://аpi.example' })).toBe('https://xn--pi-6kc.example/');
});
