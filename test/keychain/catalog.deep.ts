import { expect, test } from 'bun:test';
import { Repository } from '../support/repository.ts';
import { withKeyring } from './world.ts';

withKeyring('the keychain and a catalog', start => {
  test('each user puts in his own credential; one that is left is not handed over unseen', async () => {
    const home = start();
    const llm = { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'keychain:llm/token' };
    const { path } = new Repository(home).commit({ llm });

    const add = ['catalog', 'add', path, '--name', 'team', '--yes'];
    const added = await home.done(add);
    expect(added.stderr).not.toContain('!');
    expect(added.stderr).toContain('cgw secret set team.llm token');
    await home.done(['secret', 'set', 'team.llm', 'token', '--stdin'], 'sk-of-mine-0123456789\n');
    expect(await home.token('team.llm')).toBe('sk-of-mine-0123456789\n');
    expect(home.service.value('team.llm/token')).toBe('sk-of-mine-0123456789');
    expect(home.profile('team.llm')).toBeUndefined();
    expect((await home.run(['secret', 'remove', 'team.llm', 'token'])).exit).toBe(3);

    const removed = await home.done(['catalog', 'remove', 'team']);
    expect(removed.stderr).toContain('the keychain entry team.llm/token is kept');
    expect((await home.done(add)).stderr).toContain(
      '! token sends keychain:team.llm/token from this machine',
    );
  });
});
