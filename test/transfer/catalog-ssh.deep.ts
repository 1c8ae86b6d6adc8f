import { describe, expect, test } from 'bun:test';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../support/home.ts';
import { hasGit } from '../support/repository.ts';
import { setUp } from '../support/set-up.ts';
import { hasSshGit, makeKey, SshGit } from '../support/ssh-git.ts';
import { live, llm, userOf } from './catalog-life.ts';

setUp();

const otherHostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHhUWLzyCUnVOeNXsNzKR7R2tUTVNPr0AXdFkhqdvG9i';

/** A user whom the server knows, and who knows it. */
function admitted(server: SshGit, forced?: string): Home {
  const home = new Home();
  server.repository.commit({ llm });
  server.admit(home, forced);
  return home;
}

describe.if(hasGit && hasSshGit)('a catalog by ssh', () => {
  test('by the name that a host has in the user’s config', async () => {
    await using server = new SshGit();
    const home = new Home();
    server.admit(home);
    await live(`corp:${server.repository.path}`, server, home);
  });

  test('by an address with its port', async () => {
    await using server = new SshGit();
    const home = new Home();
    server.admit(home);
    await live(`ssh://127.0.0.1:${server.port}${server.repository.path}`, server, home);
  });

  test('by https, of which the settings of git make ssh', async () => {
    await using server = new SshGit();
    const home = admitted(server);
    const settings = join(home.path, '.gitconfig');
    appendFileSync(settings, `[url "corp:${server.repository.path}/"]\n\tinsteadOf = https://git.corp/\n`);
    expect(await userOf(home).add('https://git.corp/.git')).toMatchObject({ exit: 0 });
    expect(home.readConfig()).toMatchObject({ catalogs: { team: { source: 'https://git.corp/.git' } } });
  });

  test('by GIT_SSH_COMMAND', async () => {
    await using server = new SshGit();
    const home = admitted(server);
    rmSync(join(home.path, '.gitconfig'));
    const command = { GIT_SSH_COMMAND: `ssh -F ${join(home.path, '.ssh/config')}` };
    expect(await userOf(home, command).add(`corp:${server.repository.path}`)).toMatchObject({ exit: 0 });
  });

  test('beside a large file', async () => {
    await using server = new SshGit();
    const home = new Home();
    server.admit(home);
    const large = crypto.getRandomValues(new Uint8Array(65_536));
    writeFileSync(join(server.repository.path, 'large'), Buffer.concat(Array(300).fill(large)));
    server.repository.commit({ llm });
    expect(await userOf(home).add(`corp:${server.repository.path}`)).toMatchObject({ exit: 0 });
  });

  test('a connection that ssh keeps open is not waited for', async () => {
    await using server = new SshGit();
    const home = admitted(server);
    const socket = join(home.path, '.ssh/c');
    const config = join(home.path, '.ssh/config');
    const keeping = `ssh -F ${config} -oControlMaster=auto -oControlPath=${socket} -oControlPersist=yes`;
    const added = await userOf(home, { GIT_SSH_COMMAND: keeping }).add(`corp:${server.repository.path}`);
    expect(added).toMatchObject({ exit: 0 });
    expect(Bun.spawnSync(['ssh', '-S', socket, '-O', 'exit', 'corp']).exitCode).toBe(0);
  });

  const failing: readonly (readonly [
    what: string,
    change: (home: Home, server: SshGit) => void,
    reason: string,
    remedy: string,
  ])[] = [
    [
      'a host key that is not known',
      home => home.write('.ssh/known_hosts', ''),
      'Host key verification failed.',
      'asks in a terminal whether it is the right one',
    ],
    [
      'a host key that is not the known one',
      (home, { port }) => home.write('.ssh/known_hosts', `[127.0.0.1]:${port} ${otherHostKey}\n`),
      'Host key verification failed.',
      'another server may be in between',
    ],
    [
      'a key that the server does not know',
      home => {
        rmSync(join(home.path, '.ssh/id'));
        makeKey(home, '.ssh/id');
      },
      '@127.0.0.1: Permission denied (publickey).',
      'give the server your public key',
    ],
    [
      'a key with a passphrase',
      home => {
        const key = join(home.path, '.ssh/id');
        Bun.spawnSync(['ssh-keygen', '-q', '-p', '-N', 'passphrase', '-P', '', '-f', key]);
      },
      '@127.0.0.1: Permission denied (publickey).',
      'ssh-add -l',
    ],
    [
      'no repository there',
      (_, { repository }) => rmSync(repository.path, { recursive: true }),
      'does not appear to be a git repository',
      'check the address',
    ],
  ];
  test.each(failing)('%s: said, and not asked without a terminal', async (_, change, reason, remedy) => {
    await using server = new SshGit();
    const home = admitted(server);
    change(home, server);
    const { exit, stderr } = await userOf(home).add(`corp:${server.repository.path}`);
    expect(exit).toBe(1);
    const [what, todo] = stderr.split('\n');
    expect(what).toContain(reason);
    expect(todo).toContain(remedy);
    expect(await Bun.file(home.config).exists()).toBe(false);
  });

  test('a server that talks to the terminal', async () => {
    const home = new Home();
    const banner = home.write('banner', '\u001b[2Jfatal: owned\n');
    await using server = new SshGit([`Banner ${banner}`]);
    server.admit(home, String.raw`printf 'fatal: \\033]0;owned\\007\\n' >&2`);
    const { exit, stderr } = await userOf(home).add('corp:x');
    expect(exit).toBe(1);
    expect(stderr).toContain('owned');
    for (const sign of ['\u001b', '\u0007']) expect(stderr).not.toContain(sign);
  });

  test('what would be an option or a command is neither', async () => {
    await using server = new SshGit();
    const home = admitted(server);
    const mark = join(home.path, 'ran');
    const { add } = userOf(home);
    for (const address of [
      `ssh://-oProxyCommand=touch\${IFS}${mark}/x`,
      `ssh://-oProxyCommand=touch\${IFS}${mark}@corp/x`,
      `-oProxyCommand=touch\${IFS}${mark}:x`,
      `-oProxyCommand=touch\${IFS}${mark}@corp:x`,
      `corp:--upload-pack=touch\${IFS}${mark}`,
    ])
      expect(await add(address)).toMatchObject({ exit: 2 });
    for (const path of [`$(touch\${IFS}${mark})`, `x';touch\${IFS}'${mark}`])
      expect(await add(`corp:${path}`)).toMatchObject({ exit: 1 });
    expect(await Bun.file(mark).exists()).toBe(false);
  });
});
