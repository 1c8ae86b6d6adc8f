import { Database } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgw, done, type Options, shell } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

const key = 'sk-planted-canary-0123456789';
const gateway = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'placeholder:team' };
const settings = { env: { ANTHROPIC_BASE_URL: 'https://g.example.com', ANTHROPIC_AUTH_TOKEN: key } };

function exported(profiles: object): string {
  return JSON.stringify({ cgw: 1, profiles });
}

/** The command fails so, its error at the end, and changes nothing but what the keychain’s lock may make. */
async function expectRefused(
  args: readonly string[],
  options: Options,
  exit: number,
  ...mentions: readonly string[]
): Promise<string> {
  const before = snapshot(options.home.path);
  const result = await cgw(['import', ...args], options);
  expect(result).toMatchObject({ exit, stdout: '' });
  expect(result.stderr).toMatch(/(^|\n)cgw: [^\n]+\n {5}[^\n]+\n$/);
  expect(result.stderr).not.toContain('canary');
  expect(result.stderr).not.toContain('this is a bug');
  for (const mention of mentions) expect(result.stderr).toContain(mention);
  expect(snapshot(options.home.path)).toEqual(before);
  return result.stderr;
}

describe('an export', () => {
  test('from one home into an empty one: the same profiles, by a pipe', async () => {
    const [from, to] = [configured(), new Home()];
    const { stdout } = await done(['export'], { home: from });
    const result = await done(['import', '-', '--trust'], { home: to, stdin: stdout });
    expect(result.stdout).toBe('');
    expect(result.stderr).toEndWith(
      'cgw: work: token is env:LITELLM_KEY, which is not exported here\nimported work, cloud\n',
    );
    expect(to.readConfig()).toEqual({ version: 1, roles: {}, profiles: config.profiles });
    expect((await done(['export'], { home: to })).stdout).toBe(stdout);
  });

  test('every field is shown, and where requests go', async () => {
    const home = new Home();
    const profile = { ...gateway, note: 'ours', promptCaching: false };
    const { stderr } = await done(['import', '-', '--dry-run'], { home, stdin: exported({ team: profile }) });
    expect(stderr).toBe(
      [
        'team: Gateway, Anthropic format',
        '    baseUrl: https://g.example.com/',
        '    token: placeholder:team',
        '    note: ours',
        '    promptCaching: off',
        '',
      ].join('\n'),
    );
  });

  test('some of it, and one under another name', async () => {
    const home = new Home();
    const file = home.write('x.json', exported({ a: gateway, b: gateway, c: gateway }));
    await done(['import', file, 'a', 'b'], { home });
    await done(['import', file, 'c', '--as', 'd'], { home });
    expect(home.readConfig()).toMatchObject({ profiles: { a: gateway, b: gateway, d: gateway } });
    await expectRefused([file, 'nope'], { home }, 3, 'there is no profile "nope"', 'it has a, b, c');
    await expectRefused([file, '--as', 'e'], { home }, 2, '--as names one profile');
    await expectRefused([file, 'c', '--as', key], { home }, 3, 'looks like a credential');
    await expectRefused([file, 'c', '--as', 'not valid'], { home }, 3, 'profile name "not valid"');
  });

  test('once more: nothing changes', async () => {
    const home = new Home();
    const file = home.write('x.json', exported({ a: gateway }));
    await done(['import', file], { home });
    const before = readFileSync(home.config);
    expect((await done(['import', file], { home })).stderr).toEndWith('a: already there, and the same\n');
    expect(readFileSync(home.config)).toEqual(before);
  });

  test('a name that is taken: all or nothing, unless --replace', async () => {
    const home = configured();
    const file = home.write('x.json', exported({ new: gateway, work: gateway }));
    await expectRefused([file], { home }, 3, 'there is a profile work already, and not the same');
    await done(['import', file, '--replace'], { home });
    expect(home.readConfig()).toMatchObject({
      default: 'work',
      roles: config.roles,
      profiles: { work: gateway, cloud: config.profiles.cloud, new: gateway },
    });
  });

  test('one that breaks a rule is left out and named; whoever asks for it is refused', async () => {
    const home = new Home();
    const stdin = exported({ good: gateway, bad: { backend: 'gateway', token: 'env:K', extra: 1 } });
    await expectRefused(
      ['-', 'bad'],
      { home, stdin },
      3,
      'stdin: "bad": extra is not a field',
      '(and 1 more)',
    );
    const { stderr } = await done(['import', '-'], { home, stdin });
    expect(stderr).toContain('cgw: "bad" is left out: extra is not a field');
    expect(stderr).toEndWith('imported good\n');
    expect(home.readConfig()).toMatchObject({ profiles: { good: gateway } });
    expect(stderr.match(/bad/g)).toHaveLength(1);
    const worse = exported({ bad: { backend: 'gateway' }, worse: 7 });
    await expectRefused(
      ['-'],
      { home, stdin: worse },
      3,
      '"worse" is left out',
      'no profile that can be imported',
    );
  });

  test('what a preset adds is marked, on the screen and in the JSON, which can be imported', async () => {
    const home = new Home();
    const env = { ANTHROPIC_BASE_URL: 'https://api.deepseek.com/anthropic', ANTHROPIC_MODEL: 'deepseek-x' };
    const stdin = JSON.stringify({ env: { ...env, ANTHROPIC_AUTH_TOKEN: key } });
    const args = ['import', '-', '--secrets', 'env'];
    const { stdout, stderr } = await done([...args, '--dry-run'], { home, stdin });
    expect(stderr).toContain('    product: deepseek  (from the preset deepseek)\n');
    expect(stderr).toContain('    models.default: deepseek-x\n');
    const { fromPreset, profiles } = JSON.parse(stdout);
    expect(fromPreset.deepseek.preset).toBe('deepseek');
    expect(fromPreset.deepseek.fields).toContain('models.opus');
    expect(fromPreset.deepseek.fields).not.toContain('models.default');
    await done(['import', '-', '--trust'], { home, stdin: stdout });
    expect(home.readConfig()).toMatchObject({ profiles });
  });
});

