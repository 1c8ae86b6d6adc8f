import { describe, expect, test } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { found, only, settings } from './machine.ts';

setUp();

const file = '~/.claude/settings.json';
const plain = (name: string) =>
  `${name} stands in plain text in ${file}: move it into a variable, a file or a program that prints it`;

describe('the env block of the user’s settings', () => {
  test('is read like the shell', () => {
    const env = { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'eu-west-1', ANTHROPIC_MODEL: 'm' };
    expect(only({ files: settings({ env }) })).toEqual({
      what: 'Amazon Bedrock, region eu-west-1',
      where: file,
      preset: 'bedrock',
      name: 'bedrock',
      profile: { backend: 'bedrock', region: 'eu-west-1', models: { default: 'm' } },
      note: null,
    });
  });

  test('values that are no text count as Claude Code reads them', () => {
    const env = { CLAUDE_CODE_USE_VERTEX: true, ANTHROPIC_VERTEX_PROJECT_ID: 'p', MAX_THINKING_TOKENS: 1024 };
    expect(only({ files: settings({ env }) }).profile).toEqual({
      backend: 'vertex',
      projectId: 'p',
      env: { MAX_THINKING_TOKENS: '1024' },
    });
  });

  test('a credential in plain text is left out, and said so', () => {
    const env = { ANTHROPIC_BASE_URL: 'https://llm.corp.example', ANTHROPIC_AUTH_TOKEN: 'sk-hush' };
    const finding = only({ files: settings({ env }) });
    expect(finding).toMatchObject({
      where: file,
      profile: { backend: 'gateway', baseUrl: 'https://llm.corp.example' },
      note: plain('ANTHROPIC_AUTH_TOKEN'),
    });
    expect(finding.profile).not.toHaveProperty('token');
  });

  test('a credential that a variable holds as well is referred to there', () => {
    const env = { ANTHROPIC_BASE_URL: 'https://llm.corp.example', ANTHROPIC_AUTH_TOKEN: 'sk-hush-hush' };
    expect(only({ exported: { CORP_KEY: 'sk-hush-hush' }, files: settings({ env }) })).toMatchObject({
      profile: { token: 'env:CORP_KEY' },
      note: `ANTHROPIC_AUTH_TOKEN stands in plain text in ${file}; CORP_KEY holds the same`,
    });
  });

  test('a plain key: the profile takes what the shell will export', () => {
    expect(only({ files: settings({ env: { ANTHROPIC_API_KEY: 'sk-ant-hush' } }) })).toMatchObject({
      preset: 'direct',
      profile: { backend: 'anthropic', apiKey: 'inherit' },
      note: plain('ANTHROPIC_API_KEY'),
    });
  });

  test('a plain token for a local server that has a word replaces the word by nothing', () => {
    const env = { ANTHROPIC_BASE_URL: 'http://localhost:8000', ANTHROPIC_AUTH_TOKEN: 'hush' };
    expect(only({ files: settings({ env }) }).profile).toEqual({
      backend: 'gateway',
      baseUrl: 'http://localhost:8000',
      product: 'vllm',
      modelFamily: 'other',
      toolSearch: 'false',
      models: { contextWindow: '65536' },
      env: { CLAUDE_CODE_ATTRIBUTION_HEADER: '0' },
    });
  });

  test('together with the shell it is what Claude Code sees', () => {
    const files = settings({ env: { ANTHROPIC_BASE_URL: 'https://llm.corp.example' } });
    expect(only({ exported: { ANTHROPIC_AUTH_TOKEN: 't' }, files })).toMatchObject({
      where: `${file} and exported here`,
      profile: { baseUrl: 'https://llm.corp.example', token: 'env:ANTHROPIC_AUTH_TOKEN' },
    });
  });

  test('it beats the shell, whose own words are offered after it', () => {
    const files = settings({ env: { ANTHROPIC_BASE_URL: 'https://a.example.org' } });
    const exported = { ANTHROPIC_BASE_URL: 'https://b.example.org', ANTHROPIC_AUTH_TOKEN: 't' };
    expect(found({ exported, files }).map(({ profile }) => profile.baseUrl)).toEqual([
      'https://a.example.org',
      'https://b.example.org',
    ]);
  });

  test('an empty entry takes the shell’s away', () => {
    const files = settings({ env: { CLAUDE_CODE_USE_BEDROCK: '', ANTHROPIC_API_KEY: '' } });
    const exported = { CLAUDE_CODE_USE_BEDROCK: '1', CLAUDE_CODE_OAUTH_TOKEN: 't' };
    expect(found({ exported, files }).map(({ preset }) => preset)).toEqual(['subscription', 'bedrock']);
  });

  test('of another folder', () => {
    const files = {
      'work/settings.json': '{"env": {"CLAUDE_CODE_USE_MANTLE": "1"}}',
      ...settings({ env: {} }),
    };
    expect(only({ exported: { CLAUDE_CONFIG_DIR: 'HOME/work' }, files }).where).toBe('~/work/settings.json');
  });

  test('in UTF-16, as PowerShell writes it', () => {
    const text = Buffer.from('\uFEFF{"env": {"CLAUDE_CODE_USE_MANTLE": "1"}}', 'utf16le');
    expect(only({ files: { '.claude/settings.json': text } }).preset).toBe('mantle');
  });

  test.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['half a file', '{"env": {"CLAUDE_CODE_USE_BEDROCK": "1"'],
    ['an array', '[{"env": {"CLAUDE_CODE_USE_BEDROCK": "1"}}]'],
    ['an env that is an array', '{"env": ["CLAUDE_CODE_USE_BEDROCK"]}'],
    ['an env that is text', '{"env": "CLAUDE_CODE_USE_BEDROCK=1"}'],
    ['values of other kinds', '{"env": {"CLAUDE_CODE_USE_BEDROCK": null, "ANTHROPIC_FOUNDRY": []}}'],
    ['names of every object', '{"env": {"__proto__": {"CLAUDE_CODE_USE_BEDROCK": "1"}, "constructor": "1"}}'],
    ['a helper that is not a text', '{"apiKeyHelper": {"command": "x"}}'],
    ['an empty helper', '{"apiKeyHelper": " "}'],
    ['too much', `{"env": {"CLAUDE_CODE_USE_BEDROCK": "1"}, "x": "${'x'.repeat(1024 * 1024)}"}`],
    ['bytes', Uint8Array.from({ length: 999 }, (_, index) => (index * 7919) % 256)],
  ])('nothing from %s', (_, content) => {
    expect(found({ files: { '.claude/settings.json': content } })).toEqual([]);
  });
});

