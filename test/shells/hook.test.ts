import { describe, expect, test } from 'bun:test';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { isDeep } from '../support/tier.ts';
import { eachHookShell, type HookShell, openShell } from './hook/interactive.ts';
import { canary, exported, HookWorld, under } from './hook/world.ts';

setUpTerminals();

/** The environment of such a shell without cgw. */
async function plain(shell: HookShell): Promise<Record<string, string>> {
  const world = new HookWorld();
  await using bare = await openShell(shell, world, { env: exported, rc: '' });
  return homeless(await bare.environment());
}

/** Without what differs between two homes. */
function homeless({ HOME: _, PATH: __, ...rest }: Record<string, string>): Record<string, string> {
  return rest;
}

eachHookShell(shell => {
  // These two follow in the deep tier.
  if (!isDeep && ['zsh', 'elvish'].includes(shell.name)) return;
  describe(`cgw use in ${shell.name}`, () => {
    test('every switch ends in what was there before, and the profile', async () => {
      const world = new HookWorld();
      await using hooked = await openShell(shell, world, { env: exported });
      const before = await hooked.environment();
      expect(homeless(before)).toEqual(await plain(shell));

      const expected = (['gate', 'cloud', 'vert'] as const).map(name => [name, under(name, before, world)]);
      const environmentUnder = Object.fromEntries(expected);
      for (const name of ['gate', 'cloud', 'vert', 'cloud', 'gate', 'gate']) {
        expect(await hooked.run(`cgw use ${name}`)).toBe('');
        expect({ name, now: await hooked.environment() }).toEqual({ name, now: environmentUnder[name] });
      }
      expect(await hooked.run('cgw use @batch')).toBe('');
      expect(await hooked.environment()).toEqual(environmentUnder.cloud);

      expect(await hooked.run('cgw use --off')).toBe('');
      expect(await hooked.environment()).toEqual(before);
      expect(world.starts()).toHaveLength(8);
    });

    if (!isDeep && shell.name !== 'fish') return;

    test('what a profile took away reaches no program by way of another variable', async () => {
      const world = new HookWorld({ default: 'cloud' });
      await using hooked = await openShell(shell, world, { env: exported });
      for (const line of ['cgw use gate', 'cgw use vert', 'cgw use -', 'cgw use cloud']) {
        await hooked.run(line);
        expect(JSON.stringify(await hooked.environment())).not.toContain(canary);
      }
      expect(hooked.output()).not.toContain(canary);
    });

    test('- goes back and forth, also to what the folder and the default say, and to none', async () => {
      const world = new HookWorld({ default: 'vert' });
      await using hooked = await openShell(shell, world, { env: exported });
      const says = async (line: string) => {
        await hooked.run(line);
        return (await hooked.environment()).CGW_PROFILE;
      };
      expect(await hooked.run('cgw use -')).toContain('nothing to go back to');
      expect(await says('cgw use gate')).toBe('gate');
      expect(await says('cgw use cloud')).toBe('cloud');
      expect(await says('cgw use -')).toBe('gate');
      expect(await says('cgw use -')).toBe('cloud');
      expect(await says('cgw use --off')).toBeUndefined();
      expect(await says('cgw use -')).toBe('cloud');
      expect(await says('cgw use -')).toBeUndefined();

      await using fresh = await openShell(shell, world, { env: exported });
      await fresh.run('cgw use gate');
      expect(await fresh.run('cgw use -')).toBe('cgw: vert, the default');
      expect(await fresh.environment()).toMatchObject({ CGW_PROFILE: 'vert', CGW_FOLLOWS: 'vert' });

      // A shell that was switched past the hook is taken as it is.
      const project = world.folder('project', 'cloud');
      await fresh.run(shell.evaluate('cgw env gate'));
      const before = await fresh.environment();
      await fresh.run(`cd ${project}`);
      expect(await fresh.environment()).toEqual(before);
      expect(await fresh.run('cgw use cloud')).toBe('');
      expect((await fresh.environment()).ANTHROPIC_BASE_URL).toBeUndefined();
      expect(await fresh.run('cgw use -')).toBe('');
      expect(await fresh.environment()).toMatchObject({
        CGW_PROFILE: 'gate',
        AWS_REGION: exported.AWS_REGION,
      });
    });

    test('all else is the program’s; alone it opens the picker; what is unavailable changes nothing', async () => {
      const world = new HookWorld();
      await using hooked = await openShell(shell, world, { env: exported });
      const script = world.home.write(
        'say',
        '#!/bin/sh\nfor word in "$@"; do printf "[%s]" "$word"; done; echo; exit 7\n',
        0o755,
      );
      const line = `cgw exec gate -- ${script} "a  b" --off -x "*" use`;
      expect(await hooked.run(line)).toStartWith('[a  b][--off][-x][*][use]');
      expect(await hooked.status(line)).toBe(statusOf(7, shell.name));
      expect(await hooked.run('echo typed | cgw exec gate cat')).toBe('typed');
      expect(await hooked.run('cgw use --help')).toContain('Usage: cgw use');
      expect(await hooked.run('cgw use gate cloud')).toContain('one argument too many');
      expect(await hooked.run('cgw use gate --strict')).toContain('no option --strict');
      expect(await hooked.run('cgw use -rf')).toContain('no option -rf');
      expect((await hooked.environment()).CGW_PROFILE).toBeUndefined();

      await hooked.enter('cgw use');
      await hooked.waitFor('❯ gate');
      await hooked.press('j', 'enter');
      expect(await hooked.prompted()).toBe('');
      expect((await hooked.environment()).CGW_PROFILE).toBe('cloud');
      await hooked.enter('cgw use');
      await hooked.waitFor('❯ cloud');
      await hooked.press('q');
      await hooked.prompted();
      expect((await hooked.environment()).CGW_PROFILE).toBe('cloud');
      expect(await hooked.status('true')).toBe(statusOf(0, shell.name));

      // The status is that of cgw env.
      const before = await hooked.environment();
      expect(await hooked.run('cgw use nowhere')).toContain('there is no profile "nowhere"');
      expect(await hooked.run('cgw use locked')).toContain('NOT_THERE is not set');
      expect(await hooked.run('cgw use @nobody')).toContain('there is no role @nobody');
      expect(await hooked.environment()).toEqual(before);
      expect(await hooked.status('cgw use nowhere')).toBe(statusOf(3, shell.name));
      expect(await hooked.status('cgw use locked')).toBe(statusOf(4, shell.name));
      expect(await hooked.status('cgw use gate')).toBe(statusOf(0, shell.name));
    });
  });
});

/** What a shell says of a status; to elvish it is an exception, of which nothing is left. */
function statusOf(status: number, shell: string): string {
  return shell === 'elvish' ? '' : String(status);
}
