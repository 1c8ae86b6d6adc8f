import { expect, test } from 'bun:test';
import { join } from 'node:path';
import type { Assignment } from './arbitraries.ts';
import { readDump } from './environment.ts';
import { cleanEnvironment, eachShell, freshFolder, type RealShell, runScript } from './harness.ts';

/** A fish with its own store of universal variables, as a user has it (not `--no-config`). */
function fishOf(shell: RealShell): (lines: readonly string[]) => Promise<Map<string, string>> {
  const home = freshFolder();
  const environment = cleanEnvironment(home);
  return async lines => {
    const dump = join(freshFolder(), 'dump');
    const script = [...lines, shell.dump(dump), ''].join('\n');
    const outcome = await runScript(shell, script, { environment, cwd: home, options: [] });
    expect(outcome).toEqual({ exit: 0, stdout: '', stderr: '' });
    return readDump(dump);
  };
}

const own: readonly Assignment[] = [
  ['ANTHROPIC_MODEL', 'universal'],
  ['ANTHROPIC_BASE_URL', 'https://universal.example.com'],
  ['CLAUDE_CODE_USE_VERTEX', '1'],
];

const setUniversal = own.map(([name, value]) => `set -Ux ${name} ${value}`);

/**
 * What of the user’s universal variables a child of the shell sees. Hidden ones are empty: fish cannot keep an
 * exported universal variable from its children altogether.
 */
function seen(environment: ReadonlyMap<string, string>): Assignment[] {
  return own.flatMap(([name]) => {
    const value = environment.get(name);
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
}

eachShell(
  shell => {
    test(`${shell.name}: an exported universal variable is hidden by a switch and still there in a new shell`, async () => {
      const fish = fishOf(shell);
      expect(seen(await fish(setUniversal))).toEqual([...own]);
      expect(seen(await fish([]))).toEqual([...own]);
      const bedrock = await fish(['cgw env bedrock | source']);
      expect(seen(bedrock)).toEqual([]);
      expect(bedrock.get('CLAUDE_CODE_USE_BEDROCK')).toBe('1');
      expect(seen(await fish([]))).toEqual([...own]);
    });

    test(`${shell.name}: it stays hidden through every further switch and --off, and a profile can set over it`, async () => {
      const fish = fishOf(shell);
      await fish(setUniversal);
      const openrouter = [
        'set -gx TEST_KEY key',
        'cgw add openrouter --secret token=env:TEST_KEY 2>/dev/null >/dev/null',
      ];
      const set = await fish([...openrouter, 'cgw env openrouter | source']);
      expect(seen(set)).toEqual([['ANTHROPIC_BASE_URL', 'https://openrouter.ai/api']]);
      const further = ['openrouter', 'bedrock', 'openrouter', 'bedrock', 'direct', 'subscription'].map(
        name => `cgw env ${name} 2>/dev/null | source`,
      );
      expect(seen(await fish([...openrouter.slice(0, 1), ...further]))).toEqual([]);
      expect(seen(await fish([...openrouter.slice(0, 1), ...further, 'cgw env --off | source']))).toEqual([]);
      expect(seen(await fish([]))).toEqual([...own]);
    });

    test(`${shell.name}: a universal variable that is not exported, and one of another name, are left alone`, async () => {
      const fish = fishOf(shell);
      await fish(['set -U ANTHROPIC_MODEL private', 'set -Ux MY_OWN mine']);
      const after = await fish([
        'cgw env bedrock | source',
        'test "$ANTHROPIC_MODEL" = private; or echo ANTHROPIC_MODEL is gone',
      ]);
      expect(after.get('MY_OWN')).toBe('mine');
      expect(after.has('ANTHROPIC_MODEL')).toBe(false);
    });

    test(`${shell.name}: the loop leaves no variable behind`, async () => {
      const fish = fishOf(shell);
      const after = await fish([
        'cgw env bedrock | source',
        'set -q cgw_name; and echo cgw_name is left',
        'cgw env --off | source',
        'set -q cgw_name; and echo cgw_name is left; or true',
      ]);
      expect(after.has('CGW_PROFILE')).toBe(false);
    });
  },
  ['fish'],
);
