import { expect } from 'bun:test';
import { backends } from '../../src/backends/index.ts';
import type { BackendId } from '../../src/env/backend-ids.ts';
import { hostility } from './hostile.ts';
import { cgw } from './programs.ts';
import { addRoute, routes, shell } from './routes.ts';
import { live } from './world.ts';

/*
 * `claude auth status` needs no network and says which provider Claude Code would use, and at which URL. It
 * reads user settings, so those are hostile too.
 */

type Case = {
  readonly profile: string;
  /** The preset, if it is called otherwise. */
  readonly preset?: string;
  readonly backend: BackendId;
  readonly fields: readonly string[];
  /** The field that holds the secret. */
  readonly secret?: string;
  readonly url?: string;
};

const url = 'http://127.0.0.1:4711/base';
const baseUrl = `baseUrl=${url}`;

const cases: readonly Case[] = [
  { profile: 'with-key', preset: 'direct', backend: 'anthropic', fields: [], secret: 'apiKey' },
  { profile: 'subscription', backend: 'anthropic', fields: [], secret: 'oauthToken' },
  { profile: 'bedrock', backend: 'bedrock', fields: ['region=eu-central-1'], secret: 'bearerToken' },
  {
    profile: 'bedrock-vpc',
    preset: 'bedrock',
    backend: 'bedrock',
    fields: ['region=us-east-1', baseUrl],
    url,
  },
  { profile: 'mantle', backend: 'mantle', fields: ['region=us-east-1'] },
  {
    profile: 'claude-aws',
    backend: 'anthropic-aws',
    fields: ['workspaceId=wrkspc_1', 'region=us-east-1'],
    secret: 'apiKey',
  },
  { profile: 'claude-gcp', backend: 'anthropic-gcp', fields: ['project=p-1', 'workspaceId=wrkspc_1'] },
  { profile: 'vertex', backend: 'vertex', fields: ['projectId=p-1'] },
  { profile: 'vertex-psc', preset: 'vertex', backend: 'vertex', fields: ['projectId=p-1', baseUrl], url },
  { profile: 'foundry', backend: 'foundry', fields: ['resource=res-1'], secret: 'apiKey' },
  {
    profile: 'foundry-url',
    preset: 'foundry',
    backend: 'foundry',
    fields: [baseUrl],
    secret: 'authToken',
    url,
  },
  { profile: 'litellm', backend: 'gateway', fields: [baseUrl], secret: 'token', url },
  {
    profile: 'litellm-bedrock',
    backend: 'gateway-bedrock',
    fields: [baseUrl, 'region=us-east-1'],
    secret: 'token',
    url,
  },
  {
    profile: 'litellm-vertex',
    backend: 'gateway-vertex',
    fields: [baseUrl, 'projectId=p-1'],
    secret: 'token',
    url,
  },
];

for (const { profile, preset = profile, backend, fields, secret, url } of cases)
  for (const hostile of [false, true])
    live(
      `${profile} is ${backends[backend].provider}${hostile ? ', whatever user settings say' : ''}`,
      async world => {
        const sets = fields.flatMap(field => ['--set', field]);
        const secrets = secret === undefined ? [] : ['--secret', `${secret}=env:GOOD_SECRET`];
        await world.add(profile, '--from', preset, ...sets, ...secrets);
        if (hostile) world.settings('user', hostility(world, 'http://127.0.0.1:4712').settings);
        const environment = { GOOD_SECRET: 'good-secret' };
        if (backend === 'anthropic') world.mayAsk = /^CONNECT api\.anthropic\.com:443 /;
        const [json, text] = await Promise.all([
          world.cgw(['run', profile, 'auth', 'status'], { environment }),
          world.cgw(['run', profile, 'auth', 'status', '--text'], { environment }),
        ]);
        expect([json.exitCode, text.exitCode]).toEqual([0, 0]);
        expect(JSON.parse(json.stdout).apiProvider).toBe(backends[backend].provider);
        if (url !== undefined) expect(text.stdout).toMatch(new RegExp(`base URL: ${url}$`, 'm'));
        expect(`${json.stdout}${text.stdout}`).not.toMatch(/hostile|127\.0\.0\.1:4712|good-secret/);
      },
    );

/** Every backend has its case: the compiler cannot see that, so a test does. */
live('no backend is left out', async () => {
  expect(new Set(cases.map(({ backend }) => backend))).toEqual(new Set(Object.keys(backends) as BackendId[]));
});

for (const route of routes)
  live(`${route.name}: cgw status --claude, and it agrees`, async world => {
    const recorder = world.recorder(route.format);
    await addRoute(world, route, recorder.url);
    const script = `eval "$('${cgw}' env ${route.name})" && '${cgw}' status --claude --json`;
    const { stdout } = await world.run(['bash', '-c', script], { environment: shell });
    const { provider, claude, claudeDiffers } = JSON.parse(stdout);
    expect({ said: claude.apiProvider, claudeDiffers }).toEqual({ said: provider, claudeDiffers: [] });
  });
