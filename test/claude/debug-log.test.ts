import { expect, test } from 'bun:test';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/* What Claude Code prints was observed on 2.1.330: test/live/debug-log.live.ts. */

const env = { KEY: 'sk-0123456789abcdef-planted', CGW_CLAUDE: '/bin/true' };

function withHeaders(headers: object, more: object = {}): Home {
  const home = new Home();
  const x = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'env:KEY', headers, ...more };
  home.writeConfig({ version: 1, profiles: { x } });
  return home;
}

const secret = { secret: 'env:KEY' };

test.each([
  ['exported', {}, { ANTHROPIC_LOG: 'debug' }, {}, []],
  ['with blanks', {}, { ANTHROPIC_LOG: ' debug ' }, {}, []],
  ['by the profile', { env: { ANTHROPIC_LOG: 'debug' } }, {}, {}, []],
  ['in user settings', {}, {}, { env: { ANTHROPIC_LOG: 'debug' } }, []],
  ['in --settings', {}, {}, {}, ['--settings', '{"env":{"ANTHROPIC_LOG":"debug"}}']],
])('a launch says which headers the debug log shows: %s', async (_, more, exported, settings, args) => {
  const home = withHeaders({ 'x-litellm-api-key': secret, 'x-team': 'blue', 'X-Api-Key': secret }, more);
  home.write('.claude/settings.json', JSON.stringify(settings));
  const { stderr, exit } = await cgw(['run', 'x', ...args], { home, env: { ...env, ...exported } });
  expect(exit).toBe(0);
  expect(stderr).toMatch(
    /^cgw: ANTHROPIC_LOG=debug.* makes Claude Code print x-litellm-api-key with the secret/m,
  );
  expect(stderr).not.toContain(env.KEY);
});

test.each([
  ['the log is not asked for', { 'x-key': secret }, {}, {}],
  ['the log is another', { 'x-key': secret }, { ANTHROPIC_LOG: 'info' }, {}],
  ['a settings file takes it away', { 'x-key': secret }, { ANTHROPIC_LOG: 'debug' }, { ANTHROPIC_LOG: '' }],
  [
    'the header is left out',
    { authorization: { ...secret, scheme: 'Bearer' } },
    { ANTHROPIC_LOG: 'debug' },
    {},
  ],
  ['no header is secret', { 'x-team': 'blue' }, { ANTHROPIC_LOG: 'debug' }, {}],
])('and says nothing when %s', async (_, headers, exported, settings) => {
  const home = withHeaders(headers);
  home.write('.claude/settings.json', JSON.stringify({ env: settings }));
  const { stderr } = await cgw(['run', 'x'], { home, env: { ...env, ...exported } });
  expect(stderr).not.toContain('print');
});
