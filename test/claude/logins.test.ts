import { expect, test } from 'bun:test';
import { forecast } from '../../src/claude/forecast.ts';
import { type Logins, readLogins } from '../../src/claude/logins.ts';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { silent } from '../support/silent-io.ts';

setUp();

const apiKey = 'good-key-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const gateway = { ANTHROPIC_BASE_URL: 'http://gw' };
const key = { ANTHROPIC_API_KEY: apiKey };
const token = { ANTHROPIC_AUTH_TOKEN: 'tok' };
const oauth = { CLAUDE_CODE_OAUTH_TOKEN: 'oat' };
const none: Logins = { key: false, claudeAi: false, rejected: [], approved: [] };
const stored = { ...none, key: true };
const login = { ...none, claudeAi: true };
const both = { ...stored, claudeAi: true };
const no = (logins: Logins): Logins => ({ ...logins, rejected: [apiKey.slice(-20)], approved: [] });

const bearer = 'authorization: ANTHROPIC_AUTH_TOKEN';
const ownKey = 'x-api-key: ANTHROPIC_API_KEY';
const storedKey = 'x-api-key: stored key of /login';
const storedLogin = 'login: stored login';
const environmentOauth = 'authorization: CLAUDE_CODE_OAUTH_TOKEN';

/** What the real Claude Code 2.1.332 sent to a listener, with -p and in a session (2026-11-28). */
test.each<readonly [string, Record<string, string>, Logins, string[], string[]?]>([
  ['nothing at all', {}, none, []],
  ['a stored key alone', {}, stored, [storedKey]],
  ['a claude.ai login alone', {}, login, [storedLogin]],
  ['both logins', {}, both, [storedLogin]],
  ['a token and a stored key', token, stored, [bearer, storedKey]],
  ['a token and a claude.ai login', token, login, [bearer]],
  [
    'a token, an empty key and a stored key',
    { ...token, ANTHROPIC_API_KEY: '' },
    stored,
    [bearer, storedKey],
  ],
  ['a key and both logins', key, both, [ownKey]],
  ['a rejected key and a stored key', key, no(stored), [ownKey], [storedKey]],
  ['a rejected key and both logins', key, no(both), [ownKey], [storedLogin]],
  ['a rejected key and no login', key, no(none), [ownKey], []],
  ['a token and a rejected key', { ...token, ...key }, no(none), [bearer, ownKey], [bearer]],
  ['an OAuth token and a stored key', oauth, stored, [environmentOauth]],
  [
    'provider-managed, a token and both logins',
    { ...token, CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' },
    both,
    [bearer],
  ],
  ['provider-managed, nothing else and both logins', { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' }, both, []],
])('%s', (_, environment, logins, print, session = print) => {
  const told = forecast([], { ...gateway, ...environment }, { logins });
  const said = (sent: typeof told.sent) => sent.map(({ as, from }) => `${as}: ${from}`);
  expect([said(told.sent), said(told.sentInSession)]).toEqual([print, session]);
});

test.each([
  ['.claude.json', {}],
  ['.claude/.config.json', {}],
  ['other/.claude.json', { CLAUDE_CONFIG_DIR: 'other' }],
])('a stored key is read from %s', (file, environment) => {
  const home = new Home();
  home.write(
    file,
    JSON.stringify({
      primaryApiKey: 'sk-ant-x',
      customApiKeyResponses: { rejected: ['end', 5], approved: [] },
    }),
  );
  const full = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, `${home.path}/${value}`]),
  );
  const io = { ...silent, environment: { HOME: home.path, ...full }, cwd: '/' };
  expect(readLogins(io, io.environment)).toEqual({
    key: true,
    claudeAi: false,
    rejected: ['end'],
    approved: [],
  });
});

test.each<['user' | 'project', string, boolean]>([
  ['user', 'CLAUDE_SECURESTORAGE_CONFIG_DIR', false],
  ['user', 'CLAUDE_CONFIG_DIR', false],
  ['project', 'CLAUDE_SECURESTORAGE_CONFIG_DIR', true],
  ['project', 'CLAUDE_CONFIG_DIR', true],
])('settings of the %s with %s: the login of ~/.claude is there: %s', (scope, name, there) => {
  const home = new Home();
  const claudeAiOauth = { accessToken: 'x', subscriptionType: 'pro' };
  home.write('.claude/.credentials.json', JSON.stringify({ claudeAiOauth }));
  const io = { ...silent, environment: { HOME: home.path }, cwd: '/' };
  const file = { scope, path: 'x', content: { env: { [name]: `${home.path}/other` } } };
  expect(readLogins(io, io.environment, [file])).toMatchObject(
    there ? { claudeAi: true, plan: 'pro' } : { claudeAi: false },
  );
});