describe('an apiKeyHelper', () => {
  test('that is a plain command becomes a reference to it', () => {
    expect(only({ files: settings({ apiKeyHelper: '/opt/get-key' }) })).toEqual({
      what: 'Anthropic API key',
      where: file,
      preset: 'direct',
      name: 'direct',
      profile: { backend: 'anthropic', apiKey: 'cmd:["/opt/get-key"]' },
      note: null,
    });
  });

  test('for a gateway', () => {
    const files = settings({
      apiKeyHelper: 'pass show llm',
      env: { ANTHROPIC_BASE_URL: 'https://llm.corp.example' },
    });
    expect(only({ files }).profile).toEqual({
      backend: 'gateway',
      baseUrl: 'https://llm.corp.example',
      token: 'cmd:["pass","show","llm"]',
    });
  });

  test('that is more is left to the user', () => {
    expect(only({ files: settings({ apiKeyHelper: 'echo sk-ant-hush | head -1' }) })).toMatchObject({
      preset: 'direct',
      profile: { backend: 'anthropic', apiKey: 'inherit' },
      note: `apiKeyHelper in ${file} is more than a plain command: put it into a script and point there`,
    });
  });

  test('gives way to an exported key', () => {
    const files = settings({ apiKeyHelper: '/opt/get-key' });
    expect(only({ exported: { ANTHROPIC_API_KEY: 'k' }, files }).profile.apiKey).toBe(
      'env:ANTHROPIC_API_KEY',
    );
  });
});

