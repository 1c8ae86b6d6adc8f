import { expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withKeyring } from './world.ts';

withKeyring('the keychain and a catalog', start => {
  test('each user puts in his own credential; one that is left is not handed over unseen', async () => {
    const home = start();
    const repository = home.makeFolder('repository');
    const git = (...args: string[]) => {
      const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
      const env = { PATH: process.env.PATH ?? '', HOME: home.path };
      expect(Bun.spawnSync(['git', '-C', repository, ...who, ...args], { env }).exitCode).toBe(0);
    };
    const llm = { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'keychain:llm/token' };
    writeFileSync(join(repository, 'cgw.json'), JSON.stringify({ cgw: 1, profiles: { llm } }));
    git('init', '--quiet');
    git('add', '-A');
    git('commit', '--quiet', '-m', 'x');

    const add = ['catalog', 'add', repository, '--name', 'team', '--yes'];
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
