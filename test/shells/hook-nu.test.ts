import { expect, test } from 'bun:test';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { eachHookShell, openShell } from './hook/interactive.ts';
import { exported, HookWorld } from './hook/world.ts';

setUpTerminals();

eachHookShell(
  shell => {
    test('nu: a command of the user that switches several times ends as it should', async () => {
      const world = new HookWorld({ default: 'gate', quiet: true });
      world.folder('project', 'cloud');
      await using hooked = await openShell(shell, world, { env: exported });
      await hooked.run(
        'def --env there [] { cd project; cgw use vert; cgw use gate; cgw use cloud; cgw use vert; cd .. }',
      );
      expect(await hooked.run('there')).toBe('');
      expect(await hooked.environment()).toMatchObject({
        CGW_PROFILE: 'vert',
        AWS_REGION: exported.AWS_REGION,
      });
      expect(await hooked.environment()).not.toHaveProperty('AWS_BEARER_TOKEN_BEDROCK');
      await hooked.run('def --env back [] { cgw use gate; cgw use --off }');
      expect(await hooked.run('back')).toBe('');
      const after = await hooked.environment();
      expect(after).toMatchObject(exported);
      expect(
        Object.keys(after).filter(name => /^CGW_(?!PAGER)|VERTEX|AUTH_TOKEN|BASE_URL/.test(name)),
      ).toEqual([]);
    });

    test('nu: values that are no text come back as they were', async () => {
      const world = new HookWorld();
      await using hooked = await openShell(shell, world, { env: exported });
      await hooked.run('$env.ANTHROPIC_MODEL = [one two]');
      await hooked.run('cgw use cloud');
      await hooked.run('cgw use --off');
      expect(await hooked.run('print ($env.ANTHROPIC_MODEL | to nuon)')).toBe('[one, two]');
    });
  },
  ['nu'],
);
