import { expect, test } from 'bun:test';
import { cgw } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

type Way = {
  readonly profile?: string;
  readonly simple?: string;
  readonly settings?: object;
  readonly args?: string[];
};

/** Starts `claude`, which is `echo`, under a profile. */
async function launched({ profile = 'login', simple, settings, args = [] }: Way) {
  const home = new Home();
  home.writeConfig({
    version: 1,
    roles: {},
    profiles: {
      login: { backend: 'anthropic' },
      oauth: { backend: 'anthropic', oauthToken: 'env:OAUTH' },
      key: { backend: 'anthropic', apiKey: 'env:KEY' },
      header: { backend: 'gateway', baseUrl: 'https://g', headers: { 'x-key': { secret: 'env:KEY' } } },
    },
  });
  if (settings !== undefined) home.write('.claude/settings.json', JSON.stringify(settings));
  const env = { CGW_CLAUDE: '/bin/echo', OAUTH: 'sk-ant-oat01-x', KEY: 'sk-ant-api03-x' };
  const set = simple === undefined ? {} : { CLAUDE_CODE_SIMPLE: simple };
  const strictOf = args.includes('--force') ? ['--force'] : [];
  const own = args.filter(arg => arg !== '--force');
  return cgw(['run', ...strictOf, profile, ...own, '-p', 'hi'], { home, env: { ...env, ...set } });
}

test.each<[string, Way]>([
  ['a stored login, by a variable', { simple: '1' }],
  ['a stored login, by the flag', { args: ['--bare'] }],
  ['a stored login, by the user’s settings', { settings: { env: { CLAUDE_CODE_SIMPLE: 'true' } } }],
  ['an OAuth token', { profile: 'oauth', simple: ' yes ' }],
])('a bare Claude Code would ask for nobody: %s', async (_, way) => {
  const result = await launched(way);
  expectError(result, 2, 'signs in by a login', '--bare (CLAUDE_CODE_SIMPLE)', '--force');
});

test.each<[string, Way]>([
  ['it is told to', { simple: '1', args: ['--force'] }],
  ['the variable is off', { simple: '0' }],
  ['there is a key', { profile: 'key', simple: '1' }],
  ['a gateway asks for a header', { profile: 'header', simple: '1' }],
])('it starts where %s', async (_, way) => {
  expect(await launched(way)).toMatchObject({ exit: 0 });
});
