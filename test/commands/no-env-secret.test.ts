import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgw, done, json, program } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { setUp } from '../support/set-up.ts';
import { onTerminal } from '../support/terminal.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

const secret = 'sk-live-7f3a9c-in-a-file';
const g = { backend: 'gateway', baseUrl: 'https://g.example.com' };

/** What Claude Code would be started with. */
type Started = {
  readonly env: Readonly<Record<string, string>>;
  readonly overlay: {
    readonly apiKeyHelper?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly availableModels?: readonly string[];
  };
};

/** A home with a profile `x`, its credential in `~/key`, and a program in Claude Code’s place that says how it was started. */
function withProfile(x: object): { home: Home; env: { CGW_CLAUDE: string }; started: () => Started } {
  const home = new Home();
  home.writeConfig({ version: 1, profiles: { x } });
  home.write('key', `${secret}\n`);
  const script = '#!/bin/sh\nenv -0 > "$HOME/env"\n[ "$1" = --settings ] && cat "$2" > "$HOME/overlay"\n';
  const CGW_CLAUDE = home.write('bin/claude', script, 0o755);
  const started = () => ({
    env: Object.fromEntries(
      readFileSync(join(home.path, 'env'), 'utf8')
        .split('\0')
        .map(entry => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    ),
    overlay: JSON.parse(readFileSync(join(home.path, 'overlay'), 'utf8')),
  });
  return { home, env: { CGW_CLAUDE }, started };
}

const x = { ...g, token: 'file:~/key' };
const helper = `${program} token x`;

describe('cgw run', () => {
  test.each<[string, object, readonly string[]]>([
    ['--no-env-secret', x, ['--no-env-secret']],
    ['secretVia=helper', { ...x, secretVia: 'helper' }, []],
    ['both', { ...x, secretVia: 'helper' }, ['--no-env-secret']],
  ])('%s: the helper has it, and no variable', async (_, profile, flags) => {
    const { home, env, started } = withProfile(profile);
    // What another profile has left, and what the next `inherit` would have to know.
    const stale = { ANTHROPIC_AUTH_TOKEN: 'stale', ANTHROPIC_API_KEY: 'stale', CGW_SET: 'ANTHROPIC_API_KEY' };
    const result = await done(['run', ...flags, 'x'], { home, env: { ...env, ...stale } });
    expect(result.stderr).toBe('');
    const { env: had, overlay } = started();
    expect(Object.values(had).filter(value => value.includes(secret))).toEqual([]);
    expect(had).toMatchObject({ ANTHROPIC_BASE_URL: g.baseUrl, CGW_PROFILE: 'x' });
    for (const name of ['ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY', 'CGW_SET'])
      expect(had).not.toHaveProperty(name);
    expect(overlay.apiKeyHelper).toEndWith(` ${helper}`);
    expect(overlay.env).toMatchObject({ ANTHROPIC_AUTH_TOKEN: '', ANTHROPIC_API_KEY: '' });
    expect(JSON.stringify(overlay)).not.toContain(secret);
    // The helper’s command is one that a shell understands, and it prints the credential.
    expect(Bun.spawnSync(['sh', '-c', overlay.apiKeyHelper ?? ''], { env: had }).stdout.toString()).toBe(
      `${secret}\n`,
    );
  });

  test.each<[string, object]>([
    ['without either', x],
    ['secretVia=env', { ...x, secretVia: 'env' }],
  ])('%s it is in the variable, and there is no helper', async (_, profile) => {
    const { home, env, started } = withProfile(profile);
    await done(['run', 'x'], { home, env });
    expect(started().env.ANTHROPIC_AUTH_TOKEN).toBe(secret);
    expect(started().overlay.apiKeyHelper).toBe('');
  });

  test('a model of the user’s own --settings is one of those that the session may use', async () => {
    const { home, env, started } = withProfile({ ...x, models: { default: 'good' } });
    const own = { env: { ANTHROPIC_MODEL: 'mine', ANTHROPIC_DEFAULT_OPUS_MODEL: '' } };
    await done(['run', 'x', '--settings', JSON.stringify(own)], { home, env });
    const { overlay } = started();
    expect(overlay.availableModels).toContain('mine');
    expect(overlay.availableModels).toContain('good');
    expect(overlay.availableModels).not.toContain('');
  });

  test('the switch without which Claude Code does not ask the helper', async () => {
    const { home, env, started } = withProfile({ backend: 'bedrock', bearerToken: 'file:~/key' });
    await done(['run', '--no-env-secret', 'x'], { home, env });
    const { env: had, overlay } = started();
    expect([had.CLAUDE_CODE_SKIP_BEDROCK_AUTH, overlay.env?.CLAUDE_CODE_SKIP_BEDROCK_AUTH]).toEqual([
      '1',
      '1',
    ]);
    expect([had.AWS_BEARER_TOKEN_BEDROCK, overlay.env?.AWS_BEARER_TOKEN_BEDROCK]).toEqual([undefined, '']);
  });

  test('the config that it used is the one that the helper reads', async () => {
    const { home, env, started } = withProfile({});
    home.writeConfig({ version: 1, profiles: {} });
    const folder = home.makeFolder('elsewhere');
    home.write('elsewhere/config.json', JSON.stringify({ version: 1, profiles: { x } }));
    await done(['run', '--no-env-secret', 'x'], { home, env: { ...env, CGW_CONFIG_DIR: folder } });
    const { env: had, overlay } = started();
    const asked = Bun.spawnSync(['sh', '-c', overlay.apiKeyHelper ?? ''], { env: had });
    expect(asked.stdout.toString()).toBe(`${secret}\n`);
  });

  test('seconds become milliseconds, and the scrubbing switch', async () => {
    const more = { helperTtl: '90', scrubSubprocesses: true };
    const { home, env, started } = withProfile({ ...x, secretVia: 'helper', ...more });
    await done(['run', 'x'], { home, env });
    const expected = {
      CLAUDE_CODE_API_KEY_HELPER_TTL_MS: '90000',
      CLAUDE_CODE_SUBPROCESS_ENV_SCRUB: '1',
    };
    expect(started().env).toMatchObject(expected);
    // A settings file of a project cannot switch it off again.
    expect(started().overlay.env).toMatchObject(expected);
  });

  test('a credential in a settings file is blanked, without the mode that asks no helper', async () => {
    const { home, env, started } = withProfile(x);
    home.write('.claude/settings.json', JSON.stringify({ env: { ANTHROPIC_AUTH_TOKEN: 'theirs' } }));
    const result = await done(['run', '--no-env-secret', 'x'], { home, env });
    expect(result.stderr).toContain('sets ANTHROPIC_AUTH_TOKEN; the profile wins');
    expect(started().env).not.toHaveProperty('CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST');
    expect(started().overlay.env?.ANTHROPIC_AUTH_TOKEN).toBe('');
  });

  test('what a project would decide about the helper gives way', async () => {
    const { home, env, started } = withProfile(x);
    const cwd = home.makeFolder('project');
    const theirs = { CGW_CONFIG_DIR: '/theirs', PATH: '/theirs', HOME: '/theirs', EDITOR: 'theirs' };
    home.write('project/.claude/settings.json', JSON.stringify({ env: theirs }));
    await done(['run', '--no-env-secret', '--trust-project', 'x'], { home, cwd, env });
    expect(started().overlay.env).toMatchObject({
      CGW_CONFIG_DIR: '',
      PATH: started().env.PATH,
      HOME: home.path,
      EDITOR: '',
    });
    await done(['run', 'x'], { home, cwd, env });
    expect(started().overlay.env).not.toHaveProperty('PATH');
  });

  test('secrets beside it are named as what they are', async () => {
    const headers = { 'x-key': { secret: 'file:~/key' } };
    const { home, env, started } = withProfile({ ...x, headers });
    const { stderr } = await done(['run', '--no-env-secret', '--force', 'x'], { home, env });
    expect(stderr.split('\n')[0]).toBe(
      'cgw: x: headers stays in the environment, as ANTHROPIC_CUSTOM_HEADERS: Claude Code has a helper for the main credential only',
    );
    expect(stderr).toContain('a project could replace it with its own');
    expect(started().env.ANTHROPIC_CUSTOM_HEADERS).toContain(secret);
    expect(started().env).not.toHaveProperty('ANTHROPIC_AUTH_TOKEN');
  });

  test('without any secret it is a launch like any other', async () => {
    const { home, env, started } = withProfile({ backend: 'bedrock', region: 'us-east-1' });
    await done(['run', '--no-env-secret', 'x'], { home, env });
    expect(started().overlay.apiKeyHelper).toBe('');
    expect(started().env).not.toHaveProperty('CLAUDE_CODE_SKIP_BEDROCK_AUTH');
  });
});

const panes = { teammateMode: 'tmux' };

describe('cgw run says', () => {
  test.each<[string, object, readonly string[], object, RegExp | undefined]>([
    [
      'that panes do not count',
      x,
      [],
      panes,
      /teammates run in this session, not in panes \(teammateMode tmux\)/,
    ],
    ['nothing of panes that nobody asks for', x, [], { teammateMode: 'auto' }, undefined],
    ['nothing of panes that have the helper', x, ['--no-env-secret'], panes, undefined],
    ['nothing with --quiet', x, ['--quiet'], panes, undefined],
    [
      'nothing of a secret that it takes out',
      { ...x, env: { PLAIN_SECRET: { secret: 'file:~/key' } } },
      ['--no-env-secret'],
      {},
      undefined,
    ],
    [
      'of one that tools are left',
      { ...x, toolVariables: 'PLAIN_SECRET', env: { PLAIN_SECRET: { secret: 'file:~/key' } } },
      ['--no-env-secret'],
      {},
      /env\.PLAIN_SECRET stays in the environment/,
    ],
  ])('%s', async (_, profile, flags, settings, words) => {
    const { home, env, started } = withProfile(profile);
    home.write('.claude/settings.json', JSON.stringify(settings));
    const { stderr } = await done(['run', ...flags, 'x'], { home, env });
    if (words === undefined) expect(stderr).toBe('');
    else expect(stderr).toMatch(words);
    expect(started().env.PLAIN_SECRET !== undefined).toBe('toolVariables' in profile);
  });
});

test('the user’s wish for no feature flags reaches provider-managed mode, a project’s does not', async () => {
  const { home, env, started } = withProfile(x);
  home.write('.claude/settings.json', JSON.stringify({ env: { DISABLE_GROWTHBOOK: '1' } }));
  home.write('p/.claude/settings.json', JSON.stringify({ env: { CLAUDE_CODE_DISABLE_FEATURE_FLAGS: '1' } }));
  await done(['run', '--quiet', 'x'], { home, env, cwd: home.makeFolder('p') });
  expect(started().env.DISABLE_GROWTHBOOK).toBe('1');
  expect(started().env).not.toHaveProperty('CLAUDE_CODE_DISABLE_FEATURE_FLAGS');
});

describe('cgw run refuses, and starts nothing', () => {
  const headers = { 'x-key': { secret: 'file:~/key' } };
  const contested = { env: { ANTHROPIC_CUSTOM_HEADERS: 'x-other: 1' } };

  test.each<[string, object, readonly string[], object, number, string]>([
    ['a variable', { ...g, token: 'env:KEY' }, [], {}, 3, 'the shell exports KEY'],
    ['an OAuth token', { backend: 'anthropic', oauthToken: 'file:~/key' }, [], {}, 3, 'oauthToken cannot be'],
    ['--strict', x, ['--strict'], {}, 2, 'provider-managed mode'],
    ['a contested secret beside it', { ...x, headers }, [], contested, 2, 'provider-managed mode'],
    ['a secret beside it', { ...x, headers }, [], {}, 2, 'ANTHROPIC_CUSTOM_HEADERS is a secret in'],
    ['a secret that is unavailable', { ...g, token: 'file:~/none' }, [], {}, 4, 'does not exist'],
  ])('%s', async (_, profile, flags, settings, exit, mention) => {
    const { home, env, started } = withProfile(profile);
    home.write('.claude/settings.json', JSON.stringify(settings));
    const args = ['run', '--no-env-secret', '--quiet', ...flags, 'x'];
    const result = await cgw(args, { home, env: { ...env, KEY: secret } });
    // What stays in the environment is said before; the error is the last of it.
    expectError(
      { ...result, stderr: result.stderr.replace(/^.*stays in the environment.*\n/, '') },
      exit,
      mention,
    );
    expect(started).toThrow();
  });

  const http = { ...x, baseUrl: 'http://gw.corp:4000' };
  const overHttp = 'HTTP_PROXY holds a password, so a project could name another proxy';
  type Proxied = [string, object, Readonly<Record<string, string>>, string | undefined];
  const proxied: readonly Proxied[] = [
    ['http', http, { HTTP_PROXY: 'http://me:pw@proxy:1' }, overHttp],
    ['http, a proxy without a scheme', http, { HTTP_PROXY: 'me:pw@proxy:1' }, overHttp],
    ['http, another host directly', http, { HTTP_PROXY: 'http://me:pw@proxy:1', NO_PROXY: 'corp' }, overHttp],
    ['http, directly', http, { HTTP_PROXY: 'http://me:pw@proxy:1', NO_PROXY: 'x, GW.corp' }, undefined],
    ['http, no proxy for anything', http, { HTTP_PROXY: 'http://me:pw@proxy:1', no_proxy: '*' }, undefined],
    ['http, a proxy without a password', http, { HTTP_PROXY: 'http://proxy:1' }, undefined],
    ['https', x, { HTTP_PROXY: 'http://me:pw@proxy:1', HTTPS_PROXY: 'http://me:pw@proxy:1' }, undefined],
  ];
  test.each(sampleOf(proxied, 3))(
    'a proxy with a password where it would see the credential: %s',
    async (_, profile, network, words) => {
      const { home, env, started } = withProfile(profile);
      const args = ['run', '--no-env-secret', '--quiet', 'x'];
      const options = { home, env: { ...env, ...network }, asProcess: true as const };
      if (words === undefined) {
        await done(args, options);
        expect(started().overlay).toBeDefined();
        expect(JSON.stringify(started().overlay)).not.toContain('me:pw');
        return;
      }
      expectError(await cgw(args, options), 2, words, 'NO_PROXY');
      expect(started).toThrow();
      await done(['run', '--no-env-secret', '--force', 'x'], options);
    },
  );

  test('settings of the user’s own that could cost the overlay', async () => {
    const { home, env, started } = withProfile({ ...x, secretVia: 'helper' });
    const args = ['run', 'x', '--settings', '{"permissions":{},"env":{}}'];
    expectError(await cgw(args, { home, env }), 2, '--settings with permissions', 'settings file');
    expect(started).toThrow();
    await done(['run', 'x', '--settings', '{"env":{"MINE":"1"}}'], { home, env });
    expect(started().overlay.env?.MINE).toBe('1');
  });
});

test.each<[readonly string[]]>([
  [['env', 'x']],
  [['env', 'x', '--json', '--reveal']],
  [['env', 'x', '--dotenv']],
  [['exec', 'x', '--', 'true']],
  [['write', 'x', '--to', 'envrc']],
  [['write', 'x', '--to', 'local', '--plaintext']],
])('cgw %p: a profile with secretVia=helper is for no environment', async args => {
  const { home } = withProfile({ ...x, secretVia: 'helper' });
  const result = await cgw(args, { home });
  expectError(result, 3, 'x keeps its secret out of every environment', 'cgw run x', 'cgw write x --to user');
});

describe('cgw show', () => {
  test.each<[string, object, object]>([
    ['in the environment', x, { by: 'environment', because: null }],
    ['by the helper', { ...x, secretVia: 'helper' }, { by: 'helper', because: null }],
    [
      'in the environment whatever is asked for',
      { ...g, token: 'env:KEY', secretVia: 'helper' },
      { by: 'environment', because: 'the shell exports KEY, and Claude Code inherits it' },
    ],
  ])('%s', async (_, profile, expected) => {
    const { home } = withProfile(profile);
    expect(await json(['show', 'x'], { home })).toMatchObject({
      secrets: [{ path: 'token', variable: 'ANTHROPIC_AUTH_TOKEN', ...expected }],
    });
  });

  test('the variables are those that Claude Code gets', async () => {
    const { home } = withProfile({ backend: 'bedrock', bearerToken: 'file:~/key', secretVia: 'helper' });
    const { stdout } = await done(['show', 'x'], { home });
    expect(stdout).toContain('CLAUDE_CODE_SKIP_BEDROCK_AUTH');
    expect(stdout).not.toContain('AWS_BEARER_TOKEN_BEDROCK');
    expect(stdout).toContain('bearerToken: by apiKeyHelper, not in the environment');
  });

  test('a profile without secrets says nothing about them', async () => {
    const { home } = withProfile({ backend: 'bedrock' });
    expect((await done(['show', 'x'], { home })).stdout).not.toContain('Secrets');
  });
});

describe('inside such a session', () => {
  const profile = { ...x, secretVia: 'helper' };
  const session = { CGW_PROFILE: 'x', ANTHROPIC_BASE_URL: g.baseUrl };

  test('status says that a plain claude would have no credential', async () => {
    const { home } = withProfile(profile);
    expect(await json(['status'], { home, env: session })).toMatchObject({
      agrees: false,
      disagreements: [{ name: 'apiKeyHelper', how: 'missing', place: null }],
    });
    expect((await done(['status', '--short'], { home, env: session })).stdout).toBe('x !\n');
  });

  test('and nothing departs from the profile once it is written to the user’s settings', async () => {
    const { home } = withProfile(profile);
    await done(['write', 'x', '--to', 'user'], { home });
    expect(await json(['status'], { home, env: session })).toMatchObject({ agrees: true });
    // The helper of another profile is another one.
    const settings = JSON.stringify({ apiKeyHelper: `${program} token xx` });
    home.write('.claude/settings.json', settings);
    expect(await json(['status'], { home, env: session })).toMatchObject({
      disagreements: [{ name: 'apiKeyHelper', how: 'elsewhere', place: 'user' }],
    });
  });
});

test('a program on the terminal may ask before the launch', async () => {
  const script =
    'printf "PIN: " >/dev/tty; [ -n "$CLAUDECODE" ] || echo asked >>"$HOME/asked"; cat "$HOME/key"';
  const { home, env, started } = withProfile({ ...g, token: `cmd:${JSON.stringify(['sh', '-c', script])}` });
  const { exit, screen } = await onTerminal(['run', '--quiet', '--no-env-secret', 'x'], { home, env });
  expect([exit, screen]).toEqual([0, 'PIN: ']);
  expect(started().overlay.apiKeyHelper).toEndWith(` ${helper}`);
  expect(readFileSync(join(home.path, 'asked'), 'utf8')).toBe('asked\n');
});

describe.skipIf(!required('tools', Bun.which('setsid') !== null))('where nobody can be asked', () => {
  const under = ['setsid', '--wait'];

  test('a program is left to the helper', async () => {
    const script = 'echo run >>"$HOME/runs"; echo key';
    const token = `cmd:${JSON.stringify(['sh', '-c', script])}`;
    const { home, env, started } = withProfile({ ...g, token });
    await done(['run', '--no-env-secret', 'x'], { home, env, under });
    expect(started().overlay.apiKeyHelper).toEndWith(' token x');
    expect(existsSync(join(home.path, 'runs'))).toBe(false);
  });

  test('but that it is there is seen before the launch', async () => {
    const { home, env } = withProfile({ ...g, token: 'cmd:no-such-program x' });
    const { exit, stderr } = await cgw(['run', '--no-env-secret', 'x'], { home, env, under });
    expect(exit).toBe(4);
    expect(stderr).toStartWith(
      'cgw: the secret cmd:no-such-program … is unavailable: there is no such program\n',
    );
  });

  test('and a file is read', async () => {
    const { home, env } = withProfile({ ...g, token: 'file:/no/such/file' });
    expect((await cgw(['run', '--no-env-secret', 'x'], { home, env, under })).exit).toBe(4);
  });
});