describe('credentials in plain text', () => {
  test.each<[string, string, string]>([
    ['settings', JSON.stringify(settings), 'gateway token'],
    ['an export that was edited by hand', exported({ a: { ...gateway, token: key } }), 'a token'],
    ['a header', exported({ a: { ...gateway, headers: { 'x-api-key': key } } }), 'a headers.x-api-key'],
    [
      'lines of a shell',
      `ANTHROPIC_BASE_URL=https://g.example.com ANTHROPIC_AUTH_TOKEN=${key}`,
      'gateway token',
    ],
  ])('%s: refused until it is said where they go', async (_, stdin, field) => {
    const home = configured();
    await expectRefused(
      ['-'],
      { home, stdin },
      3,
      `stdin holds credentials in plain text (${field})`,
      '--secrets keychain',
      '--secrets env',
    );
  });

  test.each<[string, object]>([
    ['the address', { baseUrl: `https://me:${key}@g.example.com` }],
    ['a note', { note: key }],
    ['the arguments of a command', { token: `cmd:echo ${key}` }],
    ['the name of a header', { headers: { [key]: 'x' } }],
  ])('in %s: refused in any case', async (_, fields) => {
    const stdin = exported({ a: { ...gateway, ...fields } });
    const args = ['-', '--secrets', 'env', '--trust'];
    await expectRefused(args, { home: configured(), stdin }, 3, 'what looks like a credential is in');
  });

  test('--secrets env: profiles that take them from variables', async () => {
    const home = new Home();
    const file = home.write('settings.json', JSON.stringify(settings));
    const { stdout, stderr } = await done(['import', file, '--as', 'glm', '--secrets', 'env'], { home });
    expect(stdout).toBe('');
    expect(stderr).toEndWith(
      `cgw: glm: export GLM_TOKEN=…, the token that stands in ${file}\nimported glm\n`,
    );
    expect(stderr).not.toContain('canary');
    expect(home.readConfig()).toMatchObject({ profiles: { glm: { ...gateway, token: 'env:GLM_TOKEN' } } });
    const env = { GLM_TOKEN: key };
    const printed = await done(['exec', 'glm', '--', 'printenv', 'ANTHROPIC_AUTH_TOKEN'], { home, env });
    expect(printed.stdout).toBe(`${key}\n`);
  });

  test('--secrets keychain where there is none: nothing is imported', async () => {
    const stdin = JSON.stringify(settings);
    const home = configured();
    const result = await cgw(['import', '-', '--secrets', 'keychain'], { home, stdin });
    expect(result).toMatchObject({ exit: 4, stdout: '' });
    expect(result.stderr).not.toContain('canary');
    expect(home.readConfig()).toEqual(config);
  });

  test('--secrets elsewhere', async () => {
    await expectRefused(['-', '--secrets', 'file'], { home: new Home() }, 2, 'keychain, env');
  });

  test('--dry-run prints what would come, references only, and writes nothing', async () => {
    const home = configured();
    const before = snapshot(home.path);
    const options = { home, stdin: JSON.stringify(settings) };
    const { stdout, stderr } = await done(['import', '-', '--secrets', 'keychain', '--dry-run'], options);
    expect(JSON.parse(stdout)).toEqual({
      cgw: 1,
      profiles: { gateway: { ...gateway, token: 'keychain:gateway/token' } },
    });
    expect(stdout + stderr).not.toContain('canary');
    expect(snapshot(home.path)).toEqual(before);
  });

  test('nothing in a file can hide what is shown', async () => {
    // What is known to be secret is masked on stderr, and this calls the address one.
    const stdin = exported({
      a: { ...gateway, baseUrl: 'https://evil.example' },
      b: { ...gateway, token: 'evil.example' },
    });
    const { stderr } = await done(['import', '-', '--secrets', 'env'], { home: new Home(), stdin });
    expect(stderr).toContain('baseUrl: https://evil.example/');
  });
});