test.each([
  ['{"a":1}', false, undefined],
  ['\uFEFF{"primaryApiKey":"k"}', true, undefined],
  [' ', false, undefined],
  ['{"primaryApiKey":"k"', false, /\.claude\.json$/],
  ['// x\n{}', false, /\.claude\.json$/],
  [Buffer.from('\uFEFF{}', 'utf16le').toString('latin1'), false, /\.claude\.json$/],
])('~/.claude.json with %j: a key: %s, damaged: %s', (text, key, damaged) => {
  const home = new Home();
  home.write('.claude.json', text);
  const io = { ...silent, environment: { HOME: home.path }, cwd: '/' };
  const logins = readLogins(io, io.environment);
  expect(logins.key).toBe(key);
  if (damaged === undefined) expect(logins.damaged).toBeUndefined();
  else expect(logins.damaged).toMatch(damaged);
  expect(forecast([], { ANTHROPIC_API_KEY: 'k' }, { logins }).refusal === null).toBe(damaged === undefined);
});

test('env warns of a stored key that a plain claude would send to the gateway', async () => {
  const home = new Home();
  home.writeConfig({
    version: 1,
    profiles: { g: { backend: 'gateway', baseUrl: 'http://h', token: 'placeholder:x' } },
  });
  const quiet = await cgw(['env', 'g'], { home });
  expect(quiet.stderr).toBe('');
  home.write('.claude.json', JSON.stringify({ primaryApiKey: 'sk-ant-planted-0123456789abcdef' }));
  expect((await cgw(['env', 'g'], { home })).stderr).toContain('a key of /login');
  expect((await cgw(['env', 'bedrock'], { home })).stderr).toBe('');
});

test.each([
  [
    'a stored key beside a token',
    { primaryApiKey: 'sk-ant-planted-0123456789abcdef' },
    {},
    ['stored key of /login'],
  ],
  [
    'a key that a session does not use, and a stored one',
    {
      primaryApiKey: 'sk-ant-planted-0123456789abcdef',
      customApiKeyResponses: { rejected: [apiKey.slice(-20)] },
    },
    { field: 'apiKey', variable: 'ANTHROPIC_API_KEY' },
    ['stored key of /login'],
  ],
  ['no login', {}, {}, []],
])(
  'status does not agree with a profile where a login would be sent: %s',
  async (_, global, {
    field = 'token',
    variable = 'ANTHROPIC_AUTH_TOKEN',
  }: { field?: string; variable?: string }, names) => {
    const home = new Home();
    home.writeConfig({
      version: 1,
      profiles: { g: { backend: 'gateway', baseUrl: 'http://gw', [field]: 'env:GOOD' } },
    });
    home.write('.claude.json', JSON.stringify(global));
    const env = { ...gateway, [variable]: apiKey, CGW_PROFILE: 'g', GOOD: apiKey };
    const { stdout } = await cgw(['status', '--json'], { home, env });
    const { agrees, disagreements } = JSON.parse(stdout);
    expect(
      disagreements.flatMap((each: { name: string; how: string }) =>
        each.how === 'extra' ? [each.name] : [],
      ),
    ).toEqual([...names]);
    expect(agrees).toBe(names.length === 0);
    expect((await cgw(['status', '--short'], { home, env })).stdout).toBe(
      names.length === 0 ? 'g\n' : 'g !\n',
    );
  },
);

test('status and doctor say what a plain claude would send, and tell no key', async () => {
  const home = new Home();
  home.write('.claude.json', JSON.stringify({ primaryApiKey: 'sk-ant-planted-0123456789abcdef' }));
  const env = { ...gateway, ANTHROPIC_AUTH_TOKEN: 'planted-token-0123456789' };
  const status = await cgw(['status'], { home, env });
  expect(status.stdout).toContain('stored key of /login');
  const doctor = await cgw(['doctor'], { home, env });
  expect(doctor.stdout).toContain('stored key of /login');
  expect(status.stdout + doctor.stdout + status.stderr + doctor.stderr).not.toMatch(/planted/);
});
