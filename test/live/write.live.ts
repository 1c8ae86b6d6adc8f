import { expect } from 'bun:test';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { helperSupport } from '../../src/backends/api-key-helper.ts';
import { backends } from '../../src/backends/index.ts';
import { providerFacts } from '../../src/backends/providers.ts';
import type { BackendId } from '../../src/env/backend-ids.ts';
import { ownedVariable } from '../../src/env/variables.ts';
import { unbeatable } from '../../src/write/blanked-variables.ts';
import { hostility } from './hostile.ts';
import { cgw } from './programs.ts';
import type { Recorder } from './recorder/types.ts';
import { addRoute, type Route, routes, shell, token } from './routes.ts';
import { expectAsked, heardBy } from './wire.ts';
import { live, type World } from './world.ts';

/*
 * `cgw write`: afterwards plain Claude Code, started by anybody from any shell, reaches the profile’s backend with
 * the profile’s credential and no other; after `--undo` it goes where it went before.
 */

const [litellm] = routes;

/** The credential as the helper’s answer travels. */
function credentials(route: Route): Record<string, string> {
  const bearer = { authorization: `Bearer ${token}` };
  return route.format === 'anthropic' ? { ...bearer, 'x-api-key': token } : bearer;
}

/** A shell with everything exported that routes, but models, which say nothing about where a request goes. */
function hostileShell(world: World, url: string): Record<string, string> {
  const { variables } = hostility(world, url);
  const routing = Object.entries(variables).filter(
    ([name]) => ownedVariable(name)?.kind !== 'model' && !(unbeatable as readonly string[]).includes(name),
  );
  return { ...Object.fromEntries(routing), ...shell };
}

/** For what cannot be reached. */
const impatient = { CLAUDE_CODE_MAX_RETRIES: '0' };

/** What a listener has heard since, as whom. */
function heardSince(recorder: Recorder, from: number): string[] {
  return recorder.requests.slice(from).map(({ method, path, headers }) => {
    const { authorization = '-', 'x-api-key': key = '-' } = headers;
    return `${method} ${path} ${authorization} ${key}`;
  });
}

/**
 * Nothing is heard elsewhere. But Claude Code asks Bedrock for its inference profiles before it has read the files
 * of the project: where the shell or user settings say, as whom they say, here as nobody.
 */
function expectNothingOfOurs(heard: readonly string[], target: string): void {
  const early = target === 'local' ? /^GET \S*\/inference-profiles\?\S* - -$/ : /^$/;
  expect(heard.filter(each => !early.test(each))).toEqual([]);
}