describe('what a colleague could smuggle in', () => {
  const evil = {
    ...gateway,
    token: `cmd:sh -c 'touch ran'`,
    env: { NODE_OPTIONS: '--require /tmp/e.js' },
  };

  test('is named, and refused where nobody can be asked', async () => {
    const home = configured();
    const said = await expectRefused(
      ['-'],
      { home, stdin: exported({ a: gateway, evil }) },
      3,
      `  ! token runs ["sh","-c","touch ran"]\n`,
      `  ! env.NODE_OPTIONS sets NODE_OPTIONS to "--require /tmp/e.js"\n`,
      '--trust',
    );
    expect(said.match(/^ {2}! /gm)).toHaveLength(2);
  });

  test('comes with --trust, and nothing was run', async () => {
    const home = new Home();
    await done(['import', '-', '--trust'], { home, stdin: exported({ evil }) });
    expect(home.readConfig()).toMatchObject({ profiles: { evil } });
    expect(Object.keys(snapshot(home.path))).not.toContain('ran');
  });

  // Exported here or not: the shell that uses the profile may be another one.
  test('a variable of this machine', async () => {
    const stdin = exported({ a: { ...gateway, token: 'env:GITHUB_TOKEN' } });
    const handed = '! token sends env:GITHUB_TOKEN from this machine to https://g.example.com/\n';
    await expectRefused(['-'], { home: new Home(), stdin }, 3, handed);
    await expectRefused(['-'], { home: new Home(), stdin, env: { GITHUB_TOKEN: 'x' } }, 3, handed);
  });

  test('a profile called so that a variable of this machine is taken for its own', async () => {
    const stdin = exported({ github: { ...gateway, token: key } });
    const options = { home: new Home(), stdin, env: { GITHUB_TOKEN: 'x' } };
    const mention = '! github: token is to come from GITHUB_TOKEN, which is exported here already\n';
    await expectRefused(['-', '--secrets', 'env'], options, 3, mention);
    await done(['import', '-', '--secrets', 'env'], { home: new Home(), stdin });
  });

  test('where the keychain cannot be asked, an entry of the profile’s own name', async () => {
    const stdin = exported({ w1: { ...gateway, token: 'keychain:w1/token' } });
    const result = await cgw(['import', '-'], { home: new Home(), stdin });
    expect(result).toMatchObject({ exit: 3, stdout: '' });
    expect(result.stderr).toContain('! token sends keychain:w1/token from this machine');
  });

  test('a name that looks like another', async () => {
    const stdin = exported({ аnthropic: gateway });
    await expectRefused(['-'], { home: new Home(), stdin }, 3, '! its name looks like anthropic, but');
  });

  test('the name of a preset that works as it is', async () => {
    const stdin = exported({ direct: gateway });
    await expectRefused(['-'], { home: new Home(), stdin }, 3, '! takes the place of the preset direct');
  });

  test('no sign that a terminal would obey', async () => {
    const stdin = exported({ a: { ...gateway, headers: { 'x-a': 'b' }, env: { X_Y: '\u001b[2J\u202e' } } });
    const { stderr } = await cgw(['import', '-'], { home: new Home(), stdin });
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  });
});

