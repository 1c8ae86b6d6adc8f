import { describe, expect, test } from 'bun:test';
import { cgw, done, json } from '../support/cgw.ts';
import { config, configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/** Runs a command that changes something: it says so to people, and nothing to programs. */
async function change(home: Home, ...args: string[]): Promise<void> {
  const result = await done(args, { home });
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatch(/^[^\n]+\n(cgw: [^\n]+\n( {5}[^\n]+\n)*)?$/);
}

async function shown(home: Home, name: string): Promise<unknown> {
  return Object(await json(['show', name], { home })).profile;
}

describe('add', () => {
  test.concurrent.each<[string, string[], object]>([
    ['direct', [], { backend: 'anthropic', apiKey: 'inherit' }],
    ['direct', ['--secret', 'apiKey=env:MY_KEY'], { backend: 'anthropic', apiKey: 'env:MY_KEY' }],
    [
      'subscription',
      ['--secret', 'oauthToken=file:/run/t'],
      { backend: 'anthropic', oauthToken: 'file:/run/t' },
    ],
    [
      'subscription',
      ['--set', 'configDir=/home/me/.claude-b'],
      { backend: 'anthropic', configDir: '/home/me/.claude-b' },
    ],
    [
      'bedrock',
      ['--set', 'region=us-gov-west-1', '--set', 'serviceTier=flex', '--set', 'regionPrefix=eu'],
      { backend: 'bedrock', region: 'us-gov-west-1', serviceTier: 'flex', regionPrefix: 'eu' },
    ],
    ['mantle', ['--secret', 'bearerToken=env:BK'], { backend: 'mantle', bearerToken: 'env:BK' }],
    ['claude-aws', ['--set', 'workspaceId=w1'], { backend: 'anthropic-aws', workspaceId: 'w1' }],
    [
      'claude-gcp',
      ['--set', 'project=p', '--set', 'workspaceId=w', '--set', 'location=global'],
      { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w', location: 'global' },
    ],
    [
      'vertex',
      ['--set', 'projectId=p', '--set', 'regions.claude-opus-4-5=europe-west1'],
      { backend: 'vertex', projectId: 'p', regions: { 'claude-opus-4-5': 'europe-west1' } },
    ],
    [
      'foundry',
      ['--set', 'resource=r', '--secret', 'apiKey=env:F'],
      { backend: 'foundry', resource: 'r', apiKey: 'env:F' },
    ],
    [
      'foundry',
      ['--set', 'baseUrl=https://r.azure.com/anthropic'],
      { backend: 'foundry', baseUrl: 'https://r.azure.com/anthropic' },
    ],
    [
      'litellm',
      ['--set', 'baseUrl=http://127.0.0.1:4000', '--secret', 'token=cmd:pass show "the key"'],
      { backend: 'gateway', baseUrl: 'http://127.0.0.1:4000', token: 'cmd:pass show "the key"' },
    ],
    [
      'litellm-bedrock',
      ['--set', 'baseUrl=https://l/bedrock', '--secret', 'token=env:L'],
      { backend: 'gateway-bedrock', baseUrl: 'https://l/bedrock', token: 'env:L' },
    ],
    [
      'litellm-vertex',
      ['--set', 'baseUrl=https://l/vertex_ai/v1', '--secret', 'token=env:L', '--set', 'projectId=p'],
      { backend: 'gateway-vertex', baseUrl: 'https://l/vertex_ai/v1', token: 'env:L', projectId: 'p' },
    ],
  ])('%s %j', async (preset, flags, profile) => {
    const home = new Home();
    await change(home, 'add', preset, ...flags);
    expect(await shown(home, preset)).toMatchObject(profile);
    await change(home, 'add', 'other', '--from', preset, ...flags);
    expect(await shown(home, 'other')).toEqual(await shown(home, preset));
  });

  test('a folder may begin with ~/, which no shell has to understand', async () => {
    const home = new Home();
    await change(home, 'add', 'subscription', '--set', 'configDir=~/.claude-b');
    expect(await shown(home, 'subscription')).toMatchObject({ configDir: `${home.path}/.claude-b` });
    await change(home, 'edit', 'subscription', '--set', 'configDir=~/c');
    expect(await shown(home, 'subscription')).toMatchObject({ configDir: `${home.path}/c` });
  });

  test('every kind of common field', async () => {
    const home = new Home();
    const fields = [
      'promptCaching=off',
      'context1m=no',
      'interleavedThinking=false',
      'modelDiscovery=on',
    ].concat(
      ['nonessentialTraffic=0', 'cacheTtl=1h', 'toolSearch=off', 'models.opus=a[1m]', 'models.subagent=b=c'],
      ['headers.x-tag=one two', 'env.MAX_MCP_OUTPUT_TOKENS=9', 'note=ünïcode “quotes” \\ $HOME'],
    );
    await change(home, 'add', 'x', '--from', 'bedrock', ...fields.flatMap(field => ['--set', field]));
    await change(
      home,
      'edit',
      'x',
      '--secret',
      'headers.x-api-key=Bearer env:K',
      '--secret',
      'env.MY_TOKEN=env:T',
    );
    expect(home.readConfig()).toEqual({
      version: 1,
      roles: {},
      profiles: {
        x: {
          backend: 'bedrock',
          promptCaching: false,
          context1m: false,
          interleavedThinking: false,
          modelDiscovery: true,
          nonessentialTraffic: false,
          cacheTtl: '1h',
          toolSearch: 'false',
          models: { opus: 'a[1m]', subagent: 'b=c' },
          headers: { 'x-tag': 'one two', 'x-api-key': { secret: 'env:K', scheme: 'Bearer' } },
          env: { MAX_MCP_OUTPUT_TOKENS: '9', MY_TOKEN: { secret: 'env:T' } },
          note: 'ünïcode “quotes” \\ $HOME',
        },
      },
    });
  });

  test('--default makes it the default', async () => {
    const home = new Home();
    await change(home, 'add', 'bedrock', '--default');
    expect(await json(['default'], { home })).toEqual({ default: 'bedrock' });
  });

  test('flags may stand before the name, and with =', async () => {
    const home = new Home();
    await change(home, 'add', '--from=bedrock', '--set=note=a=b', 'x');
    expect(await shown(home, 'x')).toEqual({ backend: 'bedrock', note: 'a=b' });
  });
});

describe('edit', () => {
  test('sets, replaces and takes out; the rest stays', async () => {
    const home = configured();
    await change(
      home,
      'edit',
      'work',
      '--set',
      'models.opus=big',
      '--unset',
      'note',
      '--secret',
      'token=env:NEW',
    );
    const { note: _, ...rest } = config.profiles.work;
    expect(await shown(home, 'work')).toEqual({ ...rest, token: 'env:NEW', models: { opus: 'big' } });
    await change(home, 'edit', 'work', '--unset', 'models.opus');
    expect(await shown(home, 'work')).toEqual({ ...rest, token: 'env:NEW' });
    expect(home.readConfig()).toMatchObject({ default: 'work', roles: config.roles });
    expect(await shown(home, 'cloud')).toEqual(config.profiles.cloud);
  });

  test('a ready preset becomes a profile', async () => {
    const home = new Home();
    await change(home, 'edit', 'bedrock', '--set', 'region=eu-west-1');
    expect(await json(['show', 'bedrock'], { home })).toMatchObject({
      source: 'profile',
      profile: { backend: 'bedrock', region: 'eu-west-1' },
    });
    await change(home, 'remove', 'bedrock');
    expect(await json(['show', 'bedrock'], { home })).toMatchObject({
      source: 'preset',
      profile: { backend: 'bedrock' },
    });
  });

  test('one credential for another, in one go', async () => {
    const home = configured();
    await change(home, 'edit', 'work', '--unset', 'token', '--secret', 'apiKey=env:K');
    expect(await shown(home, 'work')).toMatchObject({ apiKey: 'env:K' });
    expect(await shown(home, 'work')).not.toHaveProperty('token');
  });
});

test('copy: the same under another name, from then on apart', async () => {
  const home = configured();
  await change(home, 'copy', 'cloud', 'cloud-2');
  expect(await shown(home, 'cloud-2')).toEqual(config.profiles.cloud);
  await change(home, 'edit', 'cloud-2', '--set', 'region=us-east-1');
  expect(await shown(home, 'cloud')).toEqual(config.profiles.cloud);
  await change(home, 'copy', 'bedrock', 'mine');
  expect(await shown(home, 'mine')).toEqual({ backend: 'bedrock' });
  expect(home.readConfig()).toMatchObject({ default: 'work', roles: config.roles });
});

test('rename: default and roles follow, the place in the list stays', async () => {
  const home = configured();
  await change(home, 'rename', 'work', 'team');
  expect(home.readConfig()).toEqual({
    version: 1,
    default: 'team',
    roles: { batch: 'cloud', interactive: 'team' },
    profiles: { team: config.profiles.work, cloud: config.profiles.cloud },
  });
  expect(Object.keys(Object(home.readConfig()).profiles)).toEqual(['team', 'cloud']);
  expect(await json(['show'], { home })).toMatchObject({ name: 'team', origin: 'default' });
  expect((await cgw(['show', 'work'], { home })).exit).toBe(3);
});

test('remove: default and roles that named it go with it', async () => {
  const home = configured();
  const { stderr } = await done(['remove', 'work'], { home });
  expect(stderr).toContain('it was the default, @interactive: that names nothing now');
  expect(home.readConfig()).toEqual({
    version: 1,
    roles: { batch: 'cloud' },
    profiles: { cloud: config.profiles.cloud },
  });
  expect((await cgw(['show', 'work'], { home })).exit).toBe(3);
  expect((await cgw(['show'], { home })).exit).toBe(2);
});

describe('a key as the name of a field', () => {
  const key = 'sk-ant-api03-QQabcdefghijklmnopqrstuvwx1234';

  test.each([
    [['--set', `headers.${key}=x`]],
    [['--secret', `headers.${key}=env:MINE`]],
    [['--set', 'env.AKIAIOSFODNN7EXAMPLE=x']],
  ])('%j', async args => {
    const home = configured();
    const before = home.readConfig();
    const result = await cgw(['edit', 'work', ...args], { home });
    expectError(result, 3, 'has a name that looks like a credential', 'nothing was changed');
    expect(result.stderr).not.toContain('QQabc');
    expect(result.stderr).not.toContain('IOSFODNN');
    expect(home.readConfig()).toEqual(before);
  });

  test('no keychain entry is asked for either', async () => {
    const args = ['secret', 'set', 'work', `headers.${key}`, '--stdin'];
    const result = await cgw(args, { home: configured(), stdin: 'x' });
    expectError(result, 3, 'has a name that looks like a credential', 'nothing was changed');
  });
});

// Where one is taken for the other, a request goes to the wrong place.
test.each([
  ['copy', ['copy', 'work', 'ｗork']],
  ['copy', ['copy', 'work', 'wоrk']],
  ['rename', ['rename', 'cloud', 'ԝork']],
  ['a preset', ['add', 'dіrect', '--from', 'bedrock']],
])('no new name that looks like another: %s', async (_, args) => {
  const home = configured();
  const before = home.readConfig();
  expectError(await cgw(args, { home }), 3, 'but its letters are different ones', 'choose another name');
  expect(home.readConfig()).toEqual(before);
});

test('a name in letters of any script, where it looks like no other', async () => {
  const home = configured();
  for (const name of ['работа', '仕事litellm', 'büro', 'work2']) await done(['copy', 'work', name], { home });
  expect(home.readConfig()).toMatchObject({ profiles: { работа: {}, büro: {} } });
});
