import { describe, expect, test } from 'bun:test';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { eachHookShell, openShell } from './hook/interactive.ts';
import { exported, HookWorld, under } from './hook/world.ts';

setUpTerminals();

eachHookShell(shell => {
  if (!isDeep && !['bash', 'nu', 'elvish'].includes(shell.name)) return;

  describe(`a pin in ${shell.name}`, () => {
    test('counts from its folder downwards; leaving it brings back what was there', async () => {
      const world = new HookWorld();
      const project = world.folder('project', 'cloud\n');
      world.folder('project/a/b/c');
      await using hooked = await openShell(shell, world, { env: exported });
      const before = await hooked.environment();
      world.starts();

      expect(await hooked.run(`cd ${project}`)).toBe('cgw: cloud, which ~/project/.cgw asks for');
      expect(world.starts()).toHaveLength(1);
      expect(await hooked.environment()).toEqual({
        ...under('cloud', before, world),
        CGW_FOLLOWS: `cloud ${project}/.cgw`,
      });

      for (const folder of ['a', 'b/c', '../..', '..', 'a/b', '../../a/b/../..'])
        expect(await hooked.run(`cd ${folder}`)).toBe('');
      expect(world.starts()).toEqual([]);

      expect(await hooked.run(`cd ${project}/a`)).toBe('');
      expect(await hooked.run('cd ../..')).toBe('cgw: no profile here');
      expect(await hooked.environment()).toEqual(before);
      expect(await hooked.run('cd /')).toBe('');
      expect(world.starts()).toHaveLength(1);
    });

    if (!isDeep && shell.name !== 'bash') return;

    test('the nearest one counts, and going to and fro always ends in the same', async () => {
      const world = new HookWorld({ default: 'gate', quiet: true });
      const outer = world.folder('outer', 'cloud');
      const inner = world.folder('outer/inner', '  vert  \n\n');
      world.folder('outer/plain');
      await using hooked = await openShell(shell, world, { env: exported });
      const first = await hooked.environment();
      const base = { ...first };
      for (const [folder, profile] of [
        [outer, 'cloud'],
        [inner, 'vert'],
        [`${outer}/plain`, 'cloud'],
        [inner, 'vert'],
        [world.home.path, 'gate'],
        [inner, 'vert'],
        [world.home.path, 'gate'],
      ] as const) {
        expect(await hooked.run(`cd ${folder}`)).toBe('');
        expect({ folder, now: (await hooked.environment()).CGW_PROFILE }).toEqual({ folder, now: profile });
      }
      expect(await hooked.environment()).toEqual(base);
      await hooked.run('cgw use --off');
      expect((await hooked.environment()).ANTHROPIC_API_KEY).toBe(exported.ANTHROPIC_API_KEY);
    });

    test('of which nothing is to be had is reported once, and no other profile stays in force', async () => {
      const world = new HookWorld();
      const good = world.folder('good', 'cloud');
      const gone = world.folder('gone', 'nobody-has-this');
      world.folder('gone/below');
      const locked = world.folder('locked', 'locked');
      await using hooked = await openShell(shell, world, { env: exported });
      const before = await hooked.environment();
      await hooked.run(`cd ${good}`);

      expect(await hooked.run(`cd ${gone}`)).toStartWith(
        'cgw: there is no profile "nobody-has-this", which ~/gone/.cgw names',
      );
      expect(await hooked.environment()).toEqual(before);
      world.starts();
      for (const line of ['cd below', 'cd ..', 'cd .']) expect(await hooked.run(line)).toBe('');
      expect(world.starts()).toEqual([]);

      expect(await hooked.run(`cd ${locked}`)).toContain('NOT_THERE is not set');
      expect(await hooked.environment()).toEqual(before);
      expect(await hooked.run('cd .')).toBe('');
      expect(await hooked.run(`cd ${good}`)).toContain('cloud');
    });

    test('that holds anything but a name is neither obeyed nor shown', async () => {
      const world = new HookWorld({ default: 'gate' });
      const mark = join(world.home.path, 'MARK');
      const run = `touch ${mark}`;
      const hostile: readonly (string | Uint8Array)[] = [
        `$(${run})`,
        `\`${run}\``,
        `'; ${run}; '`,
        `"; ${run}; "`,
        `cloud; ${run}`,
        `cloud\n${run}\n`,
        `\n$(${run})\ncloud`,
        '-rf',
        '--off',
        '@batch',
        '../../etc/passwd',
        '\u001b]0;title\u0007\u001b[31mcloud',
        'cloud\u202e',
        '',
        'x'.repeat(300),
        new Uint8Array([0xff, 0xfe, 0x00, 0x63]),
        new Uint8Array(2_000_000).fill(0x61),
      ];
      const folders = sampleOf(hostile, 6).map((pin, index) => world.folder(`hostile-${index}`, pin));
      mkdirSync(join(world.folder('is-folder'), '.cgw'));
      await using hooked = await openShell(shell, world, { env: exported });
      const before = await hooked.environment();
      for (const folder of folders) {
        const said = await hooked.run(`cd ${folder}`);
        expect(said).toMatch(
          /^cgw: ~\/hostile-\d+\/\.cgw holds no profile name and is ignored\ncgw: gate, the default$/,
        );
        expect(await hooked.environment()).toEqual(before);
      }
      expect(hooked.titles.join()).not.toContain('title');
      await hooked.run(`cd ${world.home.path}`);
      world.starts();
      expect(await hooked.run('cd is-folder')).toBe('');
      expect(world.starts()).toEqual([]);
      expect(existsSync(mark)).toBe(false);
    });

    test('in a folder whose name would like to be obeyed', async () => {
      const world = new HookWorld();
      const mark = join(world.home.path, 'MARK');
      // A name cannot hold the slashes of a path, so it would be made where the shell stands.
      const command = '$(touch MARK)';
      world.folder(`odd/${command}/sub`);
      const names = sampleOf(['a  b', '*', '[x]', ';', 'ü', '-rf'], 3);
      for (const name of names) {
        world.folder(`odd/${name}`, 'cloud');
        world.folder(`odd/${name}/sub`);
      }
      await using hooked = await openShell(shell, world, { env: exported });
      await hooked.run('cd odd');
      for (const name of names) {
        expect(await hooked.run(`cd './${name}/sub'`)).toBe(`cgw: cloud, which ~/odd/${name}/.cgw asks for`);
        expect(await hooked.run('cd ..')).toBe('');
        expect(await hooked.run('cd ..')).toBe('cgw: no profile here');
      }
      expect(await hooked.run(`cd './${command}/sub'`)).toBe('');
      expect(await hooked.run('cd ../..')).toBe('');
      expect([mark, `${world.home.path}/odd/MARK`].filter(existsSync)).toEqual([]);
    });

    test('does not beat a choice of the user, and counts again after --off and a change of project', async () => {
      const world = new HookWorld({ default: 'gate', quiet: true });
      const one = world.folder('one', 'cloud');
      const two = world.folder('two', 'vert');
      await using hooked = await openShell(shell, world, { env: exported, cwd: one });
      const profile = async (line: string) => {
        expect(await hooked.run(line)).toBe('');
        return (await hooked.environment()).CGW_PROFILE;
      };
      expect(await profile('cd .')).toBe('cloud');
      expect(await profile('cgw use gate')).toBe('gate');
      world.starts();
      expect(await profile(`cd ${two}`)).toBe('gate');
      expect(await profile(`cd ${world.home.path}`)).toBe('gate');
      expect(world.starts()).toEqual([]);

      await profile(`cd ${two}`);
      expect(await profile('cgw use --off')).toBeUndefined();
      expect(await profile('cd .')).toBeUndefined();
      expect(await profile(`cd ${one}`)).toBe('cloud');
      expect(await profile(`cd ${two}`)).toBe('vert');
      world.starts();
      // The default does not count any more, so nothing has to be asked.
      expect(await profile(`cd ${world.home.path}`)).toBeUndefined();
      expect(world.starts()).toEqual([]);
      expect(await profile('cgw use vert')).toBe('vert');
      expect(await profile(`cd ${one}`)).toBe('vert');
    });

    test('that is set or removed here counts at once', async () => {
      const world = new HookWorld({ default: 'gate' });
      world.folder('project');
      await using hooked = await openShell(shell, world, { env: exported });
      await hooked.run('cd project');
      expect(await hooked.run('cgw pin cloud')).toContain('cgw: cloud, which ~/project/.cgw asks for');
      expect((await hooked.environment()).CGW_PROFILE).toBe('cloud');
      await hooked.run('cgw pin vert');
      expect((await hooked.environment()).CGW_PROFILE).toBe('vert');
      expect(await hooked.run('cgw pin')).toBe('vert');
      expect(await hooked.run('cgw pin nowhere')).toContain('there is no profile "nowhere"');
      expect((await hooked.environment()).CGW_PROFILE).toBe('vert');
      await hooked.run('cgw pin --unset');
      expect((await hooked.environment()).CGW_PROFILE).toBe('gate');
    });

    test('is found where a link leads, not where it lies', async () => {
      const world = new HookWorld({ quiet: true });
      const project = world.folder('project', 'cloud');
      world.folder('project/deep/down');
      world.folder('elsewhere', 'vert');
      symlinkSync(join(project, 'deep', 'down'), join(world.home.path, 'elsewhere', 'link'));
      await using hooked = await openShell(shell, world, { env: exported });
      expect(await hooked.run('cd elsewhere/link')).toBe('');
      expect((await hooked.environment()).CGW_PROFILE).toBe('cloud');
      world.starts();
      await hooked.run(`cd ${project}`);
      await hooked.run('cd deep');
      expect(world.starts()).toEqual([]);
    });

    test('in a folder that is deleted meanwhile does not trouble the shell', async () => {
      const world = new HookWorld({ quiet: true });
      world.folder('project/sub', undefined);
      const project = world.folder('project', 'cloud');
      await using hooked = await openShell(shell, world, { env: exported });
      await hooked.run('cd project/sub');
      const remove = { nu: `^rm -r ${project}`, elvish: `e:rm -r ${project}` };
      await hooked.run(
        shell.name === 'nu' || shell.name === 'elvish' ? remove[shell.name] : `rm -r ${project}`,
      );
      await hooked.run('cgw --version');
      expect(await hooked.run(`cd ${world.home.path}`)).toBe('');
      expect((await hooked.environment()).CGW_PROFILE).toBeUndefined();
    });
  });
});
