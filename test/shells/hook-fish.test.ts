import { expect, test } from 'bun:test';
import { setUpTerminals } from '../pty/support/set-up.ts';
import { eachHookShell, openShell } from './hook/interactive.ts';
import { HookWorld } from './hook/world.ts';

setUpTerminals();

eachHookShell(
  shell => {
    test('fish: a universal variable comes back, and still follows its further changes', async () => {
      const world = new HookWorld();
      await using hooked = await openShell(shell, world, {
        env: { GATEWAY_KEY: 'k' },
        rc: 'set -Ux ANTHROPIC_MODEL universal; set -U ANTHROPIC_BASE_URL https://private\ncgw hook fish | source',
      });
      const model = async () => (await hooked.environment()).ANTHROPIC_MODEL;
      expect(await model()).toBe('universal');
      for (const name of ['cloud', 'gate', 'vert', 'cloud']) {
        expect(await hooked.run(`cgw use ${name}`)).toBe('');
        expect(await model()).toBe('');
      }
      expect(await hooked.run('cgw use nowhere 2> /dev/null')).toBe('');
      expect(await model()).toBe('');
      await hooked.run('cgw use --off');
      expect(await model()).toBe('universal');
      await hooked.run('set -U ANTHROPIC_MODEL changed');
      expect(await model()).toBe('changed');
      expect(await hooked.run('echo $ANTHROPIC_BASE_URL')).toBe('https://private');
      expect(await hooked.environment()).not.toHaveProperty('ANTHROPIC_BASE_URL');
    });
  },
  ['fish'],
);
