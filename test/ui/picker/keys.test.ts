import { describe, expect, test } from 'bun:test';
import { textOf, widthOf } from '../../../src/base/lines.ts';
import { footerLine, helpLines } from '../../../src/ui/keys.ts';
import { pageBindings } from '../../../src/ui/screens/pages.ts';
import { filterBindings, pickerBindings } from '../../../src/ui/screens/picker/keys.ts';
import { choiceBindings } from '../../../src/ui/screens/presets.ts';
import { promptBindings } from '../../../src/ui/screens/prompt.ts';
import { welcomeBindings } from '../../../src/ui/screens/welcome.ts';
import { after, opened } from '../../support/catalog.ts';

const tables = {
  picker: pickerBindings(opened()),
  filter: filterBindings(opened()),
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

  test('all stand in the footer of 40 columns, but for arrows, or the help stands there', () => {
    const footer = textOf(footerLine<unknown>(bindings, 40));
    const known = bindings.filter(
      ({ footer: shown, keys }) => shown && !keys.includes('up') && !keys.includes('down'),
    );
    if (known.some(({ label }) => label === 'help')) expect(footer).toContain('help');
    else for (const { label } of known) expect(footer).toContain(label);
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

const broken = { version: 1, roles: {}, profiles: { broken: { backend: 'vertex' } } } as const;

test.each([
  [opened({ purpose: 'launch' }), 'launch'],
  [opened({ purpose: 'choose' }), 'choose'],
  [after(opened(), 'G'), 'set up'],
  [opened({ catalog: { config: broken, meant: 'broken' } }), 'what is wrong'],
])('Enter is called after what it does with the row under the cursor', (state, label) => {
  expect(pickerBindings(state)[0]?.label).toBe(label);
  expect(filterBindings(state)[0]?.label).toBe(label);
});
