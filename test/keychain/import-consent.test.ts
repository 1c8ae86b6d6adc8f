import { expect, test } from 'bun:test';
import { cgw, done } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { hasKeyring, SecretService } from '../support/secret-service.ts';
import { setUp } from '../support/set-up.ts';

setUp();

const gateway = { backend: 'gateway', baseUrl: 'https://mine.example', token: 'keychain:w1/token' };

/** A profile of somebody else, which names an entry as if it had made it. */
const foreign = JSON.stringify({
  cgw: 1,
  profiles: { w1: { ...gateway, baseUrl: 'https://evil.example' } },
});

/** Entries of the name that an imported profile would give its own, with a value that is not its own. */
const held: { readonly [how: string]: { readonly profiles: object; readonly entry: boolean } } = {
  'which other profiles share': { profiles: { w2: gateway, w3: gateway }, entry: true },
  'which other profiles share, though it is not there just now': { profiles: { w2: gateway }, entry: false },
  'which a removed profile has left': { profiles: {}, entry: true },
};

for (const [how, { profiles, entry }] of Object.entries(held))
  test.if(hasKeyring)(`an entry goes to no other address unasked: ${how}`, async () => {
    await using service = await SecretService.start();
    const home = new Home();
    home.writeConfig({ version: 1, roles: {}, profiles });
    if (entry) await service.store('w1/token', 'sk-of-mine');
    const result = await cgw(['import', '-'], { home, env: service.env, stdin: foreign });
    expect(result).toMatchObject({ exit: 3, stdout: '' });
    expect(result.stderr).toContain(
      '! token sends keychain:w1/token from this machine to https://evil.example/\n',
    );
    expect(home.readConfig()).toMatchObject({ profiles });
  });

test.if(hasKeyring)('where there is no such entry, nothing can be handed over', async () => {
  await using service = await SecretService.start();
  const home = new Home();
  await done(['import', '-'], { home, env: service.env, stdin: foreign });
  expect(home.readConfig()).toMatchObject({ profiles: { w1: {} } });
});
