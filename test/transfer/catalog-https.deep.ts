import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../support/home.ts';
import { HttpsGit, hasHttpsGit } from '../support/https-git.ts';
import { hasGit } from '../support/repository.ts';
import { setUp } from '../support/set-up.ts';
import { live, llm, userOf } from './catalog-life.ts';

setUp();

const password = 'sk-password-0123456789';

/** The helper that comes with git, with the credentials for a server in its file. */
function remember(home: Home, { origin }: HttpsGit, word = password): void {
  const file = home.write('.remembered', `${origin.replace('://', `://me:${word}@`)}\n`);
  home.write('.gitconfig', `[credential]\n\thelper = store --file=${file}\n`);
}

const trusting = (...servers: HttpsGit[]) => ({
  GIT_SSL_CAINFO: new Home().write('ca.pem', servers.map(each => readFileSync(each.certificate)).join('')),
});

describe.if(hasGit && hasHttpsGit)('a catalog by https', () => {
  test('from an open server', async () => {
    await using server = new HttpsGit();
    await live(server.address, server, new Home(), trusting(server));
  });

  test('its authority named in the settings of git', async () => {
    const home = new Home();
    await using server = new HttpsGit();
    server.repository.commit({ llm });
    home.write('.gitconfig', `[http "${server.origin}/"]\n\tsslCAInfo = ${server.certificate}\n`);
    expect(await userOf(home).add(server.address)).toMatchObject({ exit: 0 });
  });

  test('with a password of git’s helper, which cgw neither keeps nor shows', async () => {
    const home = new Home();
    await using server = new HttpsGit({ basic: `me:${password}` });
    remember(home, server);
    const said = await live(server.address, server, home, trusting(server));
    expect(said).not.toContain(password);
    expect(said).not.toContain(btoa(`me:${password}`));
    expect(server.credentials).toContain(`Basic ${btoa(`me:${password}`)}`);
  });

  test('with a password in the address: refused before git is asked', async () => {
    const home = new Home();
    await using server = new HttpsGit();
    const { exit, stderr } = await userOf(home, trusting(server)).add(
      server.address.replace('://', `://me:${password}@`),
    );
    expect(exit).toBe(2);
    expect(stderr).not.toContain(password);
    expect(server.credentials).toEqual([]);
    expect(await Bun.file(home.config).exists()).toBe(false);
  });

  test.each([
    ['git@git.corp:', ({ origin }: HttpsGit) => `${origin}/`, 0, 'added the catalog'],
    [
      'git@git.corp:',
      ({ repository }: HttpsGit) => `file://${repository.path}/../`,
      1,
      "transport 'file' not allowed",
    ],
    ['https://git.corp/', () => 'ext::touch ran ', 1, "transport 'ext' not allowed"],
  ])('from %s, of which the settings of git make something else', async (start, other, exit, said) => {
    const home = new Home();
    await using server = new HttpsGit();
    server.repository.commit({ llm });
    const allowed = '[protocol]\n\tallow = always\n';
    home.write('.gitconfig', `${allowed}[url "${other(server)}"]\n\tinsteadOf = ${start}\n`);
    const result = await userOf(home, trusting(server)).add(`${start}claude.git`);
    expect(result.exit).toBe(exit);
    expect(result.stderr).toContain(said);
    expect(existsSync(join(home.path, 'ran'))).toBe(false);
  });

  test('with a wrong token in git’s insteadOf: not shown', async () => {
    const home = new Home();
    await using server = new HttpsGit({ basic: `me:${password}` });
    const token = 'sk-token-0123456789';
    for (const user of [token, `me:${token}`]) {
      const rewritten = server.origin.replace('://', `://${user}@`);
      home.write('.gitconfig', `[url "${rewritten}/"]\n\tinsteadOf = ${server.origin}/\n`);
      const { exit, stderr } = await userOf(home, trusting(server)).add(server.address);
      expect(exit).toBe(1);
      expect(stderr).toContain('log in with git');
      expect(stderr).not.toContain(token);
    }
  });

  test.each([
    [undefined, 'could not read Username for '],
    ['wrong', 'Authentication failed for '],
  ])('with the password %p: not asked without a terminal', async (word, reason) => {
    const home = new Home();
    await using server = new HttpsGit({ basic: `me:${password}` });
    if (word !== undefined) remember(home, server, word);
    const { exit, stderr } = await userOf(home, trusting(server)).add(server.address);
    expect(exit).toBe(1);
    expect(stderr).toContain(`git could not fetch the catalog: ${reason}'${server.origin}`);
    expect(stderr).toContain(`log in with git: git ls-remote ${server.address} asks`);
  });

  test('with a certificate that nobody trusts', async () => {
    await using server = new HttpsGit();
    const { exit, stderr } = await userOf(new Home()).add(server.address);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/git could not fetch the catalog: .*certificate/);
    expect(stderr).toContain(`git config --global http.${server.origin}/.sslCAInfo FILE`);
    expect(server.credentials).toEqual([]);
  });

  // With a password git 2.39 keeps to the first server for what follows, and there is no catalog.
  test.each([
    [undefined, 0],
    [`me:${password}`, 1],
  ])(
    'to another server by a redirect, password %p: it gets no credentials of the first',
    async (basic, exit) => {
      const home = new Home();
      await using other = new HttpsGit();
      other.repository.commit({ llm });
      await using server = new HttpsGit({
        ...(basic === undefined ? {} : { basic }),
        answer: ({ url }) => Response.redirect(url.replace(new URL(url).origin, other.origin)),
      });
      remember(home, server);
      const added = await userOf(home, trusting(server, other)).add(server.address);
      expect(added.exit).toBe(exit);
      expect(new Set(other.credentials)).toEqual(new Set(['']));
      if (exit === 0)
        expect(home.readConfig()).toMatchObject({ catalogs: { team: { source: server.address } } });
    },
  );

  test.each(['http', 'ftp', 'file'])(
    'to %s: by a redirect: not followed, whatever git’s settings',
    async to => {
      const home = new Home();
      home.write('.gitconfig', '[protocol]\n\tallow = always\n[http]\n\tfollowRedirects = true\n');
      let asked = 0;
      using listener = Bun.listen({
        hostname: '127.0.0.1',
        port: 0,
        socket: {
          data: () => {},
          open: () => {
            asked += 1;
          },
        },
      });
      await using server = new HttpsGit({
        answer: ({ url }) =>
          Response.redirect(
            url.replace(/^https:\/\/[^/]*/, to === 'file' ? 'file://' : `${to}://127.0.0.1:${listener.port}`),
          ),
      });
      const { exit, stderr } = await userOf(home, trusting(server)).add(server.address);
      expect(exit).toBe(1);
      expect(stderr).toContain('leads to a protocol that cgw does not let git use');
      expect(asked).toBe(0);
    },
  );

  const advertised = { headers: { 'content-type': 'application/x-git-upload-pack-advertisement' } };
  const line = (text: string) => (text.length + 4).toString(16).padStart(4, '0') + text;
  const hostile: readonly (readonly [what: string, answer: (url: URL) => Response, said: string])[] = [
    ['another path', () => new Response('', { status: 404 }), 'check the address'],
    ['no access', () => new Response('\u001b[2J', { status: 403 }), 'log in with git'],
    ['an error', () => new Response('\u001b[2J', { status: 500 }), 'The requested URL returned error: 500'],
    ['a page to sign in', () => new Response('<html>'), 'it is empty, or the page of a repository'],
    [
      'files alone',
      ({ pathname }) =>
        new Response(pathname.endsWith('HEAD') ? 'ref: refs/heads/x' : `${'1'.repeat(40)}\trefs/heads/x\n`),
      'dumb http transport',
    ],
    [
      'anything',
      () => new Response('\u0000\u001b[2Jfatal: x', advertised),
      'git could not fetch the catalog',
    ],
    [
      'an error for the terminal',
      () =>
        new Response(`${line('# service=git-upload-pack\n')}0000${line('ERR \u001b[2Jowned\n')}`, advertised),
      'remote error: ',
    ],
  ];
  test.each(hostile)('from a server that answers with %s', async (_, answer, said) => {
    const home = new Home();
    await using server = new HttpsGit({ answer: ({ url }) => answer(new URL(url)) });
    const { exit, stderr } = await userOf(home, trusting(server)).add(server.address);
    expect(exit).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/; nothing was changed\n$/);
    expect(stderr).not.toContain('\u001b');
    expect(await Bun.file(home.config).exists()).toBe(false);
  });

  test('from a server that sends without end', async () => {
    const home = new Home();
    let sent = 0;
    await using server = new HttpsGit({
      answer: async request => {
        if (!(await request.clone().text()).includes('command=fetch')) return undefined;
        return new Response(
          new ReadableStream({
            pull: controller => {
              const bytes = sent === 0 ? packStart : block;
              sent += bytes.length;
              if (sent > 1024 ** 3) controller.error(new Error('taken in without end'));
              else controller.enqueue(bytes);
            },
          }),
          { headers: { 'content-type': 'application/x-git-upload-pack-result' } },
        );
      },
    });
    server.repository.commit({ llm });
    const { exit, stderr } = await userOf(home, trusting(server)).add(server.address);
    expect(stderr).toBe(
      'cgw: the repository is larger than 256 MiB, without its history\n     keep cgw.json in a repository of its own; nothing was changed\n',
    );
    expect(exit).toBe(1);
  });

  test('beside a file that is small only while it is packed: git needs little memory', async () => {
    const home = new Home();
    await using server = new HttpsGit();
    writeFileSync(join(server.repository.path, 'zeros'), new Uint8Array(200 * 1024 ** 2));
    server.repository.commit({ llm });
    home.write('bin/git', `#!/bin/sh\nulimit -v 150000\nexec ${Bun.which('git')} "$@"\n`, 0o755);
    const path = { PATH: `${join(home.path, 'bin')}:${process.env.PATH}` };
    expect(await userOf(home, { ...trusting(server), ...path }).add(server.address)).toMatchObject({
      exit: 0,
    });
  });
});

/** A line of git’s protocol that carries a piece of a pack. */
function packLine(...bytes: Uint8Array[]): Buffer {
  const piece = Buffer.concat([Buffer.of(1), ...bytes]);
  return Buffer.concat([Buffer.from((piece.length + 4).toString(16).padStart(4, '0')), piece]);
}

/** A pack of 200 objects; the first says that it has 2^39 bytes, and is deflated in stored blocks. */
const packStart = Buffer.concat([
  Buffer.from('000dpackfile\n'),
  packLine(
    Buffer.from('PACK'),
    Buffer.of(0, 0, 0, 2, 0, 0, 0, 200),
    Buffer.of(0xb0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01),
    Buffer.of(0x78, 0x01),
  ),
]);

const stored = 60_000;
const block = packLine(
  Buffer.of(0, stored & 255, stored >> 8, ~stored & 255, (~stored >> 8) & 255),
  crypto.getRandomValues(new Uint8Array(stored)),
);
