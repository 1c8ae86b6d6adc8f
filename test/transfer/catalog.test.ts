import { describe, expect, test } from 'bun:test';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { UserError } from '../../src/base/errors.ts';
import { catalogChanges, readCatalog } from '../../src/transfer/catalog-profiles.ts';
import { catalogSource } from '../../src/transfer/catalog-source.ts';
import { gitProblem } from '../../src/transfer/git-problem.ts';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { hasGit, Repository } from '../support/repository.ts';
import { setUp } from '../support/set-up.ts';
import { isDeep, runs, sampleOf } from '../support/tier.ts';

setUp();

const gateway = {
  backend: 'gateway' as const,
  baseUrl: 'https://llm.corp:4000',
  token: 'keychain:llm/token',
};

function document(profiles: object): string {
  return JSON.stringify({ cgw: 1, profiles });
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'taken';
}

const here = { cwd: '/work', environment: { HOME: '/home/me' }, platform: 'linux' } as const;

describe('addresses', () => {
  const taken: readonly (readonly [string, string])[] = [
    ['https://git.corp/platform/claude.git', 'claude'],
    ['ssh://git@git.corp:22/platform/claude', 'claude'],
    ['git@git.corp:platform/claude.v2.git', 'claude-v2'],
    ['/srv/claude', 'claude'],
    ['./claude/', 'claude'],
    ['~/claude.git', 'claude'],
  ];
  for (const [address, name] of taken)
    test(`${address} is ${name}`, () => expect(catalogSource(address, here).suggested).toBe(name));

  const refused: readonly (readonly [string, string])[] = [
    ['file:///srv/claude', 'file: is a path in disguise'],
    ['ext::sh -c id', 'is not an address'],
    ['ext::id', 'ext: runs a program'],
    ['EXT::id', 'ext: runs a program'],
    ['fd::7', 'fd: needs a program of its own'],
    ['git://git.corp/x', 'git: is neither encrypted nor signed'],
    ['http://git.corp/x', 'http: is neither encrypted nor signed'],
    ['ftp://git.corp/x', 'ftp: is neither encrypted nor signed'],
    ['nfs://git.corp/x', 'nfs: is not a protocol'],
    ['--upload-pack=id', 'is not an address'],
    ['ssh://-oProxyCommand=id/x', 'has a host that ssh would take for an option'],
    ['-oProxyCommand=id:x', 'is not an address'],
    ['git@-oProxyCommand=id:x', 'is neither an https or ssh address'],
    ['git@host:-x', 'has a part that ssh would take for an option'],
    ['https://me:sk-secret@git.corp/x', 'holds a user name or password'],
    ['https://sk-secret@git.corp/x', 'holds a user name or password'],
    ['ssh://git:sk-secret@git.corp/x', 'holds a user name or password'],
    ['me:sk-secret@git.corp:x', 'holds a user name or password'],
    ['me:sk-secret@git.corp/x', 'holds a user name or password'],
    ['https://git.corp/x?private_token=sk-secret', 'holds a ? or #'],
    ['claude', 'nor written as a path'],
    ['claude/team', 'nor written as a path'],
    ['https://git.corp/\u001b[2J', 'is not an address'],
    ['', 'is not an address'],
  ];
  for (const [address, why] of refused)
    test(`${JSON.stringify(address)} is refused`, () => {
      const said = refusal(() => catalogSource(address, here));
      expect(said).toContain(why);
      expect(said).not.toContain('sk-secret');
    });

  test('what is taken goes by https, ssh or a path alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('', 'ext::', 'file://', '-', 'git://'),
        (text, start) => {
          const said = refusal(() => {
            const { protocol, address } = catalogSource(start + text, here);
            expect(['https', 'ssh', 'file']).toContain(protocol);
            expect(address.startsWith('-')).toBe(false);
            if (protocol === 'file') expect(address.startsWith('/')).toBe(true);
          });
          if (start !== '') expect(said).not.toBe('taken');
        },
      ),
      { numRuns: runs(2_000) },
    );
  });
});