describe('where it comes from', () => {
  test('a pipe of the shell, as in <(cgw export)', async () => {
    const home = new Home();
    const file = home.write('x.json', exported({ a: gateway }));
    await shell(`mkfifo p; (sleep 0.2; cat '${file}') > p & cgw import p`, { home });
    expect(home.readConfig()).toMatchObject({ profiles: { a: gateway } });
  });

  test('UTF-16, as PowerShell writes it, and a byte order mark', async () => {
    for (const bytes of [
      Buffer.from(`\uFEFF${exported({ a: gateway })}`, 'utf16le'),
      Buffer.from(`\uFEFF${exported({ a: gateway })}`, 'utf8'),
    ]) {
      const home = new Home();
      await done(['import', home.write('x.json', bytes)], { home });
      expect(home.readConfig()).toMatchObject({ profiles: { a: gateway } });
    }
  });

  test.each<[string, string]>([
    ['no-such-file', 'there is no such file'],
    ['.', 'it is a folder'],
    ['/dev/zero', 'it is a device'],
    ['binary', 'nothing in it is known to cgw'],
    ['latin1', 'nothing in it is known to cgw'],
  ])('%s', async (file, message) => {
    const home = configured();
    home.write('binary', new Uint8Array([0, 1, 2]));
    home.write('latin1', new Uint8Array([0x41, 0x3d, 0xe9]));
    await expectRefused([file], { home }, 3, `${file}: ${message}`);
  });

  /** As large as a file may say that it is: its content is one hole. */
  function hole(path: string, begins: string): void {
    writeFileSync(path, begins);
    truncateSync(path, 2 ** 40);
  }

  test.each<[string, (path: string) => void, string]>([
    [
      'a pipe that nobody writes to',
      path => Bun.spawnSync(['mkfifo', path]),
      'nothing in it is known to cgw',
    ],
    ['a link to nothing', path => symlinkSync('nowhere', path), 'there is no such file'],
    ['a link to itself', path => symlinkSync('odd', path), 'it cannot be read'],
    ['a file that never ends', path => hole(path, '{'), 'it is larger than 1 MiB'],
    ['a database that never ends', path => hole(path, 'SQLite format 3\0'), 'it is larger than 64 MiB'],
    ['a dump that never ends', path => hole(path, '-- CC Switch SQLite\n'), 'it is larger than 64 MiB'],
  ])('%s', async (_, make, message) => {
    const home = configured();
    make(join(home.path, 'odd'));
    const result = await cgw(['import', 'odd'], { home });
    expect(result).toMatchObject({ exit: 3, stdout: '' });
    expect(result.stderr).toContain(`odd: ${message}`);
    expect(home.readConfig()).toEqual(config);
  });

  test('a link leads to the file, as people keep their settings elsewhere', async () => {
    const home = new Home();
    home.write('dotfiles/x.json', exported({ a: gateway }));
    symlinkSync('dotfiles/x.json', join(home.path, 'x.json'));
    await done(['import', 'x.json'], { home, cwd: home.path });
    expect(home.readConfig()).toMatchObject({ profiles: { a: gateway } });
  });

  // The tables as packages/core/src/config/config-repository.ts of claude-code-router 3.0.21 makes them, read 2026-11-29.
  test.each<[string, [string, string, string][], object | string]>([
    [
      'its first valid key',
      [
        ['old', 'plain', '2020-01-01'],
        [key, 'plain', ''],
        ['x', 'plain', ''],
      ],
      {},
    ],
    ['no key', [['sealed', 'safe', '']], 'it has no key of its own that is valid'],
  ])('the database of claude-code-router: %s', async (_, keys, outcome) => {
    const home = new Home();
    const file = join(home.path, 'config.sqlite');
    const database = new Database(file, { create: true });
    database.run(
      'CREATE TABLE app_config (key TEXT PRIMARY KEY, value_json TEXT NOT NULL, updated_at TEXT NOT NULL)',
    );
    database.run(
      "CREATE TABLE api_keys (id TEXT PRIMARY KEY, name TEXT NOT NULL DEFAULT '', encrypted_key TEXT NOT NULL, encryption TEXT NOT NULL DEFAULT 'plain', created_at TEXT NOT NULL, expires_at TEXT NOT NULL DEFAULT '', limits_json TEXT NOT NULL DEFAULT '')",
    );
    const value = { HOST: '127.0.0.1', PORT: 3456, gateway: { host: '0.0.0.0', port: 3460 }, Providers: [] };
    database.query("INSERT INTO app_config VALUES ('default', ?, '')").run(JSON.stringify(value));
    const add = database.query('INSERT INTO api_keys VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const [each, encryption, expires] of keys) add.run(each, '', each, encryption, '', expires, '');
    database.close();
    if (typeof outcome === 'string') {
      await expectRefused([file, '--secrets', 'env'], { home }, 3, outcome);
      return;
    }
    const { stderr } = await done(['import', file, '--secrets', 'env'], { home });
    expect(stderr).toContain('(the first of its 2 keys)');
    expect(home.readConfig()).toMatchObject({
      profiles: {
        'claude-code-router': {
          baseUrl: 'http://127.0.0.1:3460',
          token: 'env:CLAUDE_CODE_ROUTER_TOKEN',
          product: 'claude-code-router',
        },
      },
    });
  });

  // The table as src-tauri/src/database/schema.rs of farion1231/cc-switch makes it, read 2026-11-22.
  function ccSwitchDatabase(home: Home, mode: 'delete' | 'wal'): { file: string; database: Database } {
    const file = join(home.makeFolder('.cc-switch'), 'cc-switch.db');
    const database = new Database(file, { create: true });
    database.run(`PRAGMA journal_mode = ${mode}`);
    database.run(
      'CREATE TABLE providers (id TEXT NOT NULL, app_type TEXT NOT NULL, name TEXT NOT NULL, settings_config TEXT NOT NULL, sort_index INTEGER, PRIMARY KEY (id, app_type))',
    );
    const add = database.query('INSERT INTO providers VALUES (?, ?, ?, ?, ?)');
    add.run('1', 'claude', 'Zhipu GLM', JSON.stringify(settings), 2);
    add.run('2', 'claude', 'first', JSON.stringify(settings), 1);
    add.run('3', 'claude', 'broken', '{', 3);
    add.run('4', 'codex', 'other', JSON.stringify(settings), 4);
    return { file, database };
  }

  test('the database of cc-switch', async () => {
    for (const mode of ['delete', 'wal'] as const) {
      const home = new Home();
      const { file, database } = ccSwitchDatabase(home, mode);
      database.close();
      const before = snapshot(join(home.path, '.cc-switch'));
      await done(['import', file, '--secrets', 'env'], { home });
      expect(home.readConfig()).toMatchObject({
        profiles: {
          first: { ...gateway, token: 'env:FIRST_TOKEN' },
          'Zhipu-GLM': { ...gateway, token: 'env:ZHIPU_GLM_TOKEN' },
        },
      });
      expect(snapshot(join(home.path, '.cc-switch'))).toEqual(before);
    }
  });

  test('the database of cc-switch says what only its proxy can use, and what providers share', async () => {
    const home = new Home();
    const { file, database } = ccSwitchDatabase(home, 'delete');
    database.run("ALTER TABLE providers ADD COLUMN meta TEXT NOT NULL DEFAULT '{}'");
    database.run(`UPDATE providers SET meta = '{"apiFormat":"openai_chat"}' WHERE id = '1'`);
    database.run(`UPDATE providers SET meta = '{"commonConfigEnabled":true}' WHERE id = '2'`);
    database.run('CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT)');
    const common = JSON.stringify({ env: { DISABLE_PROMPT_CACHING: '1' } });
    database.query("INSERT INTO settings VALUES ('common_config_claude', ?)").run(common);
    database.close();
    const { stderr } = await done(['import', file, '--secrets', 'env'], { home });
    expect(stderr).toContain('"Zhipu GLM" is left out: it speaks the OpenAI format');
    expect(Object(home.readConfig()).profiles).toMatchObject({ first: { promptCaching: false } });
    expect(Object.keys(Object(home.readConfig()).profiles)).toEqual(['first']);
  });

  // Each would keep a query busy for ever, or for as long as whoever made the file likes.
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';
  test.each<[string, string[]]>([
    [
      'a view',
      [
        `CREATE VIEW providers AS SELECT 'claude' AS app_type, 'a' AS name, '{}' AS settings_config, 0 AS sort_index FROM (${endless})`,
      ],
    ],
    [
      'a column that is computed',
      [
        'CREATE TABLE providers (app_type TEXT, name TEXT AS (hex(zeroblob(9))), settings_config TEXT, sort_index INTEGER)',
        "INSERT INTO providers VALUES ('claude', '{}', 1)",
      ],
    ],
    [
      'a virtual table',
      [
        'CREATE VIRTUAL TABLE providers USING fts5(app_type, name, settings_config, sort_index)',
        "INSERT INTO providers VALUES ('claude', 'a', '{}', '1')",
      ],
    ],
  ])('a database whose providers are %s', async (_, statements) => {
    const home = new Home();
    const file = join(home.path, 'hostile.db');
    const database = new Database(file, { create: true });
    for (const statement of statements) database.run(statement);
    database.close();
    await expectRefused([file], { home }, 3, 'nothing in it is known to cgw');
  });

  // A rule of the table is a program, too; it is not carried out, so that it refuses its rows does not count.
  test('a database whose rows break a rule of its own', async () => {
    const home = new Home();
    const file = join(home.path, 'ruled.db');
    const database = new Database(file, { create: true });
    database.run('PRAGMA ignore_check_constraints = ON');
    database.run(
      "CREATE TABLE providers (app_type TEXT, name TEXT CHECK (name <> 'a'), settings_config TEXT, sort_index INTEGER)",
    );
    database.run("INSERT INTO providers VALUES ('claude', 'a', '{}', 1)");
    database.close();
    await expectRefused([file], { home }, 3, '"a": it does not say which backend');
  });

  test('a database whose pages refer to one another so that the way through them is endless', async () => {
    const home = new Home();
    await expectRefused([home.write('maze.db', maze())], { home }, 3, 'nothing in it is known to cgw');
  });

  /** A table of 17 levels in which every page has 41 times the next one below it (https://sqlite.org/fileformat.html). */
  function maze(): Uint8Array {
    const size = 512;
    const database = new Database(':memory:');
    database.run(`PRAGMA page_size = ${size}`);
    database.run(
      'CREATE TABLE providers (app_type TEXT, name TEXT, settings_config TEXT, sort_index INTEGER)',
    );
    database.run("INSERT INTO providers VALUES ('other', 'a', '{}', 1)");
    const whole = Buffer.from(database.serialize());
    const levels = Array.from({ length: 17 }, (_, level) => {
      const [page, next, cells] = [Buffer.alloc(size), level + 3, 40];
      page.writeUInt8(5, 0);
      page.writeUInt16BE(cells, 3);
      page.writeUInt16BE(size - 5 * cells, 5);
      page.writeUInt32BE(next, 8);
      for (let cell = 0; cell < cells; cell++) {
        const at = size - 5 * (cell + 1);
        page.writeUInt16BE(at, 12 + 2 * cell);
        page.writeUInt32BE(next, at);
        page.writeUInt8(cell + 1, at + 4);
      }
      return page;
    });
    const all = Buffer.concat([whole.subarray(0, size), ...levels, whole.subarray(size, 2 * size)]);
    all.writeUInt32BE(all.length / size, 28);
    return all;
  }

  // JSON.parse takes any depth.
  const places: readonly [string, (deep: string) => string][] = [
    ['in a field', deep => `{"cgw":1,"profiles":{"a":{"backend":"gateway","note":${deep}}}}`],
    ['as a profile', deep => `{"cgw":1,"profiles":{"a":${deep}}}`],
    ['as all the profiles', deep => `{"cgw":1,"profiles":${deep}}`],
    ['as settings', deep => `{"env":${deep}}`],
    ['as it is', deep => deep],
  ];
  test.each(sampleOf(places, 2))('100,000 levels %s', async (_, put) => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const stdin = put(`${open.repeat(100_000)}1${close.repeat(100_000)}`);
      await expectRefused(['-'], { home: configured(), stdin }, 3);
    }
  });

  test('while cc-switch writes to it, or damaged', async () => {
    const home = new Home();
    const { file, database } = ccSwitchDatabase(home, 'wal');
    await expectRefused([file], { home }, 3, 'is still writing to it', 'close that program');
    database.close();
    writeFileSync(file, readFileSync(file).fill(7, 100));
    await expectRefused([file], { home }, 3, 'nothing in it is known to cgw');
  });
});
