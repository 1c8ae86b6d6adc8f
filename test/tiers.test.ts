import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spread } from './support/tier.ts';

const files = [...new Bun.Glob('**/*.ts').scanSync({ cwd: import.meta.dir })]
  .filter(file => !file.includes('node_modules/') && !file.startsWith('live/'))
  .sort();

function textOf(file: string): string {
  return readFileSync(join(import.meta.dir, file), 'utf8');
}

function importsOf(file: string): { names: string; file: string }[] {
  const imports = textOf(file).matchAll(/^import (?:([^;]*?) from )?'(\.[^']+)';$/gm);
  return [...imports].map(([, names = '', path = '']) => ({ names, file: join(dirname(file), path) }));
}

/** Whether it does otherwise in the default tier than in the deep one: by itself, or by a helper of its folder. */
function differs(file: string): boolean {
  return importsOf(file).some(
    ({ names, file: other }) =>
      (other === 'support/tier.ts' && names !== '{ spread }') ||
      (other === 'support/cgw.ts' && /\b(cgw|done|json)\b/.test(names)) ||
      ['support/refused.ts', 'support/damage.ts', 'check/support/checked.ts'].includes(other),
  );
}

test('what the default tier does with a sample or in its own process, the deep tier does in full', () => {
  const deep = files.filter(file => file.endsWith('.deep.ts'));
  const loaded = new Set(deep.flatMap(file => importsOf(file).map(({ file: other }) => other)));
  const tests = files.filter(file => file.endsWith('.test.ts'));
  expect(tests.filter(file => differs(file) && !loaded.has(file))).toEqual([]);
});

test('nothing waits but by what says for what it waits', () => {
  const waiting = [
    'support/until.ts',
    'pty/support/terminal.ts',
    'profile/store-kill.test.ts',
    'crash.test.ts',
    'tiers.test.ts',
  ];
  const sleeps = files.filter(file => /Bun\.sleep\(|\/proc\/net/.test(textOf(file)));
  expect(sleeps.filter(file => !waiting.includes(file) && !file.startsWith('bench/'))).toEqual([]);
});

test.each([
  [1, ['a']],
  [2, ['a', 'e']],
  [3, ['a', 'c', 'e']],
  [5, ['a', 'b', 'c', 'd', 'e']],
  [9, ['a', 'b', 'c', 'd', 'e']],
])('a sample of %i is never empty', (few, expected) => {
  expect(spread(['a', 'b', 'c', 'd', 'e'], few)).toEqual(expected);
});