describe('why git did not fetch', () => {
  const https = 'https://git.corp/x.git';
  const rights = '\n\nPlease make sure you have the correct access rights\nand the repository exists.';
  const gaveUp = `fatal: Could not read from remote repository.${rights}`;
  const said: readonly (readonly [what: string, address: string, printed: string, string, string])[] = [
    [
      'a certificate, by GnuTLS',
      https,
      "fatal: unable to access 'https://git.corp/x.git/': server certificate verification failed. CAfile: none CRLfile: none",
      'server certificate verification failed. CAfile: none CRLfile: none',
      'git config --global http.https://git.corp/.sslCAInfo FILE',
    ],
    [
      'a certificate, by OpenSSL',
      https,
      "fatal: unable to access 'https://git.corp/x.git/': SSL certificate problem: unable to get local issuer certificate",
      'SSL certificate problem: unable to get local issuer certificate',
      'sslCAInfo',
    ],
    [
      'a host named like a reason',
      'https://certificate.corp/SSL',
      "fatal: repository 'https://certificate.corp/SSL/' not found",
      "repository 'https://certificate.corp/SSL/' not found",
      'check the address',
    ],
    [
      'a token for a name, by insteadOf',
      https,
      "fatal: could not read Password for 'https://sk-secret@git.corp': terminal prompts disabled",
      "could not read Password for 'https://git.corp': terminal prompts disabled",
      'git ls-remote https://git.corp/x.git asks',
    ],
    [
      'a redirect',
      https,
      'warning: redirecting to http://git.corp/\nfatal: unable to access \'https://git.corp/x.git/\': Protocol "http" not supported or disabled in libcurl',
      'Protocol "http" not supported or disabled in libcurl',
      'leads to a protocol that cgw does not let git use',
    ],
    ['a page', https, "fatal: couldn't find remote ref HEAD", "couldn't find remote ref HEAD", 'it is empty'],
    [
      'an unknown key',
      'git@git.corp:x',
      `Host key verification failed.\r\n${gaveUp}`,
      'Host key verification failed.',
      'git ls-remote git@git.corp:x asks',
    ],
    [
      'another key',
      'git@git.corp:x',
      `@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\r\nHost key verification failed.\r\n${gaveUp}`,
      'Host key verification failed.',
      'another server may be in between',
    ],
    [
      'an unknown user, behind a banner',
      'git@git.corp:x',
      `Welcome\u001b[2J\r\ngit@git.corp: Permission denied (publickey).\r\n${gaveUp}`,
      'git@git.corp: Permission denied (publickey).',
      'ssh-add -l',
    ],
    [
      'another host',
      'ssh://git.corp/x',
      `ssh: Could not resolve hostname git.corp: Name or service not known\r\n${gaveUp}`,
      'ssh: Could not resolve hostname git.corp: Name or service not known',
      'check the host',
    ],
    [
      'another path',
      'ssh://git.corp/x',
      `fatal: '/x' does not appear to be a git repository\n${gaveUp}`,
      "'/x' does not appear to be a git repository",
      'check the address',
    ],
    [
      'another owner',
      '/srv/x',
      `fatal: detected dubious ownership in repository at '/srv/x'\nTo add an exception\n${gaveUp}`,
      "detected dubious ownership in repository at '/srv/x'",
      'safe.directory /srv/x',
    ],
    [
      'ssh alone',
      'git@git.corp:x',
      gaveUp,
      'Could not read from remote repository.',
      'git ls-remote git@git.corp:x may',
    ],
    ['nothing', https, '', '', 'git ls-remote https://git.corp/x.git may say more'],
    [
      'what a terminal obeys',
      https,
      'fatal: remote error: \u001b[2Jx',
      'remote error: \uFFFD[2Jx',
      'may say more',
    ],
  ];
  test.each(said)('%s', (_, address, printed, reason, remedy) => {
    expect(gitProblem(printed, { address })).toEqual({ reason, remedy: expect.stringContaining(remedy) });
  });

  test('a server that says much is cut short', () => {
    expect(gitProblem(`fatal: ${'x'.repeat(5_000)}`, { address: https }).reason).toHaveLength(200);
  });
});

