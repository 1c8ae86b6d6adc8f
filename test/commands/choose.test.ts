import { describe, expect, test } from 'bun:test';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { cgw, done, json } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

describe('default', () => {
  test('is set, shown, and taken away', async () => {
    const home = configured();
    await done(['default', 'cloud'], { home });
    expect((await done(['default'], { home })).stdout).toBe('cloud\n');
    expect(await json(['show'], { home })).toMatchObject({ name: 'cloud', origin: 'default', default: true });
    await done(['default', '--unset'], { home });
    expect(home.readConfig()).not.toHaveProperty('default');
    expect((await done(['default'], { home })).stdout).toBe('');
    expectError(await cgw(['show'], { home }), 2, 'no profile is named', 'cgw default');
  });

  test('may be a preset that works as it is, but not one that needs more, and no stranger', async () => {
    const home = new Home();
    await done(['default', 'bedrock'], { home });
    expect(await json(['default'], { home })).toEqual({ default: 'bedrock' });
    expectError(await cgw(['default', 'vertex'], { home }), 3, 'projectId', 'cgw add vertex');
    expectError(await cgw(['default', 'bedrok'], { home }), 3, '"bedrok"', 'did you mean bedrock?');
    expect(await json(['default'], { home })).toEqual({ default: 'bedrock' });
  });
});

describe('role', () => {
  test('is set, shown with and without @, used as @role, and dropped', async () => {
    const home = configured();
    await done(['role', 'production', 'cloud'], { home });
    await done(['role', '@batch', 'work'], { home });
    expect((await done(['role', 'batch'], { home })).stdout).toBe('work\n');
    expect((await done(['role', '@production'], { home })).stdout).toBe('cloud\n');
    expect(await json(['show', '@production'], { home })).toMatchObject({
      name: 'cloud',
      origin: 'argument',
      roles: ['production'],
    });
    expect(await json(['env', '@production'], { home })).toMatchObject({ profile: 'cloud' });
    await done(['role', 'production', '--unset'], { home });
    expectError(await cgw(['show', '@production'], { home }), 3, '@production', '@batch');
    expectError(await cgw(['role', 'production'], { home }), 3, '@production');
    expectError(await cgw(['role', 'production', '--unset'], { home }), 3, '@production');
  });

  test('runs what it points at', async () => {
    const home = configured();
    const result = await done(['exec', '@batch', '--', 'printenv', 'CGW_PROFILE', 'AWS_REGION'], { home });
    expect(result.stdout).toBe('cloud\neu-west-1\n');
  });
});

test.each(['default cloud --unset', 'role batch cloud --unset', 'pin cloud --unset'])(
  'setting and --unset in one is a mistake, not a setting: cgw %s',
  async line => {
    const home = configured();
    const before = home.readConfig();
    expectError(await cgw(line.split(' '), { home }), 2, '--unset');
    expect(home.readConfig()).toEqual(before);
  },
);

describe('pin', () => {
  test('is set, found from below, shown, and taken away', async () => {
    const home = configured();
    const project = home.makeFolder('project');
    const deep = home.makeFolder('project/a/b');
    await done(['pin', 'cloud'], { home, cwd: project });
    expect(readFileSync(`${project}/.cgw`, 'utf8')).toBe('cloud\n');
    expect((await done(['pin'], { home, cwd: deep })).stdout).toBe('cloud\n');
    expectError(await cgw(['pin', '--unset'], { home, cwd: deep }), 3, '.cgw');
    await done(['pin', '--unset'], { home, cwd: project });
    expect((await done(['pin'], { home, cwd: deep })).stdout).toBe('');
  });

  test('names only profiles that are there', async () => {
    const home = configured();
    expectError(await cgw(['pin', 'clowd'], { home }), 3, '"clowd"', 'did you mean cloud?');
    expectError(await cgw(['pin', 'vertex'], { home }), 3, 'projectId');
    expect((await done(['pin'], { home })).stdout).toBe('');
  });

  test('a link that a project brings along is replaced, not written through', async () => {
    const home = configured();
    const victim = home.write('.bashrc', 'precious\n');
    const project = home.makeFolder('project');
    symlinkSync(victim, `${project}/.cgw`);
    await done(['pin', 'cloud'], { home, cwd: project });
    expect(readFileSync(victim, 'utf8')).toBe('precious\n');
    expect(readFileSync(`${project}/.cgw`, 'utf8')).toBe('cloud\n');
  });

  test('a folder of that name is in the way, and stays', async () => {
    const home = configured();
    const project = home.makeFolder('project');
    home.write('project/.cgw/kept', 'kept');
    expectError(await cgw(['pin', 'cloud'], { home, cwd: project }), 1, `${project}/.cgw`);
    expectError(await cgw(['pin', '--unset'], { home, cwd: project }), 1, `${project}/.cgw`);
    expect(readFileSync(`${project}/.cgw/kept`, 'utf8')).toBe('kept');
  });
});

