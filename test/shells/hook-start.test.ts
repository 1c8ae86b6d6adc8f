import { describe, expect, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { program } from '../support/cgw.ts';
import { isDeep } from '../support/tier.ts';
import { runScript } from './harness.ts';
import { dialects, eachHookShell, openShell } from './hook/interactive.ts';
import { canary, environmentIn, exported, HookWorld, under } from './hook/world.ts';

setUpTerminals();

function scriptEnvironment(world: HookWorld): Record<string, string> {
  const PATH = [dirname(world.cgw), process.env.PATH].join(delimiter);
  return { ...exported, HOME: world.home.path, LC_ALL: 'C.UTF-8', PATH };
}

eachHookShell(shell => {
  if (!isDeep && shell.name !== 'zsh') return;

  const { rc, dump } = dialects[shell.name];

  describe(`a new ${shell.name}`, () => {
    test('begins with the default, for one start of cgw, and says nothing', async () => {
      const world = new HookWorld();
      let before: Record<string, string>;
      {
        await using hooked = await openShell(shell, world, { env: exported });
        expect(world.starts()).toHaveLength(1);
        expect(hooked.mainText()).toBe('ready>');
        before = await hooked.environment();
      }
      world.configure({ default: 'gate' });
      await using hooked = await openShell(shell, world, { env: exported });
      expect(world.starts()).toHaveLength(1);
      expect(hooked.mainText()).toBe('ready>');
      expect(await hooked.environment()).toEqual({ ...under('gate', before, world), CGW_FOLLOWS: 'gate' });
      await hooked.run('cd /');
      expect(world.starts()).toEqual([]);
      await hooked.run('cgw use --off');
      expect(await hooked.environment()).toEqual(before);
    });

    test('begins with the pin of its folder', async () => {
      const world = new HookWorld({ default: 'gate' });
      const project = world.folder('project', 'cloud');
      await using hooked = await openShell(shell, world, { env: exported, cwd: world.folder('project/sub') });
      expect(world.starts()).toHaveLength(1);
      expect(hooked.mainText()).toBe('ready>');
      expect(await hooked.environment()).toMatchObject({
        CGW_PROFILE: 'cloud',
        CGW_FOLLOWS: `cloud ${project}/.cgw`,
      });
      expect(await hooked.run('cd ..')).toBe('');
      expect(world.starts()).toEqual([]);
      expect(await hooked.run('cd ..')).toBe('cgw: gate, the default');
    });

    test('whose profile is unavailable says so once and works', async () => {
      const world = new HookWorld({ default: 'locked' });
      await using hooked = await openShell(shell, world, { env: exported });
      expect(hooked.mainText()).toMatch(
        /^cgw: the secret env:NOT_THERE is not set\n {5}export NOT_THERE=.*\n(.*\n)?ready>$/,
      );
      expect(await hooked.run('cd .')).toBe('');
      expect((await hooked.environment()).CGW_PROFILE).toBeUndefined();
      expect(await hooked.run('cgw use gate')).toBe('');
      expect((await hooked.environment()).CGW_PROFILE).toBe('gate');
    });

    test('whose config is damaged says so and works', async () => {
      const world = new HookWorld();
      world.home.writeConfig('{"version": 1,');
      await using hooked = await openShell(shell, world, { env: exported });
      expect(hooked.mainText()).toContain('config.json');
      expect(await hooked.run('cd /')).toBe('');
    });

    test('with a profile in its environment keeps that, whatever folder it is in', async () => {
      const world = new HookWorld({ default: 'gate' });
      const project = world.folder('project', 'cloud');
      const env = { ...exported, ...under('vert', exported, world), ANTHROPIC_API_KEY: 'set-by-hand' };
      await using hooked = await openShell(shell, world, { env, cwd: project });
      expect(world.starts().filter(line => !line.startsWith('hook') && !line.endsWith('start'))).toEqual([]);
      const before = await hooked.environment();
      expect(before).toMatchObject({ CGW_PROFILE: 'vert', ANTHROPIC_API_KEY: 'set-by-hand' });
      expect(await hooked.run(`cd ${world.home.path}`)).toBe('');
      expect(await hooked.run(`cd ${project}`)).toBe('');
      expect(world.starts()).toEqual([]);
      expect(await hooked.environment()).toEqual(before);

      await hooked.run('cgw use gate');
      expect((await hooked.environment()).CGW_PROFILE).toBe('gate');
      await hooked.run('cgw use -');
      expect((await hooked.environment()).CGW_PROFILE).toBe('vert');
      await hooked.run('cgw use --off');
      expect(
        Object.keys(await hooked.environment()).filter(name => /^CGW_(?!PAGER)|ANTHROPIC|VERTEX/.test(name)),
      ).toEqual([]);
    });

    test('below one that follows goes on following, and takes nothing of its own choice for that', async () => {
      const world = new HookWorld({ default: 'gate', quiet: true });
      const project = world.folder('project', 'cloud');
      const other = world.folder('other', 'vert');
      await using above = await openShell(shell, world, { env: exported, cwd: project });
      const env = await above.environment();
      world.starts();

      // As in the pane of a terminal multiplexer: the same folder, another project, none.
      for (const [cwd, profile] of [
        [project, 'cloud'],
        [other, 'vert'],
        [world.home.path, 'gate'],
      ] as const) {
        await using below = await openShell(shell, world, { env, cwd });
        expect(world.starts()).toHaveLength(1);
        expect((await below.environment()).CGW_PROFILE).toBe(profile);
        await below.run(`cd ${other}`);
        expect((await below.environment()).CGW_PROFILE).toBe('vert');
        await below.run(`cd ${world.home.path}`);
        // What the shell above has overwritten is not known below; it is gone, not taken over.
        const { CGW_PROFILE, AWS_REGION = 'gone' } = await below.environment();
        expect({ CGW_PROFILE, AWS_REGION }).toEqual({ CGW_PROFILE: 'gate', AWS_REGION: 'gone' });
        world.starts();
      }

      await using chosen = await openShell(shell, world, { env, cwd: project });
      await chosen.run('cgw use cloud');
      const choice = await chosen.environment();
      expect(choice.CGW_FOLLOWS).toBeUndefined();
      await using below = await openShell(shell, world, { env: choice, cwd: other });
      expect((await below.environment()).CGW_PROFILE).toBe('cloud');
    });

    test('evaluates the hook twice without harm, even when switched', async () => {
      const world = new HookWorld({ default: 'gate' });
      await using hooked = await openShell(shell, world, { env: exported, rc: `${rc}\n${rc}` });
      expect(hooked.mainText()).toBe('ready>');
      await hooked.run('cgw use cloud');
      const before = await hooked.environment();
      const again = shell.name === 'nu' ? `source ${world.home.path}/.config/nushell/hook.nu` : rc;
      expect(await hooked.run(again)).toBe('');
      expect(await hooked.environment()).toEqual(before);
      world.starts();
      await hooked.run('cgw use --off');
      const { ANTHROPIC_API_KEY, AWS_REGION, CGW_PROFILE } = await hooked.environment();
      expect({ ANTHROPIC_API_KEY, AWS_REGION, CGW_PROFILE }).toEqual({
        ANTHROPIC_API_KEY: exported.ANTHROPIC_API_KEY,
        AWS_REGION: exported.AWS_REGION,
        CGW_PROFILE: undefined,
      } as never);
      world.folder('project', 'cloud');
      expect(await hooked.run('cd project')).toBe('cgw: cloud, which ~/project/.cgw asks for');
      expect(world.starts()).toHaveLength(1);
    });

    test('that loses cgw says what it always says of a missing program, and gets its environment back', async () => {
      const world = new HookWorld();
      const project = world.folder('project', 'cloud');
      await using hooked = await openShell(shell, world, { env: exported });
      const before = await hooked.environment();
      await hooked.run(`cd ${project}`);
      rmSync(world.cgw);
      expect(await hooked.run('cgw list')).toMatch(/no such file|unknown command|not found|does not exist/i);
      expect(await hooked.run(`cd ${world.home.path}`)).toMatch(
        /no such file|unknown command|not found|does not exist/i,
      );
      expect(await hooked.environment()).toEqual(before);
      expect(await hooked.run('cd .')).toBe('');
      expect(await hooked.run('cgw use --off')).toBe('');
      expect(await hooked.run(`cd ${project}`)).not.toBe('');
      expect(await hooked.run('cd .')).toBe('');
      expect(await hooked.environment()).toEqual(before);
    });
  });

  describe(`a script of ${shell.name}`, () => {
    test.each(['gate', 'locked', 'nobody'])(
      'gets functions and neither profile %s nor words',
      async standard => {
        const world = new HookWorld({ default: standard });
        const file = world.dumpFile();
        const hook = shell.name === 'nu' ? `source ${world.keepHook('nu')}` : rc;
        const env = scriptEnvironment(world);
        const cwd = world.folder('project', 'cloud');
        const outcome = await runScript(shell, `${hook}\ncd ${world.home.path}\ncd ${cwd}\n${dump(file)}\n`, {
          environment: env,
          cwd,
        });
        expect(outcome).toEqual({ exit: 0, stdout: '', stderr: '' });
        expect(environmentIn(file)).toMatchObject(exported);
        expect(environmentIn(file)).not.toHaveProperty('CGW_PROFILE');
      },
    );

    // In elvish, what a script evaluates is gone with its names.
    if (shell.name === 'elvish') return;

    test('can switch by them', async () => {
      const world = new HookWorld({ default: 'gate' });
      const [during, after] = [world.dumpFile(), world.dumpFile()];
      const hook = shell.name === 'nu' ? `source ${world.keepHook('nu')}` : rc;
      const env = scriptEnvironment(world);
      const lines = [hook, 'cgw use vert', dump(during), 'cgw use --off', dump(after)];
      const outcome = await runScript(shell, `${lines.join('\n')}\n`, {
        environment: env,
        cwd: world.home.path,
      });
      expect(outcome).toEqual({ exit: 0, stdout: '', stderr: '' });
      expect(environmentIn(during)).toMatchObject({ CGW_PROFILE: 'vert' });
      expect(environmentIn(after)).toMatchObject(exported);
      expect(environmentIn(after)).not.toHaveProperty('CGW_PROFILE');
    });
  });

  describe(`the hook for ${shell.name}`, () => {
    test('that is kept in a file holds no profile and no secret, and asks when it is read', async () => {
      const world = new HookWorld({ default: 'gate' });
      const file = world.keepHook(shell.name);
      const kept = await Bun.file(file).text();
      expect(kept).not.toContain('gateway-secret');
      expect(kept).not.toContain('gate.example.com');
      const read = {
        bash: `source ${file}`,
        zsh: `source ${file}`,
        fish: `source ${file}`,
        nu: `source ${file}`,
        elvish: `eval (slurp < ${file})`,
      };
      await using hooked = await openShell(shell, world, {
        env: exported,
        rc: read[shell.name],
      });
      expect(world.starts()).toHaveLength(1);
      expect((await hooked.environment()).CGW_PROFILE).toBe('gate');
      await hooked.run('cgw use --off');
      expect((await hooked.environment()).ANTHROPIC_API_KEY).toContain(canary);
    });

    test('calls cgw by the absolute path that it was called by, whatever stands in that', async () => {
      const world = new HookWorld({ default: 'gate' });
      const link = world.link(`bin of 'mine' $x/cgw`);
      const { stdout } = Bun.spawnSync([link, 'hook', shell.name], {
        env: { HOME: world.home.path, PATH: '/usr/bin:/bin', ...exported },
      });
      const file = world.home.write('hook', stdout);
      const read = { elvish: `eval (slurp < ${file})` };
      await using hooked = await openShell(shell, world, {
        env: exported,
        rc: shell.name === 'elvish' ? read.elvish : `source ${file}`,
      });
      expect((await hooked.environment()).CGW_PROFILE).toBe('gate');
      expect(await hooked.run('cgw use vert')).toBe('');
      expect((await hooked.environment()).CGW_PROFILE).toBe('vert');
      expect(world.starts()).toEqual([]);
      expect(stdout.toString()).not.toContain(program);
    });
  });
});