describe('what a catalog may not hold', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    [
      'a plain credential',
      document({ p: { ...gateway, token: 'sk-ant-api03-abcdefghijklmnop' } }),
      '"p": token holds a credential in plain text',
    ],
    [
      'a secret header in plain text',
      document({ p: { ...gateway, headers: { 'x-api-key': 'hunter2hunter2' } } }),
      'p": headers.x-api-key holds a credential',
    ],
    [
      'a password in an address',
      document({ p: { ...gateway, baseUrl: 'https://u:pw@h' } }),
      'p": baseUrl holds',
    ],
    [
      'a command',
      document({ p: { ...gateway, token: 'cmd:pass show x' } }),
      'p": token is cmd:…, which runs a program',
    ],
    [
      'a command in a header',
      document({ p: { ...gateway, headers: { 'x-api-key': { secret: 'cmd:id' } } } }),
      'p": headers.x-api-key is cmd:…',
    ],
    [
      'a file',
      document({ p: { ...gateway, token: 'file:/etc/passwd' } }),
      'p": token is file:…, which reads a file',
    ],
    [
      'a program of Claude Code',
      document({ p: { backend: 'bedrock', awsAuthRefresh: 'sh -c id' } }),
      'p": awsAuthRefresh has Claude Code run',
    ],
    [
      'a folder of settings',
      document({ p: { ...gateway, configDir: '/tmp/x' } }),
      'p": configDir makes Claude Code take settings',
    ],
    [
      'a variable of other programs',
      document({ p: { ...gateway, env: { NODE_OPTIONS: '--require=/tmp/x' } } }),
      'p": env.NODE_OPTIONS sets NODE_OPTIONS',
    ],
    [
      'a variable from a reference',
      document({ p: { ...gateway, env: { GIT_SSH: { secret: 'env:X' } } } }),
      'p": env.GIT_SSH sets GIT_SSH',
    ],
    [
      'credentials for tools',
      document({ p: { ...gateway, toolVariables: 'X' } }),
      'p": toolVariables hands credentials',
    ],
    ['an escape in a name', document({ 'a\u001b[2J': gateway }), '": may hold only letters'],
    [
      'an escape in a note',
      document({ p: { ...gateway, note: 'a\u001b[2J' } }),
      'p": note holds a control character',
    ],
    [
      'a mark of direction',
      document({ p: { ...gateway, note: 'a\u202eb' } }),
      'p": note holds a sign that a terminal obeys or hides',
    ],
    ['a path as a name', document({ '../x': gateway }), '": may hold only letters'],
    ['a flag as a name', document({ '-x': gateway }), '": may not start with "-"'],
    ['__proto__', '{"cgw":1,"profiles":{"__proto__":{"backend":"gateway"}}}', '": is a reserved word'],
    ['a key as a name', document({ 'sk-ant-api03-abcdefghijklmnop': gateway }), 'looks like a credential'],
    ['an unknown field', document({ p: { ...gateway, hook: 'x' } }), 'p": hook is not a field'],
    ['an unknown backend', document({ p: { backend: 'x' } }), 'p": backend'],
    ['no object', document({ p: 7 }), 'p": is not an object'],
    [
      'a name that is too long with that of the catalog',
      document({ ['abcd-'.repeat(12)]: gateway }),
      'with the name of the catalog it is longer',
    ],
    [
      'too many',
      document(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`p${i}`, gateway]))),
      'more than 200 profiles',
    ],
    ['another file', '{"name":"x"}', 'is not what cgw export prints'],
    ['a list', '[]', 'is not what cgw export prints'],
    ['no JSON', '{"cgw":1,', 'cgw.json: '],
    ['a newer version', '{"cgw":2,"profiles":{}}', 'a newer cgw wrote it'],
  ];
  for (const [what, text, why] of refused)
    test(what, () => {
      const said = refusal(() => readCatalog(text, 'team'));
      expect(said).toContain(why);
      expect(said).not.toContain('\u001b');
      expect(said).not.toContain('sk-ant-api03-abcdefghijklmnop');
    });

  test('one bad profile refuses all', () => {
    const text = document({ good: gateway, bad: { ...gateway, token: 'cmd:id' }, worse: 7 });
    const said = refusal(() => readCatalog(text, 'team'));
    expect(said).toContain('"bad": token');
    expect(said).toContain('"worse": is not an object');
  });

  test('a keychain reference means an entry of its own here', () => {
    const headers = { 'x-api-key': { secret: 'keychain:other/token', scheme: 'Bearer' } };
    expect(readCatalog(document({ llm: { ...gateway, headers } }), 'team')).toEqual({
      llm: {
        ...gateway,
        token: 'keychain:team.llm/token',
        headers: { 'x-api-key': { secret: 'keychain:team.llm/headers.x-api-key', scheme: 'Bearer' } },
      },
    });
  });

  test('whatever stands there, it is refused in words or harmless', () => {
    const text = fc.oneof(
      fc.json(),
      fc.jsonValue().map(value => document({ p: value as object })),
      fc.dictionary(fc.string(), fc.jsonValue()).map(value => document({ p: { ...gateway, ...value } })),
      fc.dictionary(fc.string(), fc.constant(gateway)).map(document),
      fc.string(),
    );
    fc.assert(
      fc.property(text, each => {
        let read: object = {};
        refusal(() => {
          read = readCatalog(each, 'team');
        });
        expect(JSON.stringify(read)).not.toMatch(/cmd:|file:/);
      }),
      { numRuns: runs(1_000) },
    );
  });
});

