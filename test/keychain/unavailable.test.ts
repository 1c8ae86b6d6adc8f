import { afterAll, describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { cgw } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { madeIn } from '../support/made-entry.ts';
import { hasKeyring, SecretService } from '../support/secret-service.ts';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';
import { gatewayFlags, KeyringHome } from './world.ts';

setUp();

const secret = 'sk-planted-7f3a9c-0000';

/** What works without a keychain, each with its example. */
const alternatives = [
  'env:NAME',
  'file:PATH (mode 0600)',
  'cmd:pass show',
  'cmd:op read',
  'cmd:vault kv get',
  'cmd:aws secretsmanager',
  'cmd:gcloud secrets',
];

/** Every command that needs the keychain fails with the reason and the alternatives, and changes nothing. */
async function expectNoKeychain(home: Home, env: Record<string, string>, reason: string): Promise<void> {
  const before = home.readConfig();
  const attempts: readonly [string[], string?][] = [
    [['token', 'x']],
    [['env', 'x']],
    [['exec', 'x', '--', 'true']],
    [['secret', 'check', 'x', 'token']],
    [['secret', 'set', 'x', 'token', '--stdin'], 'other'],
    [['add', 'y', ...gatewayFlags, '--secret-stdin', 'token'], 'other'],
  ];
  for (const [args, stdin] of sampleOf(attempts, 3)) {
    const result = await cgw(args, { home, env, ...(stdin === undefined ? {} : { stdin }) });
    expectError(result, 4, reason, ...alternatives);
    expect(result.stderr).not.toContain(secret);
  }
  expectError(await cgw(['rename', 'x', 'z'], { home, env }), 4, reason, 'cgw rename x z --keep-secrets');
  expectError(await cgw(['remove', 'x'], { home, env }), 4, reason, 'cgw remove x --keep-secrets');
  expect(home.readConfig()).toEqual(before);
}

/** A home whose profile `x` has its token and a header in entries of its own. */
function withProfile(): Home {
  const home = new Home();
  const x = {
    backend: 'gateway',
    baseUrl: 'https://llm.example.com',
    token: 'keychain:x/token',
    headers: { 'x-key': { secret: 'keychain:x/headers.x-key' } },
  };
  home.writeConfig({ version: 1, roles: {}, profiles: { x } });
  for (const account of ['x/token', 'x/headers.x-key']) madeIn(home, account);
  return home;
}

describe('without a keychain', () => {
  test('no D-Bus session: a container, SSH', async () => {
    await expectNoKeychain(withProfile(), {}, 'there is no D-Bus session here');
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    await expectNoKeychain(withProfile(), env, 'there is no D-Bus session here');
  });

  test('a profile of another kind pays nothing and says nothing', async () => {
    const home = withProfile();
    const { exit, stderr } = await cgw(['edit', 'x', '--secret', 'token=env:MY_KEY'], { home });
    expect(exit).toBe(0);
    expect(stderr).toContain('the keychain entry x/token is kept');
    const env = { MY_KEY: secret };
    expect((await cgw(['token', 'x'], { home, env })).stdout).toBe(`${secret}\n`);
  });

  test('doctor says so, without asking for anything', async () => {
    const { exit, stdout } = await cgw(['doctor', 'x'], { home: withProfile() });
    expect(exit).toBe(5);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'keychain:x/token is in a keychain, and there is no D-Bus session here',
    );
  });

  test('secret remove changes nothing, and says what can be done', async () => {
    const home = withProfile();
    const before = home.readConfig();
    const result = await cgw(['secret', 'remove', 'x', 'headers.x-key'], { home });
    expectError(result, 4, 'no D-Bus session here', 'cgw edit x --unset headers.x-key');
    expect(home.readConfig()).toEqual(before);
    expect((await cgw(['edit', 'x', '--unset', 'headers.x-key'], { home })).exit).toBe(0);
  });

  test('remove --keep-secrets names every entry that is left', async () => {
    const { exit, stderr } = await cgw(['remove', 'x', '--keep-secrets'], { home: withProfile() });
    expect(exit).toBe(0);
    for (const account of ['x/token', 'x/headers.x-key'])
      expect(stderr).toContain(`secret-tool clear service cgw account ${account}\n`);
  });

  test('rename --keep-secrets and remove --keep-secrets need none', async () => {
    const home = withProfile();
    expect((await cgw(['rename', 'x', 'z', '--keep-secrets'], { home })).exit).toBe(0);
    expect((await cgw(['remove', 'z', '--keep-secrets'], { home })).exit).toBe(0);
  });

  const hides = Bun.spawnSync(['unshare', '--mount', 'true']).success;
  const library = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib']
    .map(folder => join(folder, 'libsecret-1.so.0'))
    .find(path => Bun.file(path).size > 0);
  test.skipIf(!hides || library === undefined)('no libsecret', async () => {
    const script = `mount --bind /dev/null ${library} && exec "$@"`;
    const under = ['unshare', '--mount', 'sh', '-c', script, 'sh'];
    const result = await cgw(['token', 'x'], { home: withProfile(), under });
    expectError(result, 4, 'libsecret is not installed here', ...alternatives);
  });
});

describe.skipIf(!hasKeyring)('a keyring in trouble', () => {
  const services: SecretService[] = [];
  afterAll(() => Promise.all(services.map(service => service.stop())));

  /** A home with a profile `x` whose entry is there. */
  async function withEntry(): Promise<KeyringHome> {
    const service = await SecretService.start();
    services.push(service);
    const home = new KeyringHome(service);
    await home.add('x', secret);
    return home;
  }

  test('locked: not taken for a missing entry; unlocked it is all there', async () => {
    const home = await withEntry();
    home.service.lock();
    await expectNoKeychain(home, { ...home.service.env }, 'the keyring is locked, and nobody unlocked it');
    const { exit, stdout } = await cgw(['doctor', 'x'], { home, env: { ...home.service.env } });
    expect({ exit, said: stdout.replaceAll(/\s+/g, ' ') }).toEqual({
      exit: 5,
      said: expect.stringContaining('is in a keychain, and the keyring is locked'),
    });
    await home.service.unlock();
    expect(await home.token('x')).toBe(`${secret}\n`);
    expect(home.service.accounts()).toEqual(['x/token']);
  });

  test('the service is gone, and back', async () => {
    const home = await withEntry();
    await home.service.stopKeyring();
    await expectNoKeychain(home, { ...home.service.env }, 'no keyring service');
    await home.service.startKeyring();
    expect(await home.token('x')).toBe(`${secret}\n`);
  });

  test('a service that does not answer is given up', async () => {
    const home = await withEntry();
    home.service.hang();
    // The same module with another limit: a minute is too long for a test.
    const module = join(import.meta.dir, '..', '..', 'src', 'secrets', 'keychain.ts');
    const script = `const { readEntry } = await import(${JSON.stringify(module)});
      process.exit(await readEntry('x/token', 300).then(() => 0, error => {
        console.log(error.message, error.remedy);
        return error.exit;
      }));`;
    const child = Bun.spawn([process.execPath, '-e', script], { env: { ...home.service.env } });
    expect(await child.stdout.text()).toContain('the keychain does not answer');
    expect(await child.exited).toBe(4);
  });
});
