import { expect, test } from 'bun:test';
import { done } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { onTerminal } from '../support/terminal.ts';

setUp();

const said = 'cgw: auto mode cannot check actions unless this gateway passes the check on; else ';
const x = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'file:~/key', secretVia: 'helper' };
const auto = ['-p', '--permission-mode', 'auto'];

function place(profile: object, settings: object): { home: Home; env: { CGW_CLAUDE: string } } {
  const home = new Home();
  home.writeConfig({ version: 1, profiles: { x: profile } });
  home.write('key', 'sk-of-the-gateway-0123456789');
  home.write('.claude/settings.json', JSON.stringify(settings));
  return { home, env: { CGW_CLAUDE: home.write('bin/claude', '#!/bin/sh\n', 0o755) } };
}

type Row = readonly [when: string, args: readonly string[], profile?: object, settings?: object];

const asksForIt = { permissions: { defaultMode: 'auto' } };

test.each<Row>([
  ['-p in auto mode', auto],
  ['the user’s settings ask for it', ['-p'], {}, asksForIt],
  // Observed: its actions are checked alike.
  ['plan mode', ['-p', '--permission-mode=plan']],
])('said: %s', async (_, args, more = {}, settings = {}) => {
  const { stderr } = await done(['run', 'x', ...args], place({ ...x, ...more }, settings));
  expect(stderr).toBe(
    `${said}it refuses them, and claude ends with 1. To check them by a call of Sonnet, which is billed: cgw edit x --set env.CLAUDE_CODE_AUTO_MODE_SERVER=0\n`,
  );
});

test.each<Row>([
  ['-p without a mode asks nobody', ['-p']],
  ['another mode', ['-p', '--permission-mode', 'acceptEdits'], {}, asksForIt],
  ['no questions at all', ['-p', '--dangerously-skip-permissions'], {}, asksForIt],
  ['auto mode is off', auto, {}, { disableAutoMode: 'disable' }],
  ['a host gets the check as a call of its own', auto, { secretVia: 'env' }],
  ['the remedy', auto, { env: { CLAUDE_CODE_AUTO_MODE_SERVER: '0' } }],
  ['betas are off', auto, { experimentalBetas: false }],
  ['a model without auto mode', auto, { models: { default: 'claude-haiku-4-5' } }],
  ['such a model by argument', [...auto, '--model', 'claude-sonnet-4-5'], { models: { default: 'glm-5.3' } }],
])('not said: %s', async (_, args, more = {}, settings = {}) => {
  const { stderr } = await done(['run', 'x', ...args], place({ ...x, ...more }, settings));
  expect(stderr).toBe('');
});

test('--quiet does not say it', async () => {
  expect((await done(['run', '--quiet', 'x', ...auto], place(x, {}))).stderr).toBe('');
});

test('a session starts in auto mode', async () => {
  const { screen } = await onTerminal(['run', 'x'], place(x, {}));
  expect(screen).toContain(`${said}a dialog asks in its place`);
});
