import { expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cgw, claude, type Outcome } from './programs.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { heardBy } from './wire.ts';
import { live, type World } from './world.ts';

/*
 * Managed settings beat even `--settings`, so cgw stops before it launches. They stand in /etc/claude-code;
 * each program here sees a copy of /etc of its own (a mount namespace), so the machine’s is never touched.
 */

const [litellm] = routes;

/** The first argument is the copy of /etc, the rest the command. */
const withEtc = 'mount --bind "$1" /etc && shift && exec "$@"';

function inOwnEtc(world: World, command: readonly string[]): Promise<Outcome> {
  const etc = join(world.root, 'etc');
  const namespace = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', withEtc, 'sh', etc];
  return world.run([...namespace, ...command], { environment: shell });
}

const canMount = Bun.spawnSync(['unshare', '--mount', 'true'], {
  stdio: ['ignore', 'ignore', 'ignore'],
}).success;

const files: readonly (readonly [string, string])[] = [
  ['managed-settings.json', 'managed-settings.json'],
  ['a drop-in', 'managed-settings.d/10-gateway.json'],
];

if (!canMount) test.skip('managed settings: this machine allows no mount namespace (needs root)', () => {});
else
  for (const [what, name] of files) {
    for (const [variable, kind] of [
      ['ANTHROPIC_BASE_URL', 'URL'],
      ['ANTHROPIC_AUTH_TOKEN', 'token'],
    ] as const)
      live(`${what} with another ${kind} stops the launch; --force launches`, async world => {
        const ours = world.recorder(litellm.format);
        const theirs = world.recorder(litellm.format);
        await addRoute(world, litellm, ours.url);
        const value = kind === 'URL' ? theirs.url : 'managed-token';
        await manage(world, name, { env: { [variable]: value } });
        const stopped = await inOwnEtc(world, [cgw, 'run', 'litellm', '-p', 'hi']);
        expect(stopped).toMatchObject({ exitCode: 3, stdout: '' });
        expect(stopped.stderr).toContain(`/etc/claude-code/${name} sets ${variable}`);
        expect(stopped.stderr).toContain('--force');
        expect([...heardBy(ours), ...heardBy(theirs)]).toEqual([]);
        expect(existsSync(join(world.home, '.claude.json'))).toBe(false);

        const forced = await inOwnEtc(world, [cgw, 'run', '--force', 'litellm', '-p', 'hi']);
        expect(forced).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
        expect(forced.stderr).toContain(`/etc/claude-code/${name} sets ${variable}`);
        const sent = ours.modelRequests().map(request => request.headers.authorization);
        expect(sent).toEqual([`Bearer ${token}`]);
        expect(heardBy(theirs)).toEqual([]);
      });

    live(`${what} that does not route is no obstacle`, async world => {
      const ours = world.recorder(litellm.format);
      await addRoute(world, litellm, ours.url);
      await manage(world, name, { env: { COMPANY: 'example' }, cleanupPeriodDays: 20 });
      const outcome = await inOwnEtc(world, [cgw, 'run', 'litellm', '-p', 'hi']);
      expect(outcome).toEqual({ exitCode: 0, signal: null, stdout: 'pong\n', stderr: '' });
    });

    live(`${what} reaches plain Claude Code here at all`, async world => {
      const theirs = world.recorder(litellm.format);
      const env = { ANTHROPIC_BASE_URL: theirs.url, ANTHROPIC_AUTH_TOKEN: 'managed-token' };
      await manage(world, name, { env });
      expect(await inOwnEtc(world, [claude, '-p', 'hi'])).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
      expect(theirs.modelRequests().length).toBe(1);
    });
  }

/** Writes managed settings into this world’s copy of /etc. */
async function manage(world: World, name: string, settings: object): Promise<void> {
  const { exitCode, stderr } = await world.run(['cp', '-a', '/etc', join(world.root, 'etc')]);
  if (exitCode !== 0) throw new Error(stderr);
  world.write(`etc/claude-code/${name}`, JSON.stringify(settings), 0o644);
}
