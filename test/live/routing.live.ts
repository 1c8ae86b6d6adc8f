import { expect } from 'bun:test';
import { join } from 'node:path';
import { ownedNames, ownedVariable } from '../../src/env/variables.ts';
import { dumpingHook } from './hook.ts';
import { gatewaySwitch, type Hostile, hostility } from './hostile.ts';
import type { Recorder } from './recorder/types.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { expectAsked, heardBy } from './wire.ts';
import { live, type Scope, scopes, type World } from './world.ts';

/*
 * The launch guarantee: whatever settings files and the calling shell say, the request reaches the profile’s
 * listener with the profile’s credential and no other. `env-is-not-enough.live.ts` shows that the same
 * hostility works where cgw does not launch.
 */

const answer = 'pong from the profile';
const asBearer = { authorization: `Bearer ${token}` };

/** A listener for the profile and one that must hear nothing. */
function listeners(world: World, route: (typeof routes)[number]): { ours: Recorder; theirs: Recorder } {
  return { ours: world.recorder(route.format, { answer }), theirs: world.recorder(route.format) };
}

type Scene = { ours: Recorder; theirs: Recorder; hostile: Hostile; cwd?: string };

/** Runs the profile and checks all of the guarantee. */
async function expectGuarantee(
  world: World,
  args: readonly string[],
  { ours, theirs, hostile, cwd = world.project }: Scene,
  environment: Readonly<Record<string, string>> = {},
  credentials: Readonly<Record<string, string>> = asBearer,
): Promise<void> {
  const outcome = await world.cgw(args, { cwd, environment: { ...shell, ...environment } });
  expect(outcome).toMatchObject({ exitCode: 0, stdout: `${answer}\n` });
  expect(heardBy(theirs)).toEqual([]);
  expectAsked(ours, credentials);
  expect(hostile.helperRan()).toBe(false);
}

for (const route of routes) {
  const places: readonly (readonly [string, readonly Scope[]])[] = [
    ...scopes.map(scope => [`${scope} settings`, [scope]] as const),
    ['settings everywhere', scopes],
  ];
  for (const [where, hostileScopes] of places)
    live(`${route.name} wins over hostile ${where}`, async world => {
      const { ours, theirs } = listeners(world, route);
      const hostile = hostility(world, theirs.url);
      await addRoute(world, route, ours.url);
      for (const scope of hostileScopes) world.settings(scope, hostile.settings);
      await expectGuarantee(world, ['run', route.name, '-p', 'hi'], { ours, theirs, hostile });
    });
}

for (const route of routes) {
  live(`${route.name} wins over a hostile calling shell`, async world => {
    const { ours, theirs } = listeners(world, route);
    const hostile = hostility(world, theirs.url);
    await addRoute(world, route, ours.url);
    await expectGuarantee(
      world,
      ['run', route.name, '-p', 'hi'],
      { ours, theirs, hostile },
      hostile.variables,
    );
  });

  live(`${route.name} wins over settings that switch to a gateway login`, async world => {
    const { ours, theirs } = listeners(world, route);
    const hostile = hostility(world, theirs.url, 'no secret');
    await addRoute(world, route, ours.url);
    world.settings('user', { env: { ...hostile.settings.env, [gatewaySwitch]: '1' } });
    await expectGuarantee(world, ['run', route.name, '-p', 'hi'], { ours, theirs, hostile });
  });

  live(`${route.name} --strict wins over hostile settings and a hostile shell`, async world => {
    const { ours, theirs } = listeners(world, route);
    const hostile = hostility(world, theirs.url);
    await addRoute(world, route, ours.url);
    for (const scope of scopes) world.settings(scope, hostile.settings);
    const args = ['run', '--strict', route.name, '-p', 'hi'];
    await expectGuarantee(world, args, { ours, theirs, hostile }, hostile.variables);
  });

  live(`${route.name} sends its secret header and no other`, async world => {
    const { ours, theirs } = listeners(world, route);
    const hostile = hostility(world, theirs.url);
    const key = 'good-portkey-77e1';
    await addRoute(world, route, ours.url);
    await world.cgw(['edit', route.name, '--secret', 'headers.x-portkey-api-key=env:PORTKEY_KEY']);
    for (const scope of scopes) world.settings(scope, hostile.settings);
    const listening = { ours, theirs, hostile };
    const credentials = { ...asBearer, 'x-portkey-api-key': key };
    await expectGuarantee(
      world,
      ['run', route.name, '-p', 'hi'],
      listening,
      { PORTKEY_KEY: key },
      credentials,
    );
  });

  for (const contest of ['no secret', 'secrets too'] as const)
    live(
      `${route.name}: hostile settings contest ${contest}, and the launch is provider-managed`,
      async world => {
        const { ours, theirs } = listeners(world, route);
        const hostile = hostility(world, theirs.url, contest);
        await addRoute(world, route, ours.url);
        const hook = dumpingHook(world);
        world.settings('user', { ...hostile.settings, hooks: hook.hooks });
        world.settings('project', hostile.settings);
        await expectGuarantee(world, ['run', route.name, '-p', 'hi'], { ours, theirs, hostile });
        expect(hook.environment().CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST).toBe('1');
      },
    );
}

