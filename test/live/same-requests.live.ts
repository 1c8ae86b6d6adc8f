import { expect } from 'bun:test';
import type { RecordedRequest, RecorderFormat } from './recorder/types.ts';
import { addRoute, routes, shell } from './routes.ts';
import { live, type World } from './world.ts';

/*
 * Provider-managed mode changes who is asked and with what, and nothing in the request itself: the same bytes leave with
 * `cgw run` as from plain Claude Code in the environment of `cgw exec`.
 */

for (const route of routes)
  live(`${route.name}: the request is the same with and without provider-managed mode`, async world => {
    const managed = await asked(world, route.format, async url => {
      await addRoute(world, route, url);
      return ['run', '--quiet', route.name, ...session];
    });
    const plain = await asked(world, route.format, async url => {
      await world.cgw(['edit', route.name, '--set', `baseUrl=${url}`]);
      return ['exec', route.name, '--', 'sh', '-c', `exec "$CGW_CLAUDE" ${session.join(' ')}`];
    });
    expect(plain.length).toBeGreaterThan(0);
    expect(managed).toEqual(plain);
  });

/** Switches that change headers and bodies, from whoever else started a session in this shell. */
const left = {
  CLAUDE_CODE_TETHER_LIVE: '1',
  CLAUDE_CODE_COORDINATOR_MODE: '1',
  CLAUDE_CODE_BRIDGE_CHILD_AUTO_DEFAULT: '1',
  CLAUDE_CODE_EXTRA_BODY: '{"metadata":{}}',
  ANTHROPIC_BETAS: 'left-over',
};

/** And those that a project may set. */
const projects = {
  CLAUDE_CODE_ENABLE_EXPERIMENTAL_ADVISOR_TOOL: '1',
  CLAUDE_CODE_INLINE_TOOLS: '1',
  CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1',
  CLAUDE_CODE_ADDITIONAL_PROTECTION: '1',
  ENABLE_PROMPT_CACHING_1H_BEDROCK: '1',
  ENABLE_PROMPT_CACHING_1H: '1',
};

for (const route of routes)
  live(`${route.name}: what is left in the shell and what a project sets changes no request`, async world => {
    const launch = ['run', '--quiet', route.name, ...session];
    const alone = await asked(world, route.format, async url => {
      await addRoute(world, route, url);
      return launch;
    });
    world.settings('project', { env: projects });
    const among = await asked(
      world,
      route.format,
      async url => {
        await world.cgw(['edit', route.name, '--set', `baseUrl=${url}`]);
        return launch;
      },
      left,
    );
    expect(among).toEqual(alone);
  });

const session = [
  '-p',
  'hi',
  '--no-session-persistence',
  '--session-id',
  '5b1f7c20-0000-4000-8000-000000000001',
];

async function asked(
  world: World,
  format: RecorderFormat,
  command: (url: string) => Promise<string[]>,
  more: Readonly<Record<string, string>> = {},
): Promise<object[]> {
  const recorder = world.recorder(format);
  const outcome = await world.cgw(await command(recorder.url), { environment: { ...shell, ...more } });
  expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
  return recorder.modelRequests().map(comparable);
}

/** What is another one in every run: the port, and names of requests. */
function comparable({ method, path, headers, body }: RecordedRequest): object {
  const { host: _, 'x-client-request-id': __, ...same } = headers;
  return { method, path, headers: same, body };
}
