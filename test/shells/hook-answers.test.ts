import { describe, expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { applyPlan, type Change } from '../../src/env/plan.ts';
import { followed, markChosen, markFollowing } from '../../src/hook/follow.ts';
import { updateOf } from '../../src/hook/language.ts';
import { hookLanguages } from '../../src/hook/languages.ts';
import { runs } from '../support/tier.ts';
import { type Assignment, anyName, anyValue, assignments, hardAssignments } from './arbitraries.ts';
import { comparable, readDump } from './environment.ts';
import { cleanEnvironment, freshFolder, runScript } from './harness.ts';
import { dialects, eachHookShell, type HookShell } from './hook/interactive.ts';

const set = ([name, value]: Assignment): Change => ({ name, value, action: 'set', secret: false });

const unset = (name: string): Change => ({ name, action: 'unset' });

describe('an answer', () => {
  test('is undone by what it says restores', () => {
    const change = fc.oneof(anyName.map(unset), fc.tuple(anyName, anyValue).map(set));
    const changes = fc.uniqueArray(change, { selector: ({ name }) => name });
    fc.assert(
      fc.property(assignments(6), changes, (before, after) => {
        const environment = Object.fromEntries(before);
        const { restore } = updateOf(after, environment);
        const plan = { profile: undefined, warnings: [] };
        const during = applyPlan({ ...plan, changes: after }, environment);
        expect(applyPlan({ ...plan, changes: restore }, during)).toEqual(environment);
        // A second time, as after an interrupt, it does no harm.
        expect(applyPlan({ ...plan, changes: restore }, environment)).toEqual(environment);
      }),
    );
  });

  test('says who was followed, and to subshells that a choice was one', () => {
    for (const pinFile of [undefined, '/a/.cgw', '/with  blanks and\nlines/.cgw']) {
      const marked = applyPlan(
        { profile: 'p', changes: [set(['CGW_PROFILE', 'p']), markFollowing('p', pinFile)], warnings: [] },
        {},
      );
      expect(followed(marked)).toEqual({ pinFile });
      expect(followed({ ...marked, CGW_PROFILE: 'other' })).toBeUndefined();
      expect(markChosen(marked)).toEqual([unset('CGW_FOLLOWS')]);
    }
    expect(followed({ CGW_PROFILE: 'p' })).toBeUndefined();
    expect(followed({})).toBeUndefined();
    expect(markChosen({})).toEqual([]);
  });
});

/** How the code of each hook carries out an answer, and undoes it. */
const means = {
  bash: { before: [], undo: 'eval "$__cgw_restore"' },
  zsh: { before: [], undo: 'eval "$__cgw_restore"' },
  fish: { before: ['set -g __cgw_put -gx', 'set -g __cgw_drop -eg'], undo: 'eval "$__cgw_restore"' },
  elvish: { before: ["var restore = ''"], undo: 'eval $restore' },
} as const;

/** The environments before, during and after an answer in the real shell. */
async function carriedOut(
  shell: HookShell<keyof typeof means>,
  before: readonly Assignment[],
  changes: readonly Change[],
): Promise<Record<string, string>[]> {
  const home = freshFolder();
  const environment = cleanEnvironment(home, Object.fromEntries(before));
  const file = (name: string) => join(home, name);
  const code = hookLanguages[shell.name].update(updateOf(changes, environment));
  writeFileSync(file('code'), code);
  const { dump } = dialects[shell.name];
  const { before: first, undo } = means[shell.name];
  const read = shell.name === 'elvish' ? `eval (slurp < ${file('code')})` : `source ${file('code')}`;
  const script = [...first, dump(file('0')), read, dump(file('1')), undo, dump(file('2')), ''].join('\n');
  const outcome = await runScript(shell, script, { environment, cwd: home });
  expect(outcome).toEqual({ exit: 0, stdout: '', stderr: '' });
  return ['0', '1', '2'].map(name => comparable(readDump(file(name))));
}

eachHookShell(
  shell => {
    async function expectUndone(before: readonly Assignment[], changes: readonly Change[]): Promise<void> {
      const [first, during, after] = await carriedOut(shell, before, changes);
      expect(after).toEqual(first);
      for (const change of changes)
        expect(during?.[change.name]).toBe(change.action === 'set' ? change.value : undefined);
    }

    test(`${shell.name}: whatever was there comes back`, async () => {
      // Every hard value is cleared once, overwritten once, and once it overwrites.
      await expectUndone(
        hardAssignments,
        hardAssignments.map(([name]) => unset(name)),
      );
      const shifted = hardAssignments.map(([name], index) =>
        set([name, hardAssignments.at(index - 1)?.[1] ?? '']),
      );
      await expectUndone(hardAssignments, shifted);
      await expectUndone([], hardAssignments.map(set));
      await fc.assert(
        fc.asyncProperty(assignments(60), assignments(60), async (before, values) => {
          const names = before.slice(0, 20).map(([name]) => name);
          const sets = values.filter(([name]) => !names.includes(name));
          await expectUndone(before, [...names.map(unset), ...sets.map(set)]);
        }),
        { numRuns: runs(12) },
      );
    }, 600_000);
  },
  ['bash', 'zsh', 'fish', 'elvish'],
);
