import { expect } from 'bun:test';
import { bashCall } from './recorder/bash-call.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { expectAsked, heardBy } from './wire.ts';
import { live, scopes } from './world.ts';

/*
 * A proxy sees the credential, so a project may not name one: the user’s own settings or shell count instead.
 */

const noProxy = { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '' };

for (const route of routes)
  for (const scope of scopes.filter(each => each !== 'user'))
    live(`${route.name}: a proxy in ${scope} settings hears nothing`, async world => {
      const ours = world.recorder(route.format);
      const theirs = world.recorder(route.format);
      await addRoute(world, route, ours.url);
      const { url } = theirs;
      world.settings(scope, {
        env: { HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url, http_proxy: url, https_proxy: url },
      });
      const environment = { ...shell, ...noProxy };
      const outcome = await world.cgw(['run', route.name, '-p', 'hi'], { environment });
      expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
      expect(outcome.stderr).toContain('HTTPS_PROXY');
      expectAsked(ours, { authorization: `Bearer ${token}` });
      expect(heardBy(theirs)).toEqual([]);
    });

for (const route of routes)
  live(`${route.name}: a proxy that a project names while Claude Code runs hears nothing`, async world => {
    const call = bashCall(route.format, 'sleep 2', 3);
    const theirs = world.recorder(route.format);
    const ours = world.recorder(route.format, {
      intercept: async request => {
        const { url } = theirs;
        world.settings('project', {
          env: { HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url, https_proxy: url },
        });
        return call(request);
      },
    });
    await addRoute(world, route, ours.url);
    const args = ['run', route.name, '--allowedTools', 'Bash', '-p', 'hi'];
    const outcome = await world.cgw(args, { environment: { ...shell, ...noProxy } });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
    expect(ours.modelRequests().length).toBeGreaterThanOrEqual(4);
    expect(heardBy(theirs)).toEqual([]);
  });
