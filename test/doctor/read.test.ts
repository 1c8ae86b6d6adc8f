import { afterAll, describe, expect, test } from 'bun:test';
import { chmodSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../../src/base/io.ts';
import { readSituation } from '../../src/doctor/read/situation.ts';
import type { Situation } from '../../src/doctor/situation.ts';
import { viewsOf } from '../../src/doctor/views.ts';
import { performWrite } from '../../src/write/perform.ts';
import { placeOf } from '../../src/write/place.ts';
import { Home, removeHomes } from '../support/home.ts';
import { silent } from '../support/silent-io.ts';
import { snapshot } from '../support/snapshot.ts';
import { canary } from './situations.ts';

afterAll(removeHomes);

type Machine = {
  /** Files below the home folder, with 0600; the shell stands in `work`. */
  readonly files?: { readonly [path: string]: string };
  /** What the shell exports; `HOME/` in a value stands for the home folder. */
  readonly exported?: { readonly [name: string]: string };
  readonly argument?: string;
  /** What else is to be done to the home. */
  readonly prepare?: (home: Home) => void;
};

async function read({
  files = {},
  exported = {},
  argument,
  prepare,
}: Machine): Promise<Situation & { home: string }> {
  const home = new Home();
  const cwd = home.makeFolder('work');
  for (const [path, content] of Object.entries(files)) home.write(path, content);
  prepare?.(home);
  const environment = Object.fromEntries(
    Object.entries({ HOME: 'HOME/', PATH: 'HOME/bin', ...exported }).map(([name, value]) => [
      name,
      value.replaceAll('HOME/', `${home.path}/`).replace(/^(.*)\/$/, '$1'),
    ]),
  );
  const io = { ...silent, environment, cwd };
  const before = snapshot(home.path);
  try {
    return { ...(await readSituation(argument, io)), home: home.path };
  } finally {
    expect(snapshot(home.path)).toEqual(before);
  }
}

const config = (profiles: object, more: object = {}) => ({
  '.config/cgw/config.json': JSON.stringify({ version: 1, profiles, ...more }),
});

const gateway = (token: string) => ({ backend: 'gateway', baseUrl: 'https://gw', token });

describe('what settings start', () => {
  test.each<[command: string, gone: string[]]>([
    ['HOME/bin/there --x', []],
    ['HOME/bin/gone --x', ['HOME/bin/gone']],
    ["'HOME/my bin/gone' --x", ['HOME/my bin/gone']],
    ['~/bin/there', []],
    ['~/bin/gone', ['~/bin/gone']],
    ['there', []],
    ['gone', ['gone']],
    ['A=b C=d gone', ['gone']],
    ['echo key', []],
    ['cd /x && gone', []],
    ['$PROGRAM x', []],
    ['$(gone)', []],
    ['gone|there', []],
    ['', []],
  ])('%s', async (command, gone) => {
    const home = new Home();
    const fill = (text: string) => text.replaceAll('HOME/', `${home.path}/`);
    home.write('bin/there', '#!/bin/sh\n', 0o755);
    home.write('.claude/settings.json', JSON.stringify({ apiKeyHelper: fill(command) }));
    const io = {
      ...silent,
      environment: { HOME: home.path, PATH: `${home.path}/bin` },
      cwd: home.makeFolder('work'),
    };
    expect([...(await readSituation(undefined, io)).gonePrograms]).toEqual(gone.map(fill));
  });

  test('files of authorities, wherever they are named', async () => {
    const { caFaults, home } = await read({
      files: {
        ...config({ one: { backend: 'bedrock', env: { NODE_EXTRA_CA_CERTS: '/none/profile.pem' } } }),
        'der.cer': '\u0030\u0082',
        'text.pem': 'no certificate',
        'good.pem': '-----BEGIN CERTIFICATE-----',
        '.claude/settings.json': JSON.stringify({ env: { NODE_EXTRA_CA_CERTS: '/none/settings.pem' } }),
      },
      exported: { NODE_EXTRA_CA_CERTS: 'HOME/text.pem' },
    });
    expect([...caFaults].map(([path, fault]) => [path.replace(`${home}/`, ''), fault])).toEqual([
      ['text.pem', 'holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)'],
      ['/none/settings.pem', 'cannot be read'],
      ['/none/profile.pem', 'cannot be read'],
    ]);
  });
});

describe('the profile that is meant', () => {
  const profiles = { one: { backend: 'bedrock' }, two: { backend: 'mantle' }, bad: { backend: 'x' } };
  const files = config(profiles, { default: 'one', roles: { batch: 'two' } });

  test.each<[string, Machine, Situation['meant']]>([
    ['nothing', {}, null],
    ['the default', { files }, { name: 'one', origin: 'default', profile: { backend: 'bedrock' } }],
    [
      'an argument',
      { files, argument: 'two' },
      { name: 'two', origin: 'argument', profile: { backend: 'mantle' } },
    ],
    [
      'a role',
      { files, argument: '@batch' },
      { name: 'two', origin: 'argument', profile: { backend: 'mantle' } },
    ],
    [
      'this shell',
      { files, exported: { CGW_PROFILE: 'two' } },
      { name: 'two', origin: 'CGW_PROFILE', profile: { backend: 'mantle' } },
    ],
    [
      'a pin',
      { files: { ...files, 'work/.cgw': 'two\n' } },
      { name: 'two', origin: 'pin', profile: { backend: 'mantle' } },
    ],
    [
      'one that is gone',
      { exported: { CGW_PROFILE: 'gone' } },
      { name: 'gone', origin: 'CGW_PROFILE', profile: null },
    ],
    ['an invalid one', { files, argument: 'bad' }, { name: 'bad', origin: 'argument', profile: null }],
  ])('%s', async (_, world, meant) => {
    expect((await read(world)).meant).toEqual(meant);
  });

  test.each([
    ['nobody', 'there is no profile "nobody"'],
    ['@nobody', 'there is no role @nobody'],
    ['vertex', 'vertex is a preset that still needs projectId'],
  ])('an argument that names none is an error: %s', async (argument, message) => {
    await expect(read({ files, argument })).rejects.toThrow(message);
  });

  test('of a damaged config nothing is asked', async () => {
    const { config: damaged, meant } = await read({
      files: { '.config/cgw/config.json': '{"version":1,\n "profiles": }' },
      argument: 'nobody',
    });
    expect(damaged.damage?.what).toMatch(/config\.json: it is not JSON: line 2, column 14/);
    expect(meant).toBeNull();
  });
});

describe('settings files', () => {
  test('with their text, and those that are no JSON object with the line', async () => {
    const { settings, home } = await read({
      files: {
        '.claude/settings.json': '{\n  "env": {},\n}',
        'work/.claude/settings.json': '[]',
        'work/.claude/settings.local.json': '\uFEFF{"env":{}}',
      },
    });
    expect(settings.files.map(({ scope, text }) => [scope, text])).toEqual([['local', '{"env":{}}']]);
    expect(settings.broken).toEqual([
      {
        path: `${home}/.claude/settings.json`,
        why: 'json',
        faults: [{ line: 3, reason: expect.stringContaining('line 3') }],
      },
      {
        path: `${home}/work/.claude/settings.json`,
        why: 'json',
        faults: [{ line: 1, reason: 'it is JSON, but not an object' }],
      },
    ]);
  });

  test('and those with a value of a wrong type: each key, with its line', async () => {
    const { settings, home } = await read({
      files: {
        '.claude/settings.json':
          '{\n  "cleanupPeriodDays": "x",\n  "permissions": {\n    "defaultMode": 3\n  }\n}',
      },
    });
    expect(settings.files).toEqual([]);
    expect(settings.broken).toEqual([
      {
        path: `${home}/.claude/settings.json`,
        why: 'type',
        faults: [
          { line: 2, reason: 'cleanupPeriodDays must be a whole number above 0' },
          { line: 4, reason: expect.stringContaining('permissions.defaultMode must be one of') },
        ],
      },
    ]);
  });

  test('an empty one is no trouble (observed on 2.1.330)', async () => {
    expect((await read({ files: { '.claude/settings.json': '\n' } })).settings).toEqual({
      files: [],
      broken: [],
      agents: new Map(),
    });
  });

  test('those of the folder that the profile names', async () => {
    const world = await read({
      files: {
        ...config({ own: { backend: 'bedrock', configDir: '/nowhere' } }, { default: 'own' }),
        '.claude/settings.json': '{}',
      },
    });
    expect(world.settings.files).toHaveLength(1);
    expect(world.settingsMeant.files).toEqual([]);
  });

  test('and so are the agents that they name', async () => {
    const agent = (model: string) => `---\nname: mine\ndescription: x\nmodel: ${model}\n---\n`;
    const world = await read({
      files: {
        'usual/settings.json': '{"agent":"mine"}',
        'usual/agents/mine.md': agent('usual'),
        'own/settings.json': '{"agent":"mine"}',
        'own/agents/mine.md': agent('of-the-profile'),
      },
      exported: { CLAUDE_CONFIG_DIR: 'HOME/usual' },
      prepare: home => {
        const profiles = { own: { backend: 'bedrock', configDir: `${home.path}/own` } };
        for (const [path, content] of Object.entries(config(profiles, { default: 'own' })))
          home.write(path, content);
      },
    });
    expect(world.settings.agents.get('mine')?.model).toBe('usual');
    expect(world.settingsMeant.agents.get('mine')?.model).toBe('of-the-profile');
    expect(viewsOf(world).map(({ how, forecast }) => [how, forecast.model])).toEqual([
      ['shell', 'usual'],
      ['run', 'of-the-profile'],
    ]);
  });
});

test('what cgw itself wrote into a settings file, as long as it stands there as it was written', async () => {
  const io = (home: Home): Io => ({
    environment: { HOME: home.path },
    cwd: home.path,
    ...silent,
  });
  const profile = { backend: 'bedrock', region: 'eu-west-1' } as const;
  const { settings } = await read({
    files: { '.claude/settings.json': '{"env":{"EDITOR":"vi"}}' },
    prepare: home => {
      performWrite(
        { name: 'cloud', profile, secrets: undefined },
        placeOf('user', undefined, io(home)),
        io(home),
      );
      const file = join(home.path, '.claude/settings.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('eu-west-1', 'us-east-1'));
    },
  });
  const [file] = settings.files;
  expect(file?.written?.profile).toBe('cloud');
  expect(file?.written?.entries).toContain('env.CLAUDE_CODE_USE_BEDROCK');
  expect(file?.written?.entries).not.toContain('env.AWS_REGION');
  expect(file?.written?.entries).not.toContain('env.EDITOR');
});

describe('references', () => {
  const script = '#!/bin/sh\ntouch ran\n';
  test.each<[string, string, Machine, object]>([
    ['set', 'env:KEY', { exported: { KEY: canary } }, { state: 'there' }],
    ['not set', 'env:KEY', {}, { state: 'missing', reason: 'is not set here' }],
    ['empty', 'env:KEY', { exported: { KEY: '' } }, { state: 'missing', reason: 'is empty' }],
    [
      'of a variable that every switch clears',
      'env:ANTHROPIC_AUTH_TOKEN',
      {},
      { state: 'missing', remedy: expect.stringContaining('a variable of another name') },
    ],
    ['there', 'file:~/token', { files: { token: canary } }, { state: 'there' }],
    ['missing', 'file:~/token', {}, { state: 'missing', reason: 'does not exist' }],
    ['empty', 'file:~/token', { files: { token: '' } }, { state: 'missing', reason: 'is empty' }],
    [
      'a folder',
      'file:~/token',
      { prepare: home => home.makeFolder('token') },
      { state: 'missing', reason: 'is not a file' },
    ],
    [
      'readable by others',
      'file:~/token',
      { prepare: home => home.write('token', canary, 0o640) },
      { state: 'readable', mode: 0o640 },
    ],
    [
      'a program that is there',
      'cmd:get-token x',
      { prepare: home => home.write('bin/get-token', script, 0o755) },
      { state: 'there' },
    ],
    [
      'a program that is not',
      'cmd:get-token x',
      {},
      { state: 'missing', reason: 'names no program that is here' },
    ],
  ])('%s, %s', async (_, reference, world, state) => {
    const { references } = await read({
      ...world,
      files: { ...world.files, ...config({ x: gateway(reference) }) },
    });
    expect(references.get(reference)).toMatchObject(state);
    expect(JSON.stringify([...references])).not.toContain(canary);
  });

  test('a placeholder is not a reference', async () => {
    const { references } = await read({ files: config({ x: gateway('placeholder:ollama') }) });
    expect([...references]).toEqual([]);
  });
});

describe('claude', () => {
  const claude = (path: string) => (home: Home) => {
    home.write(path, '#!/bin/sh\nexit 9\n', 0o755);
  };

  test('none', async () => {
    expect((await read({})).claude).toEqual([]);
  });

  test('each program once, with the version that its place tells', async () => {
    const { claude: found, home } = await read({
      exported: { PATH: 'HOME/a:HOME/b:HOME/c' },
      prepare: home => {
        claude('versions/2.1.330')(home);
        home.makeFolder('a');
        home.makeFolder('c');
        symlinkSync(join(home.path, 'versions/2.1.330'), join(home.path, 'a/claude'));
        symlinkSync(join(home.path, 'versions/2.1.330'), join(home.path, 'c/claude'));
        claude('b/claude')(home);
      },
    });
    expect(found).toEqual([
      { path: `${home}/a/claude`, version: '2.1.330' },
      { path: `${home}/b/claude`, version: null },
    ]);
  });

  test('CGW_CLAUDE alone, if it is set', async () => {
    const { claude: found } = await read({
      exported: { CGW_CLAUDE: 'HOME/opt/claude', PATH: 'HOME/b' },
      prepare: home => {
        claude('opt/claude')(home);
        claude('b/claude')(home);
      },
    });
    expect(found.map(({ path }) => path)).toEqual([expect.stringContaining('/opt/claude')]);
  });
});

describe('files of cgw', () => {
  test('with their permissions', async () => {
    const { ownFiles, home } = await read({
      files: {
        ...config({}),
        '.local/state/cgw/last-used.json': '{}',
        '.local/state/cgw/hook.zsh': '',
        '.local/state/cgw/launch/1.json': '{}',
      },
      prepare: home => {
        chmodSync(home.folder, 0o750);
        chmodSync(home.config, 0o640);
      },
    });
    expect(ownFiles.map(({ path, mode, wanted }) => [path.slice(home.length + 1), mode, wanted])).toEqual([
      ['.config/cgw', 0o750, 0o700],
      ['.local/state/cgw', 0o755, 0o700],
      ['.local/state/cgw/launch', 0o755, 0o700],
      ['.config/cgw/config.json', 0o640, 0o600],
      ['.local/state/cgw/last-used.json', 0o600, 0o600],
      ['.local/state/cgw/hook.zsh', 0o600, 0o600],
      ['.local/state/cgw/launch/1.json', 0o600, 0o600],
    ]);
  });

  test('an overlay is stale a day after it was written, when its process is gone', async () => {
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    const gone = 2 ** 22 + 1;
    const folder = '.local/state/cgw/launch';
    const names = [`${gone}.json`, `${gone + 1}.json`, `${process.pid}.json`, 'x.json'];
    const { staleOverlays, home } = await read({
      files: Object.fromEntries(names.map(name => [`${folder}/${name}`, '{}'])),
      prepare: home => {
        for (const name of names)
          if (name !== `${gone + 1}.json`) utimesSync(join(home.path, folder, name), old, old);
      },
    });
    expect(staleOverlays).toEqual([join(home, folder, `${gone}.json`)]);
  });

  test('the login of Claude Code, where others may read it', async () => {
    const { readable } = await read({
      prepare: home => home.write('.claude/.credentials.json', canary, 0o644),
    });
    expect(readable).toEqual([
      { path: expect.stringContaining('.credentials.json'), mode: 0o644, wanted: 0o600 },
    ]);
  });
});

describe('AWS', () => {
  const sha1 = (text: string) => new Bun.CryptoHasher('sha1').update(text).digest('hex');
  const files = {
    '.aws/config': [
      '[default]',
      'region = eu-central-1',
      '[profile session]',
      'sso_session = corp',
      '[sso-session corp]',
      'sso_start_url = https://corp.awsapps.com/start',
      '[profile old]',
      'sso_start_url = https://old.awsapps.com/start',
    ].join('\n'),
    [`.aws/sso/cache/${sha1('corp')}.json`]: JSON.stringify({
      accessToken: canary,
      expiresAt: '2026-11-22T10:00:00Z',
      refreshToken: canary,
      registrationExpiresAt: '2027-01-01T00:00:00Z',
    }),
    [`.aws/sso/cache/${sha1('https://old.awsapps.com/start')}.json`]: JSON.stringify({
      accessToken: canary,
      expiresAt: '2026-11-22T10:00:00UTC',
    }),
  };

  test('profiles, and the login of those that sign in by SSO', async () => {
    const { aws } = await read({ files });
    const ended = Date.parse('2026-11-22T10:00:00Z');
    expect(aws.profiles).toEqual([
      { name: 'default', region: 'eu-central-1', sso: null },
      {
        name: 'session',
        region: undefined,
        sso: { session: 'corp', expiresAt: ended, renewsUntil: Date.parse('2027-01-01T00:00:00Z') },
      },
      {
        name: 'old',
        region: undefined,
        sso: { session: 'https://old.awsapps.com/start', expiresAt: ended, renewsUntil: null },
      },
    ]);
  });

  test('nobody signed in', async () => {
    const { aws } = await read({ files: { '.aws/config': files['.aws/config'] } });
    expect(aws.profiles[1]?.sso).toEqual({ session: 'corp', expiresAt: null, renewsUntil: null });
  });
});

test('Google: whether somebody signed in, and the projects of files', async () => {
  expect((await read({})).google).toEqual({ signedIn: false, projects: [] });
  const { google } = await read({
    files: {
      '.config/gcloud/application_default_credentials.json': JSON.stringify({
        type: 'authorized_user',
        quota_project_id: 'quota',
        refresh_token: canary,
      }),
      '.config/gcloud/configurations/config_default': '[core]\nproject = configured\n',
    },
  });
  expect(google).toEqual({ signedIn: true, projects: ['quota', 'configured'] });
});

test('LiteLLM: beside the Python of PATH, in a virtual environment, as a tool', async () => {
  const metadata = (prefix: string, version: string) => ({
    [`${prefix}/lib/python3.12/site-packages/litellm-${version}.dist-info/METADATA`]: '',
    [`${prefix}/lib/python3.12/site-packages/litellm_proxy-9.9.9.dist-info/METADATA`]: '',
  });
  const { litellm } = await read({
    exported: { PATH: 'HOME/py/bin', VIRTUAL_ENV: 'HOME/venv' },
    files: {
      'py/bin/python3': '',
      ...metadata('py', '1.82.7'),
      ...metadata('venv', '1.110.2'),
      ...metadata('.local/share/uv/tools/litellm', '1.82.6'),
      ...metadata('elsewhere', '1.82.8'),
    },
  });
  expect(litellm.map(({ version }) => version).sort()).toEqual(['1.110.2', '1.82.6', '1.82.7']);
});
