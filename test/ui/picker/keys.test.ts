import { describe, expect, test } from 'bun:test';
import { textOf, widthOf } from '../../../src/base/lines.ts';
import { footerLine, helpLines } from '../../../src/ui/keys.ts';
import { pageBindings } from '../../../src/ui/screens/pages.ts';
import { filterBindings, pickerBindings } from '../../../src/ui/screens/picker/keys.ts';
import { choiceBindings } from '../../../src/ui/screens/presets.ts';
import { promptBindings } from '../../../src/ui/screens/prompt.ts';
import { welcomeBindings } from '../../../src/ui/screens/welcome.ts';
import { opened } from '../../support/catalog.ts';

const tables = {
  picker: pickerBindings(opened()),
  filter: filterBindings,
  page: pageBindings({ layer: 'help', top: 0 }),
  compare: pageBindings({ layer: 'compare', names: [], all: false, top: 0 }),
  presets: choiceBindings,
  prompt: promptBindings,
  welcome: welcomeBindings,
};

describe.each(Object.entries(tables))('the keys of the %s', (_, bindings) => {
  test('mean one thing each', () => {
    const keys = bindings.flatMap(binding => [...binding.keys]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('leave Ctrl-C and Ctrl-Z to the program', () => {
    for (const { keys } of bindings) for (const key of ['ctrl+c', 'ctrl+z']) expect(keys).not.toContain(key);
  });

  test.each([20, 40, 60, 80, 200])('have a footer of at most %i cells that ends with the way out', width => {
    const footer = footerLine<unknown>(bindings, width);
    const last = bindings.filter(({ footer }) => footer).at(-1);
    expect(textOf(footer)).toEndWith(last?.label ?? '');
    if (width >= 40) expect(widthOf(footer)).toBeLessThanOrEqual(width);
  });
});

test('the help of the picker names every key that does something', () => {
  const help = helpLines(tables.picker).map(textOf).join('\n');
  for (const { keys, help: words } of tables.picker)
    if (words !== undefined) {
      expect(help).toContain(words);
      expect(keys.length).toBeGreaterThan(0);
    }
});

test('Enter is called after what it does', () => {
  const label = (purpose: 'launch' | 'choose') => pickerBindings(opened({ purpose }))[0]?.label;
  expect([label('launch'), label('choose')]).toEqual(['launch', 'choose']);
});
