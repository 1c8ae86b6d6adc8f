import { afterAll, expect } from 'bun:test';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endTerminals } from '../pty/support/terminal.ts';
import { required } from '../support/required.ts';
import { parseEnvironment } from './hook.ts';
import { hostility } from './hostile.ts';
import { bashCall } from './recorder/bash-call.ts';
import type { RecorderFormat } from './recorder/types.ts';
import { leave, onboard, onTerminal, say, sessionOn } from './session.ts';
import { startTlsProxy } from './tls-proxy.ts';
import { expectAsked, heardBy } from './wire.ts';
import { live, type World } from './world.ts';

/*
 * `cgw run --no-env-secret`: Claude Code asks `cgw token` for the credential. It reaches the backend as ever, and
 * neither Claude Code’s environment nor that of what it starts holds it.
 */

afterAll(endTerminals);

const token = 'good-token-5b1f7c20';
const rotated = 'next-token-91ce44d8';

/** A profile whose credential a helper can carry. */
type Case = {
  readonly name: string;
  readonly format: RecorderFormat;
  readonly preset: string;
  readonly field: string;
  /** What the profile sets beside URL and credential. */
  readonly fields?: readonly string[];
  readonly headers: 'bearer' | 'both';
};

const cases: readonly [Case, ...Case[]] = [
  { name: 'a gateway’s token', format: 'anthropic', preset: 'litellm', field: 'token', headers: 'both' },
  { name: 'a gateway’s key', format: 'anthropic', preset: 'gateway', field: 'apiKey', headers: 'both' },
  {
    name: 'Bedrock’s key',
    format: 'bedrock',
    preset: 'bedrock',
    field: 'bearerToken',
    fields: ['region=us-east-1'],
    headers: 'bearer',
  },
  {
    name: 'Mantle’s key',
    format: 'anthropic',
    preset: 'mantle',
    field: 'bearerToken',
    fields: ['region=us-east-1'],
    headers: 'bearer',
  },
  {
    name: 'a Bedrock-format gateway’s token',
    format: 'bedrock',
    preset: 'litellm-bedrock',
    field: 'token',
    fields: ['region=us-east-1'],
    headers: 'bearer',
  },
  {
    name: 'a Vertex-format gateway’s token',
    format: 'vertex',
    preset: 'litellm-vertex',
    field: 'token',
    fields: ['projectId=good-project'],
    headers: 'bearer',
  },
  {
    name: 'Foundry’s bearer token',
    format: 'anthropic',
    preset: 'foundry',
    field: 'authToken',
    fields: ['models.default=claude-sonnet-5'],
    headers: 'bearer',
  },
];
const [gateway] = cases;

function credentials(headers: Case['headers'], value = token): Record<string, string> {
  const bearer = { authorization: `Bearer ${value}` };
  return headers === 'both' ? { ...bearer, 'x-api-key': value } : bearer;
}

/** Puts the credential where the profile `x` says it is. */
function putToken(world: World, value = token): string {
  return world.write('home/key', `${value}\n`);
}

async function addCase(world: World, { preset, field, fields = [] }: Case, url: string): Promise<void> {
  const file = putToken(world);
  const flags = [`baseUrl=${url}`, ...fields].flatMap(each => ['--set', each]);
  await world.add('x', '--from', preset, ...flags, '--secret', `${field}=file:${file}`);
}

/** Has the Bash tool write down the environment that it sees, and that of Claude Code itself. */
const lookAround = 'env -0 > own.env; cat /proc/$PPID/environ > claude.env';

/** What it saw; each launch writes it anew. */
function seen(world: World): Record<string, string>[] {
  return ['own.env', 'claude.env'].map(name =>
    parseEnvironment(readFileSync(join(world.project, name), 'utf8')),
  );
}

const prompt = ['--allowedTools', 'Bash', '-p', 'hi'];

/** The files of a world that hold a word. */
function filesWith(world: World, word: string): string[] {
  const paths = readdirSync(world.root, { recursive: true, encoding: 'utf8' });
  const files = paths.filter(path => lstatSync(join(world.root, path)).isFile());
  return files.filter(path => readFileSync(join(world.root, path), 'latin1').includes(word));
}

for (const each of cases)
  live(`${each.name} reaches the backend, and no environment`, async world => {
    const ours = world.recorder(each.format, { intercept: bashCall(each.format, lookAround) });
    await addCase(world, each, ours.url);
    // A listener has no path for each format, of which `run` would speak.
    const kept = await world.cgw(['run', '--no-env-secret', '--quiet', 'x', ...prompt]);
    expect(kept).toMatchObject({ exitCode: 0, stdout: 'pong\n', stderr: '' });
    expectAsked(ours, credentials(each.headers));
    const [own, claude] = seen(world);
    expect(own?.CLAUDECODE).toBe('1');
    expect(claude?.CGW_PROFILE).toBe('x');
    expect(JSON.stringify([own, claude])).not.toContain(token);
    expect(filesWith(world, token)).toEqual(['home/key']);

    // Without the flag Claude Code holds it, and keeps it from tools: this test can fail.
    await world.cgw(['run', 'x', ...prompt]);
    const [tool, program] = seen(world).map(environment => Object.values(environment ?? {}));
    expect(program).toContain(token);
    expect(tool).not.toContain(token);
  });

