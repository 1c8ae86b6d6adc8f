import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { chmodSync } from 'node:fs';
import { cgw, done } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { setUp } from '../support/set-up.ts';
import { gatewayFlags } from './world.ts';

setUp();

const hasPass = required('pass', Bun.which('pass') !== null && Bun.which('gpg') !== null);
const secret = 'sk-planted-7f3a9c-0000';

describe.skipIf(!hasPass)('cmd:pass', () => {
  const home = new Home();
  const env = { GNUPGHOME: home.makeFolder('gpg'), PASSWORD_STORE_DIR: home.makeFolder('store') };

  function run(words: string[], stdin = ''): void {
    const { success, stderr } = Bun.spawnSync(words, {
      env: { ...process.env, ...env, HOME: home.path },
      stdin: new TextEncoder().encode(stdin),
    });
    if (!success) throw new Error(`${words[0]}: ${stderr}`);
  }

  beforeAll(async () => {
    chmodSync(env.GNUPGHOME, 0o700);
    run(['gpg', '--batch', '--passphrase', '', '--quick-generate-key', 'cgw test <cgw@example.com>']);
    run(['pass', 'init', 'cgw@example.com']);
    run(['pass', 'insert', '--multiline', 'litellm'], `${secret}\n`);
    run(['pass', 'insert', '--multiline', 'with-notes'], `${secret}\nuser: me\n`);
    await done(['add', 'x', ...gatewayFlags, '--secret', 'token=cmd:pass show litellm'], { home, env });
  });
  afterAll(() => {
    Bun.spawnSync(['gpgconf', '--kill', 'all'], { env: { ...process.env, ...env } });
  });

  test('is what the program under the profile gets', async () => {
    const { stdout } = await done(['exec', 'x', '--', 'printenv', 'ANTHROPIC_AUTH_TOKEN'], { home, env });
    expect(stdout).toBe(`${secret}\n`);
    const check = await done(['secret', 'check', 'x', 'token'], { home, env });
    expect(check.stdout).toBe('x token: cmd:pass … is available (22 characters)\n');
  });

  test('a new key in the store is used at once', async () => {
    run(['pass', 'insert', '--multiline', '--force', 'litellm'], 'rotated\n');
    expect((await done(['token', 'x'], { home, env })).stdout).toBe('rotated\n');
    run(['pass', 'insert', '--multiline', '--force', 'litellm'], `${secret}\n`);
  });

  test('an entry with notes below the key, and one that is not there', async () => {
    const point = (entry: string) =>
      done(['edit', 'x', '--secret', `token=cmd:pass show ${entry}`], { home, env });
    await point('with-notes');
    const several = await cgw(['token', 'x'], { home, env });
    expectError(several, 4, 'has more than one line', 'on one line');
    expect(several.stderr).not.toContain(secret);
    await point('missing');
    const missing = await cgw(['token', 'x'], { home, env });
    expect(missing.exit).toBe(4);
    expect(missing.stderr).toContain('the secret cmd:pass');
    await point('litellm');
  });
});
