import { expect, test } from 'bun:test';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cgw, type Result } from '../support/cgw.ts';
import { gatewayFlags, type KeyringHome, withKeyring } from './world.ts';

const secret = 'sk-planted-7f3a9c-0000';

/** cgw with another config folder of the same user. */
function elsewhere(home: KeyringHome, ...args: string[]): Promise<Result> {
  return cgw(args, { home, env: { ...home.service.env, CGW_CONFIG_DIR: join(home.path, 'second') } });
}

withKeyring('two configs of a user, and one keychain', start => {
  const attach = (name: string) => ['add', name, ...gatewayFlags, '--secret', `token=keychain:${name}/token`];

  test('what one has made, another that attached it neither deletes nor moves', async () => {
    const home = start();
    await home.add('lit2', secret);
    expect((await elsewhere(home, ...attach('lit2'))).exit).toBe(0);
    const renamed = await elsewhere(home, 'rename', 'lit2', 'lit3');
    expect(renamed).toMatchObject({ exit: 0, stderr: 'renamed lit2 to lit3\n' });
    expect((await elsewhere(home, 'token', 'lit3')).stdout).toBe(`${secret}\n`);
    await elsewhere(home, 'rename', 'lit3', 'lit2');
    const removed = await elsewhere(home, 'remove', 'lit2');
    expect(removed.exit).toBe(0);
    expect(removed.stderr).toContain('lit2/token is kept, as it was not made for lit2 in this config');
    expect(await home.token('lit2')).toBe(`${secret}\n`);
  });

  test('nor does secret remove', async () => {
    const home = start();
    await home.add('field', secret);
    await home.done(['edit', 'field', '--secret-stdin', 'headers.x-key'], 'second');
    const shared = ['--secret', 'headers.x-key=keychain:field/headers.x-key'];
    expect((await elsewhere(home, ...attach('field'), ...shared)).exit).toBe(0);
    const removed = await elsewhere(home, 'secret', 'remove', 'field', 'headers.x-key');
    expect(removed).toMatchObject({ exit: 0 });
    expect(removed.stderr).toContain('field/headers.x-key is kept');
    expect(home.service.value('field/headers.x-key')).toBe('second');
  });

  test('nor does a copy of the whole folder', async () => {
    const home = start();
    await home.add('copied', secret);
    cpSync(home.folder, join(home.path, 'second'), { recursive: true });
    const removed = await elsewhere(home, 'remove', 'copied');
    expect(removed.stderr).toContain('copied/token is kept');
    expect(await home.token('copied')).toBe(`${secret}\n`);
    const own = await home.done(['remove', 'copied']);
    expect(own.stderr).toContain('copied/token is deleted');
  });

  test('an entry that one has let go of belongs to who makes it anew', async () => {
    const home = start();
    await home.add('anew', secret);
    await home.done(['remove', 'anew']);
    const env = { ...home.service.env, CGW_CONFIG_DIR: join(home.path, 'second') };
    const args = ['add', 'anew', ...gatewayFlags, '--secret-stdin', 'token'];
    expect((await cgw(args, { home, env, stdin: 'other' })).exit).toBe(0);
    await home.done(attach('anew'));
    expect((await home.done(['remove', 'anew'])).stderr).toContain('anew/token is kept');
    expect((await elsewhere(home, 'remove', 'anew')).stderr).toContain('anew/token is deleted');
    expect(home.service.value('anew/token')).toBeUndefined();
  });

  test('one that was attached under another name stays with it', async () => {
    const home = start();
    await home.add('maker', secret);
    await home.done(['add', 'user', ...gatewayFlags, '--secret', 'token=keychain:maker/token']);
    await home.done(['remove', 'maker']);
    const removed = await home.done(['remove', 'user']);
    expect(removed.stderr).toContain('maker/token is kept, as it was not made for user in this config');
    expect(home.service.value('maker/token')).toBe(secret);
  });
});
