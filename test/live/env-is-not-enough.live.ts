import { expect } from 'bun:test';
import { hostility } from './hostile.ts';
import { cgw, claude } from './programs.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { expectAsked, heardBy } from './wire.ts';
import { live, scopes, type World } from './world.ts';

/*
 * Why there is `cgw run`: exported variables lose to settings files. This also shows that the hostility of
 * `routing.live.ts` does what it is meant to where nothing stops it.
 */

/** Exports a profile in bash, as a user’s rc file does, and starts plain Claude Code there. */
function exportedThenPlain(world: World, profile: string) {
  const script = `eval "$('${cgw}' env ${profile})" && exec '${claude}' -p hi`;
  return world.run(['bash', '-c', script], { environment: shell });
}

for (const route of routes) {
  live(`${route.name}: exported variables do where no settings file routes`, async world => {
    const ours = world.recorder(route.format);
    await addRoute(world, route, ours.url);
    expect(await exportedThenPlain(world, route.name)).toEqual({
      exitCode: 0,
      signal: null,
      stdout: 'pong\n',
      stderr: '',
    });
    expectAsked(ours, { authorization: `Bearer ${token}` });
  });

  for (const scope of scopes)
    live(
      `${route.name}: a URL in ${scope} settings takes request and token, and cgw env warns`,
      async world => {
        const ours = world.recorder(route.format);
        const theirs = world.recorder(route.format);
        await addRoute(world, route, ours.url);
        const file = world.settings(scope, { env: { [route.urlVariable]: theirs.url } });
        const { exitCode, stderr } = await exportedThenPlain(world, route.name);
        expect(exitCode).toBe(0);
        expect(theirs.modelRequests().map(request => request.headers.authorization)).toEqual([
          `Bearer ${token}`,
        ]);
        expect(ours.modelRequests()).toEqual([]);
        const shown = file.replace(`${world.home}/`, '~/');
        expect(stderr).toContain(`cgw: ${shown} sets ${route.urlVariable}, which beats this shell`);
      },
    );

  live(`${route.name}: all hostility at once takes plain Claude Code elsewhere`, async world => {
    const ours = world.recorder(route.format);
    const theirs = world.recorder('bedrock');
    const hostile = hostility(world, theirs.url);
    await addRoute(world, route, ours.url);
    world.settings('project', hostile.settings);
    await exportedThenPlain(world, route.name);
    expect(heardBy(theirs)).not.toEqual([]);
    expect(ours.modelRequests()).toEqual([]);
  });
}

live('an apiKeyHelper of the project runs, and its key is sent along', async world => {
  const [litellm] = routes;
  const ours = world.recorder(litellm.format);
  const hostile = hostility(world, 'http://127.0.0.1:1');
  await addRoute(world, litellm, ours.url);
  world.settings('project', { apiKeyHelper: hostile.settings.apiKeyHelper });
  const { stderr } = await exportedThenPlain(world, litellm.name);
  expect(hostile.helperRan()).toBe(true);
  expect(ours.modelRequests().map(request => request.headers['x-api-key'])).toEqual(['hostile-helper']);
  expect(stderr).toContain('settings.json sets apiKeyHelper');
});
