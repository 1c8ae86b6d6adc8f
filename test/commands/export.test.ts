import { describe, expect, test } from 'bun:test';
import { cgw, done } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import { expectGolden } from '../support/golden.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { snapshot } from '../support/snapshot.ts';

setUp();

const key = 'sk-planted-canary-0123456789';
const gateway = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'keychain:team/token' };

function homeWith(profiles: object): Home {
  const home = new Home();
  home.writeConfig({ version: 1, default: 'a', roles: { batch: 'a' }, profiles });
  return home;
}

describe('cgw export', () => {
  test('all profiles, as they stand, without default and roles', async () => {
    const home = configured();
    const before = snapshot(home.path);
    const { stdout, stderr } = await done(['export'], { home, env: { LITELLM_KEY: key } });
    expectGolden('export.json', stdout);
    expect(stderr).toBe('cgw: work: token is env:LITELLM_KEY; there: export LITELLM_KEY\n');
    expect(snapshot(home.path)).toEqual(before);
  });

  test('those that are named', async () => {
    const { stdout } = await done(['export', 'cloud', 'cloud'], { home: configured() });
    expect(JSON.parse(stdout)).toEqual({
      cgw: 1,
      profiles: {
        cloud: { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'batch', promptCaching: false },
      },
    });
  });

  test('none yet', async () => {
    expect(await done(['export'], { home: new Home() })).toMatchObject({
      stdout: '{\n  "cgw": 1,\n  "profiles": {}\n}\n',
      stderr: '',
    });
  });

  test('what another machine needs, a line each', async () => {
    const home = homeWith({
      a: {
        ...gateway,
        configDir: '/home/me/.claude-a',
        headers: { 'x-a': { secret: 'file:/run/a' }, 'x-b': { secret: 'cmd:pass show b' }, 'x-c': 'blue' },
        note: '4f3a9b2c1d8e7f605142',
      },
    });
    expect((await done(['export'], { home })).stderr.split('\n')).toEqual([
      'cgw: a: token is keychain:team/token, an entry of this machine; there: cgw secret set a token',
      'cgw: a: headers.x-a is file:/run/a, a file of this machine; there: put it at the same place (mode 0600)',
      'cgw: a: headers.x-b is what pass prints; there: have it installed and signed in',
      'cgw: a: configDir is a folder of this machine: /home/me/.claude-a',
      'cgw: a: check whether note is a credential; cgw cannot tell',
      '',
    ]);
  });

  test.each<[string, string, object]>([
    ['a plain key', 'token', { token: key }],
    ['a header', 'headers.authorization', { headers: { authorization: `Bearer ${key}` } }],
    ['a password in the address', 'baseUrl', { baseUrl: `https://me:${key}@g.example.com` }],
    ['a note', 'note', { note: `with ${key}` }],
    ['a command', 'token', { token: `cmd:echo ${key}` }],
    ['a field that is none', 'apikey', { apikey: key }],
  ])('%s in a config that was edited by hand is neither exported nor shown', async (_, path, fields) => {
    const home = homeWith({ a: { ...gateway, ...fields }, b: { backend: 'bedrock' } });
    const result = await cgw(['export'], { home });
    expectError(result, 3, `a: what looks like a credential is in ${path}`, 'cgw edit a --secret');
    expect(result.stderr).not.toContain('canary');
    expect(JSON.parse((await done(['export', 'b'], { home })).stdout).profiles).toEqual({
      b: { backend: 'bedrock' },
    });
  });

  test.each([
    ['nonsense', 'there is no profile "nonsense"'],
    ['bedrock', 'bedrock is a preset, which every cgw has'],
  ])('no profile: %s', async (name, message) => {
    expectError(await cgw(['export', name], { home: configured() }), 3, message);
  });

  test('an invalid profile', async () => {
    const home = homeWith({ a: { backend: 'gateway' } });
    expectError(await cgw(['export'], { home }), 3, 'profiles.a.baseUrl is required');
  });
});

// JSON.parse takes any depth.
test('a config that is 100,000 levels deep', async () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const home = new Home();
    const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    home.writeConfig(`{"version":1,"roles":{},"profiles":{"a":{"backend":"bedrock","note":${deep}}}}`);
    const result = await cgw(['export'], { home });
    expectError(result, 3, 'profiles.a.note', 'fix the file');
  }
});
