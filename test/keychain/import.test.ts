import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { gatewayFlags, withKeyring } from './world.ts';

const key = 'sk-planted-canary-0123456789';
const env = { ANTHROPIC_BASE_URL: 'https://g.example.com', ANTHROPIC_AUTH_TOKEN: key };

/** Two providers of cc-switch, each with a key of its own. */
function providers(one: string, other: string): string {
  const provider = (name: string) => ({
    name,
    settingsConfig: { env: { ...env, ANTHROPIC_AUTH_TOKEN: `${key}-${name}` } },
  });
  return JSON.stringify({ current: 'a', providers: { a: provider(one), b: provider(other) } });
}

withKeyring('import --secrets keychain', start => {
  test('the credentials go into entries, and nowhere else', async () => {
    const home = start();
    const { stdout, stderr } = await home.done(
      ['import', '-', '--secrets', 'keychain'],
      providers('imp1', 'imp2'),
    );
    expect(stdout).toBe('');
    expect(stderr).toEndWith('imported imp1, imp2\n');
    expect(stderr).not.toContain('canary');
    for (const name of ['imp1', 'imp2']) {
      expect(home.profile(name)).toMatchObject({ token: `keychain:${name}/token` });
      expect(home.service.value(`${name}/token`)).toBe(`${key}-${name}`);
      expect(await home.token(name)).toBe(`${key}-${name}\n`);
    }
    expect(readFileSync(home.config, 'utf8')).not.toContain('canary');
    const exported = await home.done(['export']);
    expect(exported.stdout + exported.stderr).not.toContain('canary');
    expect(exported.stderr).toContain('there: cgw secret set imp1 token');
  });

  test('an entry that is there already is not overwritten: none of them is imported', async () => {
    const home = start();
    await home.service.store('imp4/token', 'older');
    const result = await home.run(['import', '-', '--secrets', 'keychain'], providers('imp3', 'imp4'));
    expect(result).toMatchObject({ exit: 3, stdout: '' });
    expect(result.stderr).toContain('there is a keychain entry imp4/token already');
    expect(home.service.value('imp4/token')).toBe('older');
    expect(result.stderr).toMatch(
      /name imp4 alone, with --as .* or take --secrets env.*; or delete it first: secret-tool/,
    );
    expect(result.stderr).not.toContain('--secret token');
    expect(home.service.value('imp3/token')).toBeUndefined();
    expect((await home.done(['list', '--json'])).stdout).not.toContain('imp3');
  });

  test('an entry that another profile uses: the remedies are flags of import, and work', async () => {
    const home = start();
    await home.add('imp8', 'older');
    await home.done(['add', 'guest', ...gatewayFlags, '--secret', 'token=keychain:imp8/token']);
    await home.done(['remove', 'imp8']);
    const args = ['import', '-', 'imp8', '--secrets'];
    const refused = await home.run([...args, 'keychain'], providers('imp8', 'imp9'));
    expect(refused).toMatchObject({ exit: 3, stdout: '' });
    expect(refused.stderr).toContain('the keychain entry imp8/token is that of guest');
    expect(refused.stderr).not.toContain('--secret token');
    await home.done([...args, 'keychain', '--as', 'imp8-b'], providers('imp8', 'imp9'));
    await home.done([...args, 'env'], providers('imp8', 'imp9'));
    expect(await home.token('guest')).toBe('older\n');
  });

  test('--replace gives a profile’s own entry the new value', async () => {
    const home = start();
    await home.add('imp5', 'older');
    const args = ['import', '-', 'imp5', '--secrets', 'keychain', '--replace'];
    await home.done(args, providers('imp5', 'imp6'));
    expect(home.service.value('imp5/token')).toBe(`${key}-imp5`);
    expect(home.profile('imp5')).toMatchObject({ baseUrl: env.ANTHROPIC_BASE_URL });
    expect(home.profile('imp6')).toBeUndefined();
  });

  test('another key for the same profile needs --replace too', async () => {
    const home = start();
    const args = ['import', '-', 'imp7', '--secrets', 'keychain'];
    await home.done(args, providers('imp7', 'other'));
    const rotated = providers('imp7', 'other').replace(`${key}-imp7`, `${key}-rotated`);
    const refused = await home.run(args, rotated);
    expect(refused).toMatchObject({ exit: 3, stdout: '' });
    expect(refused.stderr).toContain('there is a profile imp7 already');
    expect(home.service.value('imp7/token')).toBe(`${key}-imp7`);
    await home.done([...args, '--replace'], rotated);
    expect(home.service.value('imp7/token')).toBe(`${key}-rotated`);
  });
});
