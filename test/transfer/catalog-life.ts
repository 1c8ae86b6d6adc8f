import { expect } from 'bun:test';
import { readdirSync } from 'node:fs';
import { cgw, type Options, type Result } from '../support/cgw.ts';
import type { Home } from '../support/home.ts';
import type { Repository } from '../support/repository.ts';

export const llm = { backend: 'gateway', baseUrl: 'https://llm.corp:4000', token: 'env:K' };

/** A user of a catalog, with a folder for temporary files of his own, in which nothing may stay. */
export function userOf(home: Home, more: Options['env'] = {}) {
  const env = { K: 'canary-key', TMPDIR: home.makeFolder('tmp'), ...more };
  const catalog = async (...args: string[]): Promise<Result> => {
    const result = await cgw(['catalog', ...args], { home, env });
    expect(readdirSync(env.TMPDIR)).toEqual([]);
    return result;
  };
  return { env, catalog, add: (address: string) => catalog('add', address, '--name', 'team', '--yes') };
}

type Server = { readonly repository: Repository; stop(): Promise<void> };

/**
 * From add to remove, the server gone before the end.
 * @returns all that cgw has said and kept meanwhile
 */
export async function live(address: string, server: Server, home: Home, more?: Options['env']) {
  const { repository } = server;
  const { env, catalog, add } = userOf(home, more);
  const said: string[] = [];
  const kept = (result: Result) => {
    said.push(result.stdout, result.stderr, JSON.stringify(home.readConfig()));
    return result;
  };
  const sentTo = async () => (await cgw(['env', 'team.llm', '--shell', 'bash'], { home, env })).stdout;
  repository.commit({ llm });
  const first = repository.head();

  expect((await catalog('add', address, '--name', 'team')).exit).toBe(3);
  expect(kept(await add(address))).toMatchObject({ exit: 0 });
  expect(JSON.parse(kept(await catalog('list', '--json')).stdout)).toEqual({
    catalogs: [{ name: 'team', source: address, commit: first, profiles: ['team.llm'] }],
  });
  expect(kept(await catalog('list')).stdout).toContain(address);
  expect(kept(await catalog('update')).stderr).toContain('team is up to date');

  repository.commit({ llm: { ...llm, baseUrl: 'https://moved.example' } });
  const asked = kept(await catalog('update'));
  expect(asked.exit).toBe(3);
  expect(asked.stderr).toContain('! team.llm baseUrl: https://llm.corp:4000 → https://moved.example');
  expect(await sentTo()).toContain('https://llm.corp:4000');
  expect(kept(await catalog('update', '--yes'))).toMatchObject({ exit: 0 });
  expect(await sentTo()).toContain('https://moved.example');

  await server.stop();
  const before = home.readConfig();
  const gone = kept(await catalog('update'));
  expect(gone.exit).toBe(1);
  expect(gone.stderr).toMatch(
    /onnect.*\n {5}check the host, the network, VPN and proxy; nothing was changed\n/,
  );
  expect(home.readConfig()).toEqual(before);
  expect(await sentTo()).toContain('https://moved.example');
  expect(kept(await catalog('remove', 'team')).stderr).toContain(`cgw catalog add ${address} --name team`);
  expect(home.readConfig()).not.toHaveProperty('catalogs');
  return said.join('\n');
}