test('changes are told field by field, and what moves requests or credentials is marked', () => {
  const before = { a: gateway, b: gateway, c: { ...gateway, note: 'x' } } as const;
  const after = {
    a: { ...gateway, baseUrl: 'https://evil.example', token: 'env:K' },
    c: { ...gateway, note: 'y' },
    d: gateway,
  } as const;
  expect(catalogChanges('team', before, after)).toEqual([
    { text: 'team.a baseUrl: https://llm.corp:4000 → https://evil.example', weighty: true },
    { text: 'team.a token: keychain:llm/token → env:K', weighty: true },
    { text: 'team.b is removed', weighty: false },
    { text: 'team.c note: x → y', weighty: false },
    { text: 'team.d is added', weighty: false },
  ]);
});

describe.if(hasGit)('a repository', () => {
  test('is used, updated, told of and removed, and works offline', async () => {
    const home = new Home();
    const run = (...args: string[]) => cgw(args, { home, env: { K: 'canary-key' } });
    const llm = { ...gateway, token: 'env:K' };
    const repository = new Repository(home).commit({ llm });
    home.writeConfig({ version: 1, profiles: { mine: llm } });

    expect((await run('catalog', 'add', repository.path, '--name', 'team')).exit).toBe(3);
    expect(home.readConfig()).toEqual({ version: 1, profiles: { mine: llm } });
    const added = await run('catalog', 'add', repository.path, '--name', 'team', '--yes');
    expect(added).toMatchObject({ exit: 0, stdout: '' });
    expect(added.stderr).toContain('! token sends env:K from this machine to https://llm.corp:4000/');
    const commit = repository.git('rev-parse', 'HEAD');
    expect(home.readConfig()).toMatchObject({
      profiles: { mine: llm },
      catalogs: { team: { source: repository.path, commit, profiles: { llm } } },
    });

    expect((await run('default', 'team.llm')).exit).toBe(0);
    expect((await run('role', 'batch', 'team.llm')).exit).toBe(0);
    expect(Object.keys((home.readConfig() as { profiles: object }).profiles)).toEqual(['mine']);
    expect((await run('env', '@batch', '--shell', 'bash')).stdout).toContain('https://llm.corp:4000');
    for (const args of [
      ['edit', 'team.llm', '--set', 'note=x'],
      ['remove', 'team.llm'],
      ['rename', 'team.llm', 'x'],
      ['add', 'team.llm', '--from', 'direct'],
    ])
      expect((await run(...args)).exit).toBe(3);
    expect((await run('copy', 'team.llm', 'copied')).exit).toBe(0);
    expect(Object.keys((home.readConfig() as { profiles: object }).profiles)).toEqual(['mine', 'copied']);
    expect((await run('show', 'team.llm')).stdout).toContain(
      `from the catalog team, at ${commit.slice(0, 7)}`,
    );
    const inShell = { home, env: { K: 'canary-key', CGW_PROFILE: 'team.llm' } };
    for (const command of ['explain', 'status'])
      expect((await cgw([command], inShell)).stdout).toContain('from the catalog team, at');
    const listed = JSON.parse((await run('list', '--json')).stdout).profiles;
    expect(listed.find(({ name }: { name: string }) => name === 'team.llm')).toMatchObject({
      source: 'catalog',
      catalog: 'team',
    });
    expect(JSON.parse((await run('catalog', 'list', '--json')).stdout)).toEqual({
      catalogs: [{ name: 'team', source: repository.path, commit, profiles: ['team.llm'] }],
    });

    repository.commit({ llm: { ...llm, baseUrl: 'https://evil.example' } });
    const asked = await run('catalog', 'update');
    expect(asked.exit).toBe(3);
    expect(asked.stderr).toContain('! team.llm baseUrl: https://llm.corp:4000 → https://evil.example');
    expect(home.readConfig()).toMatchObject({ catalogs: { team: { commit } } });
    repository.git('mv', 'cgw.json', 'other.json');
    repository.save();
    expect((await run('catalog', 'update', '--yes')).stderr).toContain('is not there');
    expect((await run('env', 'team.llm', '--shell', 'bash')).stdout).toContain('https://llm.corp:4000');
    repository.git('mv', 'other.json', 'cgw.json');
    repository.save();
    expect((await run('catalog', 'update', 'team', '--yes')).exit).toBe(0);
    expect((await run('env', 'team.llm', '--shell', 'bash')).stdout).toContain('https://evil.example');

    const removed = await run('catalog', 'remove', 'team');
    expect(removed.stderr).toContain('the default is still team.llm');
    expect(removed.stderr).toContain('the role @batch is still team.llm');
    expect(home.readConfig()).not.toHaveProperty('catalogs');
    expect((await run('env', 'team.llm')).exit).toBe(3);
  });

  test('that is gone keeps no other from its update', async () => {
    const home = new Home();
    const run = (...args: string[]) => cgw(['catalog', ...args], { home });
    const [gone, other] = ['gone', 'other'].map(name => new Repository(home, name).commit({ llm: gateway }));
    for (const each of [gone, other]) expect((await run('add', each?.path ?? '', '--yes')).exit).toBe(0);
    rmSync(gone?.path ?? '', { recursive: true });
    other?.commit({ llm: { ...gateway, note: 'new' } });
    const { exit, stderr } = await run('update', '--yes');
    expect(exit).toBe(1);
    expect(stderr).toContain('cgw: gone: git could not fetch the catalog: ');
    expect(stderr).toContain('updated other');
    expect((await run('update', 'gone')).stderr).toStartWith('cgw: git could not fetch the catalog: ');
  });

  const hostile: readonly (readonly [string, (repository: Repository) => unknown, string])[] = [
    [
      'a link',
      r => {
        symlinkSync('/etc/passwd', join(r.path, 'cgw.json'));
        r.save();
      },
      'is a symbolic link',
    ],
    [
      'a folder',
      r => {
        mkdirSync(join(r.path, 'cgw.json'));
        writeFileSync(join(r.path, 'cgw.json', 'x'), '');
        r.save();
      },
      'is not a file',
    ],
    [
      'a huge file',
      r => r.commit(`{"cgw":1,"profiles":{},"x":"${'x'.repeat(300_000)}"}`),
      'is larger than 256 KiB',
    ],
    [
      'another encoding',
      r => {
        writeFileSync(join(r.path, 'cgw.json'), new Uint8Array([0x7b, 0xff, 0xfe]));
        r.save();
      },
      'is not UTF-8 text',
    ],
    [
      'a pointer of LFS',
      r => r.commit('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
      'is kept in Git LFS',
    ],
    [
      'nothing',
      r => {
        writeFileSync(join(r.path, 'x'), '');
        r.save();
      },
      'is not there',
    ],
    ['no commit', () => {}, 'git could not fetch the catalog'],
    [
      'a submodule',
      r => {
        r.commit({});
        r.git('rm', '--quiet', 'cgw.json');
        r.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},cgw.json`);
        r.git('commit', '--quiet', '-m', 'x');
      },
      'is a submodule',
    ],
    ['a command', r => r.commit({ p: { ...gateway, token: 'cmd:id' } }), 'which runs a program'],
  ];
  for (const [what, make, why] of sampleOf(hostile, 1))
    test(`with ${what} is refused`, async () => {
      const home = new Home();
      const repository = new Repository(home);
      make(repository);
      const { exit, stderr } = await cgw(['catalog', 'add', repository.path, '--name', 'team', '--yes'], {
        home,
      });
      expect(stderr).toContain(why);
      expect([1, 3]).toContain(exit ?? 0);
      expect(await Bun.file(home.config).exists()).toBe(false);
    });

  test.if(isDeep)('starts nothing by filters, hooks and settings', async () => {
    const home = new Home();
    const mark = join(home.path, 'ran');
    const script = home.write('bad', `#!/bin/sh\ntouch ${mark}\ncat\n`, 0o755);
    const repository = new Repository(home).commit({ llm: gateway });
    writeFileSync(join(repository.path, '.gitattributes'), '* filter=bad\n');
    repository.save();
    for (const [key, value] of [
      ['filter.bad.smudge', script],
      ['core.fsmonitor', script],
      ['core.sshCommand', script],
      ['uploadpack.packObjectsHook', script],
      ['core.hooksPath', home.path],
    ])
      repository.git('config', key ?? '', value ?? '');
    for (const hook of ['post-checkout', 'post-merge', 'reference-transaction', 'pre-auto-gc'])
      home.write(hook, readFileSync(script, 'utf8'), 0o755);
    const { exit } = await cgw(['catalog', 'add', repository.path, '--name', 'team', '--yes'], {
      home,
      cwd: repository.path,
    });
    expect(exit).toBe(0);
    expect(await Bun.file(mark).exists()).toBe(false);
  });
});