async function succeeds(outcome: Promise<{ exitCode: number | null; stderr: string }>): Promise<void> {
  const { exitCode, stderr } = await outcome;
  if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`);
}

for (const route of routes)
  for (const target of ['user', 'local'])
    live(
      `${route.name} written to ${target} wins over a hostile shell; after undo it is as before`,
      async world => {
        const ours = world.recorder(route.format, { answer: 'ours' });
        const theirs = world.recorder('anthropic');
        world.mayAsk = /^CONNECT api\.anthropic\.com:443 /;
        const environment = hostileShell(world, theirs.url);
        await addRoute(world, route, ours.url);
        await world.claude(['-p', 'hi'], { environment });
        const before = heardSince(theirs, 0);
        expect(before).not.toEqual([]);

        await succeeds(world.cgw(['write', route.name, '--to', target], { environment }));
        const asked = theirs.requests.length;
        const outcome = await world.claude(['-p', 'hi'], { environment });
        expect(outcome).toMatchObject({ exitCode: 0, stdout: 'ours\n', stderr: '' });
        expectAsked(ours, credentials(route));
        expectNothingOfOurs(heardSince(theirs, asked), target);

        await succeeds(world.cgw(['write', '--undo', '--to', target], { environment }));
        const [reached, answered] = [theirs.requests.length, ours.requests.length];
        await world.claude(['-p', 'hi'], { environment });
        expect(heardSince(theirs, reached)).toEqual(before);
        expect(ours.requests.length).toBe(answered);
      },
    );

for (const route of routes)
  live(
    `${route.name} written to local wins over hostile user settings with a helper of their own`,
    async world => {
      const ours = world.recorder(route.format);
      const theirs = world.recorder('anthropic');
      const hostile = hostility(world, theirs.url);
      const env = Object.entries(hostile.settings.env).filter(
        ([name]) => ownedVariable(name)?.kind !== 'model',
      );
      world.settings('user', { ...hostile.settings, env: Object.fromEntries(env) });
      await addRoute(world, route, ours.url);
      await succeeds(world.cgw(['write', route.name, '--to', 'local'], { environment: shell }));
      expect(await world.claude(['-p', 'hi'], { environment: shell })).toMatchObject({ stdout: 'pong\n' });
      expectAsked(ours, credentials(route));
      expectNothingOfOurs(heardSince(theirs, 0), 'local');
      expect(hostile.helperRan()).toBe(false);
    },
  );

live('a profile without a helper switches the one of a lower file off', async world => {
  const ours = world.recorder('anthropic');
  const hostile = hostility(world, 'http://127.0.0.1:1');
  world.settings('user', { apiKeyHelper: hostile.settings.apiKeyHelper });
  const flags = ['--set', `baseUrl=${ours.url}`, '--set', 'models.default=qwen3.5'];
  await world.add('local-server', '--from', 'ollama', ...flags);
  await succeeds(world.cgw(['write', 'local-server', '--to', 'local']));
  expect(await world.claude(['-p', 'hi'])).toMatchObject({ stdout: 'pong\n' });
  expectAsked(ours, { authorization: 'Bearer ollama' });
  expect(hostile.helperRan()).toBe(false);
});

live('in a shared file the helper is the cgw on PATH', async world => {
  const ours = world.recorder(litellm.format);
  await addRoute(world, litellm, ours.url);
  symlinkSync(cgw, join(world.folder('bin'), 'cgw'));
  const environment = { ...shell, PATH: `${join(world.root, 'bin')}:/usr/bin:/bin` };
  await succeeds(world.cgw(['write', 'litellm', '--to', 'project'], { environment }));
  expect(await world.claude(['-p', 'hi'], { environment })).toMatchObject({ stdout: 'pong\n' });
  expectAsked(ours, credentials(litellm));
});

live('--plaintext, where no helper serves', async world => {
  const ours = world.recorder('anthropic');
  const theirs = world.recorder('anthropic');
  const flags = ['--set', `baseUrl=${ours.url}`, '--set', 'models.default=claude-sonnet-5'];
  await world.add('azure', '--from', 'foundry', ...flags, '--secret', 'apiKey=env:LITELLM_API_KEY');
  const environment = hostileShell(world, theirs.url);
  expect(await world.cgw(['write', 'azure', '--to', 'user'], { environment })).toMatchObject({ exitCode: 3 });
  await succeeds(world.cgw(['write', 'azure', '--to', 'user', '--plaintext'], { environment }));
  expect(await world.claude(['-p', 'hi'], { environment })).toMatchObject({ stdout: 'pong\n' });
  expectAsked(ours, { 'x-api-key': token });
  expect(heardBy(theirs)).toEqual([]);
});

live('a helper that fails says why, and nothing is sent as anybody', async world => {
  const ours = world.recorder(litellm.format);
  await addRoute(world, litellm, ours.url);
  await succeeds(world.cgw(['write', 'litellm', '--to', 'user'], { environment: shell }));
  const { exitCode, stderr } = await world.claude(['-p', 'hi']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('cgw: the secret env:LITELLM_API_KEY is not set');
  for (const { headers } of ours.modelRequests())
    expect([headers.authorization, headers['x-api-key']]).toEqual(['Bearer', '']);
});

/** What `unbeatable` and the warning about comments say. */
for (const name of [
  'CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST',
  'CLAUDE_CODE_HOST_AUTH_ENV_VAR',
  'ANTHROPIC_UNIX_SOCKET',
])
  live(`${name} of a shell keeps settings files from routing, blanked or not`, async world => {
    const ours = world.recorder(litellm.format);
    world.mayAsk = /^CONNECT api\.anthropic\.com:443 /;
    await addRoute(world, litellm, ours.url);
    const value = name === 'ANTHROPIC_UNIX_SOCKET' ? '/nowhere' : '1';
    const environment = { ...shell, ...impatient, [name]: value };
    const { stderr } = await world.cgw(['write', 'litellm', '--to', 'user'], { environment });
    expect(stderr).toContain(`this shell exports ${name}`);
    await world.claude(['-p', 'hi'], { environment });
    expect(ours.modelRequests()).toEqual([]);
  });

for (const [what, text] of [
  ['a comment', (json: string) => `// mine\n${json}`],
  ['a trailing comma', (json: string) => json.replace(/\}$/, ',}')],
] as const)
  live(`Claude Code reads nothing of a settings file with ${what}`, async world => {
    const ours = world.recorder('anthropic');
    const settings = { env: { ANTHROPIC_BASE_URL: ours.url, ANTHROPIC_AUTH_TOKEN: token } };
    world.write('home/.claude/settings.json', text(JSON.stringify(settings)));
    const { stderr } = await world.claude(['-p', 'hi']);
    expect(stderr).toContain('Invalid or malformed JSON');
    expect(heardBy(ours)).toEqual([]);
  });

/** How a backend is pointed at a listener and told to add no authentication of its own, and whose field is whose. */
type Cell = {
  readonly env: (url: string) => Record<string, string>;
  readonly skip?: string;
  /** The variable of each credential field. */
  readonly fields: Readonly<Record<string, string>>;
};

const aws = { AWS_REGION: 'us-east-1' };