const credentials = (more: object = {}) =>
  JSON.stringify({ claudeAiOauth: { accessToken: 'sk-ant-oat01-hush', refreshToken: 'hush', ...more } });
const account = JSON.stringify({
  numStartups: 3,
  oauthAccount: { accountUuid: '5a0e', emailAddress: 'me@example.com', organizationName: 'Example' },
});

describe('a stored login', () => {
  test('of the credentials file, with its plan', () => {
    expect(
      only({ files: { '.claude/.credentials.json': credentials({ subscriptionType: 'max' }) } }),
    ).toEqual({
      what: 'Claude login (Max)',
      where: '~/.claude/.credentials.json',
      preset: 'subscription',
      name: 'subscription',
      profile: { backend: 'anthropic' },
      note: null,
    });
  });

  test('of the account, where the credentials are in a keychain', () => {
    expect(only({ files: { '.claude.json': account } })).toMatchObject({
      what: 'Claude login of me@example.com',
      where: '~/.claude.json',
      profile: { backend: 'anthropic' },
    });
  });

  test('of both it is one', () => {
    const files = { '.claude/.credentials.json': credentials(), '.claude.json': account };
    expect(only({ files }).what).toBe('Claude login of me@example.com');
  });

  test('the older place of the global settings', () => {
    expect(only({ files: { '.claude/.config.json': account } }).where).toBe('~/.claude/.config.json');
  });

  test('in a folder of its own, which the profile keeps', () => {
    const files = { 'work/.credentials.json': credentials(), 'work/.claude.json': account };
    const { profile, where } = only({ exported: { CLAUDE_CONFIG_DIR: 'HOME/work' }, files });
    expect(where).toBe('~/work/.credentials.json');
    expect(profile).toEqual({ backend: 'anthropic', configDir: expect.stringMatching(/^\/.*\/work$/) });
  });

  test('another folder hides the usual one', () => {
    const files = { '.claude/.credentials.json': credentials(), '.claude.json': account };
    expect(found({ exported: { CLAUDE_CONFIG_DIR: 'HOME/work' }, files })).toEqual([]);
  });

  test('a plan or an address that Claude Code does not write is not shown', () => {
    const files = {
      '.claude/.credentials.json': credentials({ subscriptionType: 'constructor' }),
      '.claude.json': account.replace('me@example.com', 'me\u202e@example.com'),
    };
    expect(only({ files }).what).toBe('Claude login');
  });

  test.each<[string, { [path: string]: string }]>([
    ['after a logout', { '.claude/.credentials.json': '{}', '.claude.json': '{"numStartups": 3}' }],
    [
      'tokens of MCP servers only',
      { '.claude/.credentials.json': '{"mcpOAuth": {"a": {"accessToken": "x"}}}' },
    ],
    ['an empty token', { '.claude/.credentials.json': credentials({ accessToken: '' }) }],
    ['a token that is not a text', { '.claude/.credentials.json': credentials({ accessToken: { a: 1 } }) }],
    ['an array', { '.claude/.credentials.json': '[]', '.claude.json': '[1]' }],
    ['an account without an ID', { '.claude.json': '{"oauthAccount": {}}' }],
    ['an account that is null', { '.claude.json': '{"oauthAccount": null}' }],
    ['half a file', { '.claude/.credentials.json': credentials().slice(0, 30) }],
    ['a folder', { '.claude/.credentials.json/x': '', '.claude.json/x': '' }],
  ])('not %s', (_, files) => {
    expect(found({ files })).toEqual([]);
  });
});
