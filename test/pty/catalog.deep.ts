import { describe, expect, test } from 'bun:test';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { HttpsGit, hasHttpsGit } from '../support/https-git.ts';
import { hasGit, Repository } from '../support/repository.ts';
import { hasSshGit, SshGit } from '../support/ssh-git.ts';
import { until } from '../support/until.ts';
import { setUpTerminals } from './support/set-up.ts';
import { Terminal } from './support/terminal.ts';

setUpTerminals();

const llm = { backend: 'gateway', baseUrl: 'https://llm.corp', token: 'env:K' };

/** A catalog in the config whose repository sends requests elsewhere by now. */
async function asked(): Promise<{ terminal: Terminal; home: Home }> {
  const home = new Home();
  const { path } = new Repository(home).commit({ llm: { ...llm, baseUrl: 'https://evil.example' } });
  const team = { source: path, commit: '0'.repeat(40), profiles: { llm } };
  home.writeConfig({ version: 1, profiles: {}, catalogs: { team } });
  const terminal = Terminal.cgw(['catalog', 'update'], { home });
  await terminal.waitFor('[y/N]');
  expect(terminal.text()).toContain('! team.llm baseUrl: https://llm.corp → https://evil.example');
  return { terminal, home };
}

test.if(hasGit)('yes applies what moves requests', async () => {
  const { terminal, home } = await asked();
  await using _ = terminal;
  await terminal.type('y');
  await terminal.press('enter');
  await terminal.waitFor('updated team');
  expect(await terminal.exit).toMatchObject({ code: 0 });
  expect(home.readConfig()).toMatchObject({
    catalogs: { team: { profiles: { llm: { baseUrl: 'https://evil.example' } } } },
  });
});

test.if(hasGit)('Enter leaves everything as it is', async () => {
  const { terminal, home } = await asked();
  await using _ = terminal;
  await terminal.press('enter');
  await terminal.waitFor('nothing was changed');
  expect(await terminal.exit).toMatchObject({ code: 130 });
  expect(home.readConfig()).toMatchObject({ catalogs: { team: { commit: '0'.repeat(40) } } });
});

function adding(address: string): string[] {
  return ['catalog', 'add', address, '--name', 'team', '--yes'];
}

describe.if(hasGit && hasHttpsGit)('by https', () => {
  test('git asks for name and password, and cgw goes on', async () => {
    const home = new Home();
    await using server = new HttpsGit({ basic: 'me:sk-password' });
    server.repository.commit({ llm });
    const env = { GIT_SSL_CAINFO: server.certificate };
    await using terminal = Terminal.cgw(adding(server.address), { home, env });
    await terminal.waitFor(`fetching ${server.address}`);
    await terminal.waitFor('Username for');
    await terminal.type('me');
    await terminal.press('enter');
    await terminal.waitFor('Password for');
    await terminal.type('sk-password');
    await terminal.press('enter');
    await terminal.waitFor('added the catalog team');
    expect(await terminal.exit).toMatchObject({ code: 0 });
    expect(terminal.output()).not.toContain('sk-password');
    expect(JSON.stringify(home.readConfig())).not.toContain('sk-password');
  });

  test('Ctrl-C ends the wait for a server that says nothing, and leaves nothing behind', async () => {
    const home = new Home();
    const { promise: left, resolve } = Promise.withResolvers<void>();
    await using server = new HttpsGit({
      answer: ({ signal }) => {
        signal.addEventListener('abort', () => resolve());
        return new Promise(() => {});
      },
    });
    const env = { GIT_SSL_CAINFO: server.certificate, TMPDIR: home.makeFolder('tmp') };
    await using terminal = Terminal.cgw(adding(server.address), { home, env });
    await until('git asks the server', () => server.credentials.length > 0);
    await terminal.press('ctrl+c');
    expect(await terminal.exit).toMatchObject({ code: 130 });
    await left;
    expect(readdirSync(env.TMPDIR)).toEqual([]);
    expect(terminal.modes().termios).toEqual(terminal.before.termios);
  });
});

describe.if(hasGit && hasSshGit)('by ssh', () => {
  function stranger(server: SshGit): Home {
    const home = new Home();
    server.repository.commit({ llm });
    server.admit(home);
    home.write('.ssh/known_hosts', '');
    return home;
  }

  test('ssh asks about a new host, and cgw goes on', async () => {
    await using server = new SshGit();
    const home = stranger(server);
    await using terminal = Terminal.cgw(adding(`corp:${server.repository.path}`), { home });
    await terminal.waitFor('Are you sure you want to continue connecting');
    await terminal.type('yes');
    await terminal.press('enter');
    await terminal.waitFor('added the catalog team');
    expect(await terminal.exit).toMatchObject({ code: 0 });
  });

  test('ssh asks nothing where cgw cannot ask, although there is a terminal', async () => {
    await using server = new SshGit();
    const home = stranger(server);
    const words = adding(`corp:${server.repository.path}`);
    const script = '"$0" "$@" </dev/null';
    await using terminal = new Terminal(['sh', '-c', script, program, ...words], { home });
    expect(await terminal.exit).toMatchObject({ code: 1 });
    expect(terminal.text()).toContain('Host key verification failed.');
    expect(terminal.output()).not.toContain('Are you sure');
    expect(await Bun.file(join(home.path, '.ssh/known_hosts')).text()).toBe('');
  });
});
