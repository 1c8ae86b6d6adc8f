import { describe, expect, test } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { found, only } from './machine.ts';

setUp();

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
    ['a token that is no text', { '.claude/.credentials.json': credentials({ accessToken: { a: 1 } }) }],
    ['an array', { '.claude/.credentials.json': '[]', '.claude.json': '[1]' }],
    ['an account without an ID', { '.claude.json': '{"oauthAccount": {}}' }],
    ['an account that is null', { '.claude.json': '{"oauthAccount": null}' }],
    ['half a file', { '.claude/.credentials.json': credentials().slice(0, 30) }],
    ['a folder', { '.claude/.credentials.json/x': '', '.claude.json/x': '' }],
  ])('not %s', (_, files) => {
    expect(found({ files })).toEqual([]);
  });
});
