import { describe, expect, test } from 'bun:test';
import { cgw, done, program } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { onTerminal } from '../support/terminal.ts';

setUp();

const secret = 'sk-live-7f3a9c';
const g = { backend: 'gateway', baseUrl: 'https://g.example.com' };

/** A home with one profile `x`, and `@batch` for it. */
function withProfile(x: object): Home {
  const home = new Home();
  home.writeConfig({ version: 1, roles: { batch: 'x' }, profiles: { x } });
  return home;
}

describe('prints the credential and nothing else', () => {
  test.each<[string, object]>([
    ['a gateway’s token', { ...g, token: 'env:KEY' }],
    ['a gateway’s API key', { ...g, apiKey: 'env:KEY' }],
    ['the token beside a key that is to be empty', { ...g, token: 'env:KEY', apiKey: 'empty' }],
    [
      'the token before a secret header',
      { ...g, token: 'env:KEY', headers: { 'x-other': { secret: 'env:OTHER' } } },
    ],
    [
      'the one secret header, without its scheme',
      { ...g, headers: { 'x-team': 'a', authorization: { secret: 'env:KEY', scheme: 'Bearer' } } },
    ],
    [
      'the one secret header beside a word that servers ignore',
      { ...g, token: 'placeholder:none', headers: { 'x-key': { secret: 'env:KEY' } } },
    ],
    ['Anthropic’s API key', { backend: 'anthropic', apiKey: 'env:KEY' }],
    ['a subscription token', { backend: 'anthropic', oauthToken: 'env:KEY' }],
    ['Bedrock’s API key', { backend: 'bedrock', bearerToken: 'env:KEY' }],
    ['Mantle’s API key', { backend: 'mantle', bearerToken: 'env:KEY' }],
    ['Claude Platform on AWS', { backend: 'anthropic-aws', workspaceId: 'w', apiKey: 'env:KEY' }],
    ['Foundry’s API key', { backend: 'foundry', resource: 'r', apiKey: 'env:KEY' }],
    ['Foundry’s bearer token', { backend: 'foundry', resource: 'r', authToken: 'env:KEY' }],
    ['a Bedrock-format gateway', { ...g, backend: 'gateway-bedrock', token: 'env:KEY' }],
    ['a Vertex-format gateway', { ...g, backend: 'gateway-vertex', projectId: 'p', token: 'env:KEY' }],
  ])('%s', async (_, profile) => {
    const result = await cgw(['token', 'x'], {
      home: withProfile(profile),
      env: { KEY: secret, OTHER: 'no' },
    });
    expect(result).toEqual({ exit: 0, signal: null, stdout: `${secret}\n`, stderr: '' });
  });

  test('a word that servers ignore, where there is nothing else', async () => {
    const home = withProfile({ ...g, token: 'placeholder:none' });
    expect((await done(['token', 'x'], { home })).stdout).toBe('none\n');
  });

  test('by role, from a file and from a program', async () => {
    const home = withProfile({ ...g, token: 'file:~/key' });
    home.write('key', `${secret}\n`);
    expect((await done(['token', '@batch'], { home })).stdout).toBe(`${secret}\n`);
    const command = withProfile({ ...g, token: `cmd:printf ${secret}` });
    expect((await done(['token', 'x'], { home: command })).stdout).toBe(`${secret}\n`);
  });

  test('with nothing in the environment but where the home folder is', async () => {
    const home = withProfile({ ...g, token: 'file:~/key' });
    home.write('key', secret);
    const child = Bun.spawn([program, 'token', 'x'], {
      cwd: '/',
      env: { HOME: home.path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(await child.stdout.text()).toBe(`${secret}\n`);
    expect(await child.stderr.text()).toBe('');
  });

  test('on a terminal too', async () => {
    const home = withProfile({ ...g, token: 'env:KEY' });
    const { exit, screen } = await onTerminal(['token', 'x'], { home, env: { KEY: secret } });
    expect({ exit, screen }).toEqual({ exit: 0, screen: `${secret}\n` });
  });

  test('whatever the folder it is called from asks for', async () => {
    const home = withProfile({ ...g, token: 'env:KEY' });
    home.write('project/.cgw', 'bedrock\n');
    const options = { home, cwd: `${home.path}/project`, env: { KEY: secret, CGW_PROFILE: 'bedrock' } };
    expect((await done(['token', 'x'], options)).stdout).toBe(`${secret}\n`);
  });
});

describe('where there is none: exit 4, why, and nothing on stdout', () => {
  test.each<[string, object, string]>([
    [
      'it is the shell’s',
      { backend: 'anthropic', apiKey: 'inherit' },
      'x takes the ANTHROPIC_API_KEY that the shell exports',
    ],
    ['a login', { backend: 'anthropic' }, 'x has no credential of its own'],
    [
      'a named profile of Anthropic',
      { backend: 'anthropic', anthropicProfile: 'work' },
      'x has no credential of its own',
    ],
    ['AWS credentials', { backend: 'bedrock', awsProfile: 'work' }, 'x has no credential of its own'],
    ['Google credentials', { backend: 'vertex', projectId: 'p' }, 'x has no credential of its own'],
    [
      'Google credentials of another kind',
      { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
      'x has no credential of its own',
    ],
    [
      'two secret headers',
      { ...g, headers: { a: { secret: 'env:KEY' }, b: { secret: 'env:KEY' } } },
      'x has 2 secret headers',
    ],
    ['its variable is not set', { ...g, token: 'env:MISSING' }, 'env:MISSING is not set'],
    ['its file is not there', { ...g, token: 'file:~/none' }, 'file:~/none does not exist'],
    ['its program fails', { ...g, token: 'cmd:false' }, 'cmd:false … failed with 1'],
    ['more than one line', { ...g, token: "cmd:printf 'a\\nb'" }, 'has more than one line'],
    ['what a terminal obeys', { ...g, token: "cmd:printf 'a\\033[2Jb'" }, 'holds a control character'],
    ['a C1 control', { ...g, token: "cmd:printf 'a\\302\\2331mb'" }, 'holds a control character'],
    ['a mark of direction', { ...g, token: "cmd:printf 'a\\342\\200\\256b'" }, 'no header may carry'],
    ['a blank of no width', { ...g, token: "cmd:printf 'ab\\342\\200\\213'" }, 'no header may carry'],
    ['a soft hyphen', { ...g, apiKey: "cmd:printf 'a\\302\\255b'" }, 'no header may carry'],
    [
      'two secret headers beside a word that servers ignore',
      { ...g, token: 'placeholder:none', headers: { a: { secret: 'env:KEY' }, b: { secret: 'env:KEY' } } },
      'x has 2 secret headers',
    ],
  ])('%s', async (_, profile, reason) => {
    expectError(await cgw(['token', 'x'], { home: withProfile(profile), env: { KEY: secret } }), 4, reason);
  });
});

describe('as every command', () => {
  test.each([
    ['token', 2, '<profile|@role> is missing'],
    ['token x y', 2, 'one argument too many'],
    ['token x --reveal', 2, 'no option --reveal'],
    ['token nobody', 3, 'there is no profile "nobody"'],
    ['token @nobody', 3, 'there is no role @nobody'],
    ['token litellm', 3, 'litellm is a preset that still needs'],
  ])('cgw %s: %i', async (line, exit, reason) => {
    expectError(await cgw(line.split(' '), { home: withProfile({ ...g, token: 'env:KEY' }) }), exit, reason);
  });
});