describe('which profile is meant: argument, else CGW_PROFILE, else the pin, else the default', () => {
  function world(): { home: Home; cwd: string } {
    const home = configured();
    home.write('project/.cgw', 'mantle\n');
    return { home, cwd: home.makeFolder('project/src') };
  }

  test('each gives way to the one before', async () => {
    const { home, cwd } = world();
    const env = { CGW_PROFILE: 'subscription' };
    const shown = async (args: string[], options: object) => {
      const { name, origin } = Object(await json(['show', ...args], { home, ...options }));
      const { profile } = Object(await json(['env', ...args], { home, ...options }));
      expect(profile).toBe(name);
      return [name, origin];
    };
    expect(await shown(['cloud'], { cwd, env })).toEqual(['cloud', 'argument']);
    expect(await shown(['@batch'], { cwd, env })).toEqual(['cloud', 'argument']);
    expect(await shown([], { cwd, env })).toEqual(['subscription', 'CGW_PROFILE']);
    expect(await shown([], { cwd, env: { CGW_PROFILE: '' } })).toEqual(['mantle', 'pin']);
    expect(await shown([], { cwd })).toEqual(['mantle', 'pin']);
    await done(['default', 'bedrock'], { home });
    expect(await shown([], {})).toEqual(['bedrock', 'default']);
  });

  test('the nearest pin counts', async () => {
    const { home, cwd } = world();
    home.write('project/src/.cgw', 'bedrock');
    expect(await json(['show'], { home, cwd })).toMatchObject({ name: 'bedrock', origin: 'pin' });
  });

  test('a name that is not there is an error that says who gave it, never the next in line', async () => {
    const { home, cwd } = world();
    home.write('project/.cgw', 'gone\n');
    expectError(await cgw(['env'], { home, cwd }), 3, '"gone"', '.cgw');
    expectError(await cgw(['env'], { home, cwd, env: { CGW_PROFILE: 'lost' } }), 3, '"lost"', 'CGW_PROFILE');
  });
});

describe('what a hostile project writes into its .cgw', () => {
  test.concurrent.each([
    ['a path', '../../../etc/passwd'],
    ['an absolute path', '/etc/passwd'],
    ['two lines', 'mantle\nbedrock'],
    ['a role', '@batch'],
    ['an option', '--reveal'],
    ['a short option', '-h'],
    ['code', '$(touch pwned)'],
    ['more code', 'mantle; touch pwned'],
    ['JSON', '{"baseUrl": "https://evil.example.com"}'],
    ['escape codes', '\u001b]0;title\u0007'],
    ['a NUL', 'mantle\0'],
    ['a prototype', '__proto__'],
    ['nothing', ''],
    ['blanks', ' \n '],
    ['much', 'a b'.repeat(1_000_000)],
    ['a name of 300 kB', 'a'.repeat(300_000)],
  ])('%s selects nothing: the default holds', async (_, content) => {
    const home = configured();
    home.write('project/.cgw', content);
    const cwd = home.makeFolder('project');
    expect(await json(['pin'], { home, cwd })).toEqual({ profile: null, file: null });
    expect(await json(['show'], { home, cwd })).toMatchObject({ name: 'work', origin: 'default' });
    // Going on with the default without a word would be another backend than the one that was meant.
    const { stderr } = await cgw(['show'], { home, cwd });
    expect(stderr).toBe(`cgw: ${cwd}/.cgw holds no profile name and is ignored\n`);
  });

  test('a profile of the user is all it can select; a stranger is an error without effect', async () => {
    const home = configured();
    home.write('project/.cgw', 'constructor');
    const cwd = home.makeFolder('project');
    expectError(await cgw(['env'], { home, cwd }), 3, '"constructor"');
  });

  test('a pipe, or a link to a device without end, holds nobody up', async () => {
    const home = configured();
    const [first, second] = [home.makeFolder('one'), home.makeFolder('two')];
    Bun.spawnSync(['mkfifo', `${first}/.cgw`]);
    symlinkSync('/dev/zero', `${second}/.cgw`);
    for (const cwd of [first, second])
      expect(
        JSON.parse((await cgw(['show', '--json'], { home, cwd, under: ['timeout', '60'] })).stdout),
      ).toMatchObject({
        name: 'work',
        origin: 'default',
      });
  });

  test('a folder, or a link to nowhere, is no pin', async () => {
    const home = configured();
    const [first, second] = [home.makeFolder('one'), home.makeFolder('two')];
    mkdirSync(`${first}/.cgw`);
    symlinkSync('/nonexistent', `${second}/.cgw`);
    for (const cwd of [first, second])
      expect(await json(['show'], { home, cwd })).toMatchObject({ name: 'work', origin: 'default' });
  });
});