live('Anthropic’s key reaches Anthropic, and no environment', async world => {
  const ours = world.recorder('anthropic', { intercept: bashCall('anthropic', lookAround) });
  const proxy = startTlsProxy(world, 'api.anthropic.com', ours.url);
  await world.add('x', '--from', 'direct', '--secret', `apiKey=file:${putToken(world)}`);
  try {
    const options = { environment: proxy.environment };
    const outcome = await world.cgw(['run', '--no-env-secret', 'x', ...prompt], options);
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
  } finally {
    proxy.stop();
  }
  expectAsked(ours, credentials('both'));
  expect(JSON.stringify(seen(world))).not.toContain(token);
});

for (const each of cases.filter(({ field }) => field === 'token'))
  live(`${each.name} wins over hostile settings and a hostile shell`, async world => {
    const ours = world.recorder(each.format, { intercept: bashCall(each.format, lookAround) });
    const theirs = world.recorder('anthropic');
    const hostile = hostility(world, theirs.url);
    await addCase(world, each, ours.url);
    world.settings('user', hostile.settings);
    for (const scope of ['project', 'local'] as const) world.settings(scope, hostile.settings);
    const outcome = await world.cgw(['run', '--no-env-secret', '--quiet', 'x', ...prompt], {
      environment: hostile.variables,
    });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n', stderr: '' });
    expectAsked(ours, credentials(each.headers));
    expect(heardBy(theirs)).toEqual([]);
    expect(hostile.helperRan()).toBe(false);
    expect(JSON.stringify(seen(world))).not.toContain(token);
  });

/**
 * What the helper would go by. Claude Code asks it for the first time before it applies the project’s variables, and
 * with them in force from then on (observed on 2.1.330).
 */
const misleading = { CGW_CONFIG_DIR: '/nowhere', PATH: '/nowhere', LD_PRELOAD: '/nowhere/lib.so' };

for (const [what, env] of [
  ['', {}],
  [', and a project does not decide what the helper reads', misleading],
] as const)
  live(`a credential that was rotated is asked for again after a 401${what}`, async world => {
    let valid = token;
    const call = bashCall('anthropic', 'echo done');
    const ours = world.recorder('anthropic', {
      intercept: async request => {
        if (request.headers.authorization !== `Bearer ${valid}`)
          return Response.json(
            { type: 'error', error: { type: 'authentication_error', message: 'expired' } },
            { status: 401 },
          );
        const reply = await call(request);
        if (reply !== undefined) {
          valid = rotated;
          putToken(world, rotated);
        }
        return reply;
      },
    });
    await addCase(world, gateway, ours.url);
    world.settings('project', { env });
    const run = ['run', '--no-env-secret', '--quiet', '--trust-project', 'x'];
    const outcome = await world.cgw([...run, ...prompt]);
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n', stderr: '' });
    const sent = ours.modelRequests().map(({ headers }) => headers.authorization);
    expect(new Set(sent)).toEqual(new Set([`Bearer ${token}`, `Bearer ${rotated}`]));
    expect(sent.at(-1)).toBe(`Bearer ${rotated}`);
  });

for (const [what, fields, last] of [
  // The first request after that still carries the old one, while the helper is asked.
  ['helperTtl=1: after a second', ['--set', 'helperTtl=1'], rotated],
  ['without helperTtl: not within five minutes', [], token],
] as const)
  live(`a rotated credential is asked for again though the old one is valid, ${what}`, async world => {
    const call = bashCall('anthropic', 'sleep 2', 3);
    const ours = world.recorder('anthropic', {
      intercept: async request => {
        const reply = await call(request);
        if (reply !== undefined) putToken(world, rotated);
        return reply;
      },
    });
    await addCase(world, gateway, ours.url);
    await world.cgw(['edit', 'x', '--set', 'secretVia=helper', ...fields]);
    expect(await world.cgw(['run', 'x', ...prompt])).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
    const sent = ours.modelRequests().map(({ headers }) => headers.authorization);
    expect(sent[0]).toBe(`Bearer ${token}`);
    expect(sent.at(-1)).toBe(`Bearer ${last}`);
  });

live(
  'Enter in the picker heeds secretVia, and Claude Code asks no question about the helper',
  async world => {
    const ours = world.recorder('anthropic');
    await addCase(world, gateway, ours.url);
    await world.cgw(['edit', 'x', '--set', 'secretVia=helper']);
    // The folder is not trusted yet: that is asked, and nothing else.
    onboard(world, {}, false);
    await using terminal = onTerminal(world, []);
    await terminal.waitFor('❯ x', { timeout: 30_000 });
    await terminal.press('enter');
    await terminal.waitFor('Yes, I trust this folder', { timeout: 60_000 });
    await terminal.settled(500);
    await terminal.press('down');
    await terminal.waitFor(/❯ Yes, I trust/);
    await terminal.press('enter');
    await sessionOn(terminal);
    await say(terminal, 'typed into the real thing');
    const asked = () => ours.requests.find(({ body }) => body.includes('typed into'));
    await terminal.waitFor(() => asked() !== undefined, { timeout: 60_000 });
    expect(asked()?.headers).toMatchObject(credentials('both'));
    await leave(terminal);
  },
);

