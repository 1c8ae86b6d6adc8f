import { expect } from 'bun:test';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hostility } from './hostile.ts';
import { cgw } from './programs.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { live, scopes, type World } from './world.ts';

/* What is left on disk after a launch: no secret, and overlays that only the user can read. */

const [litellm] = routes;

for (const route of routes)
  for (const hostile of [false, true])
    live(
      `${route.name}${hostile ? ' against hostile settings' : ''} leaves no secret in any file`,
      async world => {
        const ours = world.recorder(route.format);
        await addRoute(world, route, ours.url);
        const header = 'good-header-secret';
        await world.cgw(['edit', route.name, '--secret', 'headers.x-api-token=Bearer env:HEADER_SECRET']);
        if (hostile)
          for (const scope of scopes) world.settings(scope, hostility(world, 'http://127.0.0.1:1').settings);
        const environment = { ...shell, HEADER_SECRET: header };
        const own = JSON.stringify({ env: { ANTHROPIC_CUSTOM_HEADERS: 'x-mine: 1', HARMLESS: 'x' } });
        const args = ['run', route.name, '--settings', own, '-p', 'hi'];
        expect(await world.cgw(args, { environment })).toMatchObject({ exitCode: 0 });
        expect(ours.modelRequests()[0]?.headers).toMatchObject({ 'x-api-token': `Bearer ${header}` });
        expect(filesWith(world, [token, header])).toEqual([]);
        expect(overlays(world).length).toBe(1);
      },
    );

live('a secret that the user keeps in a file is in that file alone', async world => {
  const ours = world.recorder(litellm.format);
  const file = world.write('home/key', `${token}\n`);
  await world.add('litellm', '--set', `baseUrl=${ours.url}`, '--secret', `apiKey=file:${file}`);
  expect(await world.cgw(['run', 'litellm', '-p', 'hi'])).toMatchObject({ exitCode: 0 });
  expect(ours.modelRequests().map(request => request.headers['x-api-key'])).toEqual([token]);
  expect(filesWith(world, [token])).toEqual(['home/key']);
});

/** The files of a world that hold one of these words. */
function filesWith(world: World, words: readonly string[]): string[] {
  const paths = readdirSync(world.root, { recursive: true, encoding: 'utf8' });
  const files = paths.filter(path => lstatSync(join(world.root, path)).isFile());
  expect(files.length).toBeGreaterThan(3);
  return files.filter(path => {
    const content = readFileSync(join(world.root, path), 'latin1');
    return words.some(word => content.includes(word));
  });
}

function overlays(world: World): string[] {
  return readdirSync(join(world.state, 'cgw/launch'));
}

for (const umask of ['000', '022', '077'])
  live(`overlays are 0600 in a 0700 folder under umask ${umask}`, async world => {
    await addRoute(world, litellm, world.recorder(litellm.format).url);
    const script = `umask ${umask} && exec '${cgw}' run litellm --version`;
    expect(await world.run(['sh', '-c', script], { environment: shell })).toMatchObject({ exitCode: 0 });
    expectPrivate(world);
  });

live('a folder that others may enter is closed before an overlay goes in', async world => {
  await addRoute(world, litellm, world.recorder(litellm.format).url);
  const folder = join(world.state, 'cgw/launch');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  expect(await world.cgw(['run', 'litellm', '--version'], { environment: shell })).toMatchObject({
    exitCode: 0,
  });
  expectPrivate(world);
});

function expectPrivate(world: World): void {
  const folder = join(world.state, 'cgw/launch');
  const modes = [folder, ...overlays(world).map(name => join(folder, name))].map(path =>
    (statSync(path).mode & 0o7777).toString(8),
  );
  expect(modes).toEqual(['700', '600']);
}