const [litellm] = routes;

/** Places where Claude Code finds settings beside the obvious ones, and encodings in which it reads them. */
const elsewhere: readonly (readonly [string, (world: World, settings: string) => Promise<string>])[] = [
  [
    'local settings of the repository that the folder is in',
    async (world, settings) => {
      await world.run(['git', 'init', '-q', world.project]);
      world.write('project/.claude/settings.local.json', settings);
      return world.folder('project/deep/down');
    },
  ],
  [
    'local settings of the main work tree',
    async (world, settings) => {
      const git = ['git', '-c', 'user.name=t', '-c', 'user.email=t@example.com'];
      await world.run([...git, 'init', '-q', world.project]);
      await world.run([...git, 'commit', '-q', '--allow-empty', '-m', 'first']);
      await world.run([...git, 'worktree', 'add', '-q', join(world.root, 'linked')]);
      world.write('project/.claude/settings.local.json', settings);
      return world.folder('linked/deep');
    },
  ],
  [
    'user settings in UTF-16, as PowerShell writes them',
    async (world, settings) => {
      world.write('home/.claude/settings.json', Buffer.from(`\uFEFF${settings}`, 'utf16le'));
      return world.project;
    },
  ],
  [
    'user settings with a byte-order mark',
    async (world, settings) => {
      world.write('home/.claude/settings.json', `\uFEFF${settings}`);
      return world.project;
    },
  ],
];

for (const [where, place] of elsewhere)
  live(`hostile ${where} lose`, async world => {
    const { ours, theirs } = listeners(world, litellm);
    const hostile = hostility(world, theirs.url);
    await addRoute(world, litellm, ours.url);
    const cwd = await place(world, JSON.stringify(hostile.settings));
    await expectGuarantee(world, ['run', litellm.name, '-p', 'hi'], { ours, theirs, hostile, cwd });
    // Where plain Claude Code does not read them either, nothing would be shown.
    const environment = { ANTHROPIC_BASE_URL: ours.url, ANTHROPIC_AUTH_TOKEN: token };
    await world.claude(['-p', 'hi'], { cwd, environment });
    expect(heardBy(theirs)).not.toEqual([]);
  });

live('the hostility covers every variable that routes', async world => {
  const kinds: readonly (string | undefined)[] = ['switch', 'endpoint', 'credential', 'location'];
  const { variables } = hostility(world, 'http://127.0.0.1:1');
  const routing = ownedNames.filter(name => kinds.includes(ownedVariable(name)?.kind));
  expect(routing.filter(name => !(name in variables))).toEqual([]);
});