/** A login that nobody’s server but Anthropic’s may see. */
const login = {
  claudeAiOauth: {
    accessToken: 'stored-login',
    refreshToken: 'r',
    expiresAt: Date.UTC(2100, 0),
    scopes: ['user:inference', 'user:profile'],
    subscriptionType: 'max',
  },
};

live('a helper that fails says why, and a stored login is not sent in its place', async world => {
  const ours = world.recorder('anthropic');
  world.write('home/.claude/.credentials.json', JSON.stringify(login));
  // Where there is no terminal to ask on, cgw leaves a program to the helper.
  const script = world.write('fails.sh', '#!/bin/sh\necho locked >&2\nexit 1\n', 0o700);
  await world.add(
    'x',
    '--from',
    'litellm',
    '--set',
    `baseUrl=${ours.url}`,
    '--secret',
    `token=cmd:${script}`,
  );
  const { stderr } = await world.cgw(['run', '--no-env-secret', 'x', '-p', 'hi']);
  expect(stderr).toContain('apiKeyHelper failed');
  expect(stderr).toContain(`the secret cmd:${script}`);
  expect(stderr).toContain('locked');
  expect(ours.modelRequests().length).toBeGreaterThan(0);
  expect(JSON.stringify(ours.requests)).not.toContain('stored-login');
});

/** Why `--settings` with more than `env` is refused: one bad value in it, and the stored login goes to the gateway. */
live('without its overlay Claude Code sends a stored login to the profile’s server', async world => {
  const ours = world.recorder('anthropic');
  world.write('home/.claude/.credentials.json', JSON.stringify(login));
  world.mayAsk = /^CONNECT api\.anthropic\.com:443 /;
  const settings = JSON.stringify({ apiKeyHelper: `echo ${token}`, permissions: 5 });
  await world.claude(['--settings', settings, '-p', 'hi'], { environment: { ANTHROPIC_BASE_URL: ours.url } });
  expectAsked(ours, { authorization: 'Bearer stored-login' });
  await addCase(world, gateway, ours.url);
  const heard = ours.requests.length;
  const refused = await world.cgw([
    'run',
    '--no-env-secret',
    'x',
    '--settings',
    '{"permissions":5}',
    '-p',
    'hi',
  ]);
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ours.requests.length).toBe(heard);
});

/** Secrets of other programs that a shell may export. */
const others = {
  AWS_SECRET_ACCESS_KEY: 'scrub-me-aws',
  LITELLM_API_KEY: 'scrub-me-litellm',
  VAULT_TOKEN: 'scrub-me-vault',
  NPM_TOKEN: 'scrub-me-npm',
  MY_SECRET: 'scrub-me-mine',
};
const github = { GH_TOKEN: 'kept-for-gh', GITHUB_TOKEN: 'kept-for-github' };

if (required('bubblewrap', Bun.which('bwrap') !== null && Bun.which('socat') !== null))
  live(
    'scrubSubprocesses=on: tools see no credential at all but GitHub’s, the helper sees all',
    async world => {
      const ours = world.recorder('anthropic', { intercept: bashCall('anthropic', `${lookAround}; true`) });
      const PATH = process.env.PATH ?? '';
      const environment = { ...others, ...github, PATH };
      await addCase(world, gateway, ours.url);
      // The credential of the helper comes from a variable that tools do not see.
      const script = world.write(
        'print.sh',
        '#!/bin/sh\nprintf %s "$MY_SECRET" > "$0.saw"; cat "$HOME/key"\n',
        0o700,
      );
      await world.cgw(['edit', 'x', '--set', 'scrubSubprocesses=on', '--secret', `token=cmd:${script}`]);
      for (const flags of [[], ['--no-env-secret']]) {
        const outcome = await world.cgw(['run', ...flags, 'x', ...prompt], { environment });
        expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
        expect(ours.modelRequests().at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
        const [own, parent] = seen(world);
        expect(own).toMatchObject(github);
        expect(JSON.stringify([own, parent])).not.toMatch(/scrub-me|good-token/);
        expect(readFileSync(`${script}.saw`, 'utf8')).toBe(others.MY_SECRET);
      }
      await world.cgw(['edit', 'x', '--unset', 'scrubSubprocesses']);
      await world.cgw(['run', 'x', ...prompt], { environment });
      expect(seen(world)[0]).toMatchObject(others);
    },
  );

live(
  'scrubSubprocesses=on without bubblewrap: Claude Code says what it lacks, and sends nothing',
  async world => {
    const ours = world.recorder('anthropic');
    await addCase(world, gateway, ours.url);
    await world.cgw(['edit', 'x', '--set', 'scrubSubprocesses=on']);
    const outcome = await world.cgw(['run', 'x', '-p', 'hi'], { environment: { PATH: world.folder('bin') } });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stderr).toContain('bubblewrap is required');
    expect(heardBy(ours)).toEqual([]);
  },
);