const cells: { readonly [Id in BackendId]: Cell } = {
  anthropic: {
    env: url => ({ ANTHROPIC_BASE_URL: url }),
    fields: { apiKey: 'ANTHROPIC_API_KEY', oauthToken: 'CLAUDE_CODE_OAUTH_TOKEN' },
  },
  bedrock: {
    env: url => ({ CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_BEDROCK_BASE_URL: url, ...aws }),
    skip: 'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    fields: { bearerToken: 'AWS_BEARER_TOKEN_BEDROCK' },
  },
  mantle: {
    env: url => ({ CLAUDE_CODE_USE_MANTLE: '1', ANTHROPIC_BEDROCK_MANTLE_BASE_URL: url, ...aws }),
    skip: 'CLAUDE_CODE_SKIP_MANTLE_AUTH',
    fields: { bearerToken: 'AWS_BEARER_TOKEN_BEDROCK' },
  },
  'anthropic-aws': {
    env: url => ({
      CLAUDE_CODE_USE_ANTHROPIC_AWS: '1',
      ANTHROPIC_AWS_BASE_URL: url,
      ANTHROPIC_AWS_WORKSPACE_ID: 'w',
      ...aws,
    }),
    skip: 'CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH',
    fields: { apiKey: 'ANTHROPIC_AWS_API_KEY' },
  },
  'anthropic-gcp': { env: () => ({}), fields: {} },
  vertex: { env: () => ({}), fields: {} },
  foundry: {
    env: url => ({ CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_BASE_URL: url }),
    skip: 'CLAUDE_CODE_SKIP_FOUNDRY_AUTH',
    fields: { apiKey: 'ANTHROPIC_FOUNDRY_API_KEY', authToken: 'ANTHROPIC_FOUNDRY_AUTH_TOKEN' },
  },
  gateway: {
    env: url => ({ ANTHROPIC_BASE_URL: url }),
    fields: { token: 'ANTHROPIC_AUTH_TOKEN', apiKey: 'ANTHROPIC_API_KEY' },
  },
  'gateway-bedrock': {
    env: url => ({ CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_BEDROCK_BASE_URL: url, ...aws }),
    skip: 'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
    fields: { token: 'ANTHROPIC_AUTH_TOKEN' },
  },
  'gateway-vertex': {
    env: url => ({
      CLAUDE_CODE_USE_VERTEX: '1',
      ANTHROPIC_VERTEX_BASE_URL: url,
      ANTHROPIC_VERTEX_PROJECT_ID: 'p',
    }),
    skip: 'CLAUDE_CODE_SKIP_VERTEX_AUTH',
    fields: { token: 'ANTHROPIC_AUTH_TOKEN' },
  },
};

/** The credential headers that a model was asked with; none when it was not asked. */
async function sentWith(
  world: World,
  id: BackendId,
  settings: (url: string) => object,
): Promise<Record<string, string>> {
  const format = /bedrock$/.test(id) ? 'bedrock' : /vertex$/.test(id) ? 'vertex' : 'anthropic';
  const ours = world.recorder(format);
  world.settings('user', settings(ours.url));
  await world.claude(['-p', 'hi'], { environment: impatient });
  const { authorization, 'x-api-key': key, 'anthropic-beta': beta } = ours.modelRequests()[0]?.headers ?? {};
  return {
    ...(authorization === undefined ? {} : { authorization }),
    ...(key === undefined ? {} : { 'x-api-key': key }),
    ...(beta?.includes('oauth-') ? { oauth: 'yes' } : {}),
  };
}

for (const [id, { env, skip, fields }] of Object.entries(cells) as [BackendId, Cell][])
  for (const [field, support] of Object.entries(helperSupport[id]))
    live(
      `${id} ${field}: ${support.works ? `the helper’s answer goes as ${support.sent}` : 'no helper serves'}`,
      async world => {
        const apiKeyHelper = world.write('print-token.sh', `#!/bin/sh\necho ${token}\n`, 0o700);
        const skipping = skip === undefined ? {} : { [skip]: '1' };
        const helped = await sentWith(world, id, url => ({
          env: { ...env(url), ...skipping },
          apiKeyHelper,
        }));
        // Gateways of a cloud’s format take a token only without the cloud’s own authentication.
        const besides = id.startsWith('gateway-') ? skipping : {};
        const own = await sentWith(world, id, url => ({
          env: { ...env(url), ...besides, [fields[field] ?? '']: token },
        }));
        expect(Object.values(own).join(' ')).toContain(token);
        if (!support.works) {
          // What the backend would get is not what the credential’s own variable makes it get.
          expect(helped).not.toEqual(own);
          return;
        }
        expect<string | undefined>(support.skipsSignIn && providerFacts(backends[id].provider).skip).toBe(
          skip,
        );
        const bearer = { authorization: `Bearer ${token}` };
        expect(helped).toEqual(
          support.sent === 'Authorization: Bearer' ? bearer : { ...bearer, 'x-api-key': token },
        );
        expect(helped).toMatchObject(own);
        // Without the switch the helper is not asked. (Google and Azure would be looked for, which takes long.)
        if (format(id) === 'aws')
          expect(await sentWith(world, id, url => ({ env: env(url), apiKeyHelper }))).toEqual({});
      },
    );

function format(id: BackendId): 'aws' | 'other' {
  return id === 'mantle' || /bedrock$/.test(id) ? 'aws' : 'other';
}

live('no credential field is left out of that', async () => {
  for (const [id, fields] of Object.entries(helperSupport) as [BackendId, object][])
    expect(Object.keys(cells[id].fields).sort()).toEqual(Object.keys(fields).sort());
});
