import { describe, expect, test } from 'bun:test';
import { textOf, widthOf } from '../../../src/base/lines.ts';
import { footerLine, helpLines } from '../../../src/ui/keys.ts';
import { checkBindings } from '../../../src/ui/screens/check.ts';
import { pageBindings } from '../../../src/ui/screens/pages.ts';
import { filterBindings, pickerBindings } from '../../../src/ui/screens/picker/keys.ts';
import { choiceBindings } from '../../../src/ui/screens/presets.ts';
import { promptBindings, questionBindings } from '../../../src/ui/screens/prompt.ts';
import { welcomeBindings } from '../../../src/ui/screens/welcome.ts';
import { diffBindings, targetBindings } from '../../../src/ui/screens/write.ts';
import { after, opened } from '../../support/screens.ts';

const question = { layer: 'question', text: '', label: 'delete', yes: { request: 'repaint' } } as const;

const tables = {
  picker: pickerBindings(opened()),
  'picker in one pane': pickerBindings(opened({ size: { columns: 40, rows: 10 } })),
  filter: filterBindings(opened()),
  page: pageBindings({ layer: 'help', top: 0 }),
  compare: pageBindings({ layer: 'compare', names: [], all: false, top: 0 }),
  presets: choiceBindings,
  prompt: promptBindings,
  welcome: welcomeBindings,
  question: questionBindings(question),
  'question with more answers': questionBindings({ ...question, keeping: { request: 'repaint' } }),
  targets: targetBindings,
  diff: diffBindings,
  'check, asking': checkBindings.asking,
  'check, running': checkBindings.running,
  'check, done': checkBindings.done,
};

describe.each(Object.entries(tables))('the keys of the %s', (_, bindings) => {
  test('mean one thing each', () => {
    const keys = bindings.flatMap(binding => [...binding.keys]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('leave Ctrl-C and Ctrl-Z to the program', () => {
    for (const { keys } of bindings) for (const key of ['ctrl+c', 'ctrl+z']) expect(keys).not.toContain(key);
  });

  test.each([40, 60, 80, 200])('have a footer of at most %i cells that ends with the way out', width => {
    const footer = footerLine<unknown>(bindings, width);
    const last = bindings.filter(({ footer }) => footer !== 'none').at(-1);
    expect(textOf(footer)).toEndWith(last?.label ?? '');
    expect(widthOf(footer)).toBeLessThanOrEqual(width);
  });

  test('lose none in the footer of 40 columns that nothing else shows', () => {
    const footer = textOf(footerLine<unknown>(bindings, 40));
    const hasHelp = bindings.some(({ label }) => label === 'help');
    for (const { label, footer: place } of bindings)
      if (place === 'stays' || (place === 'shown' && !hasHelp)) expect(footer).toContain(` ${label}`);
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
  [opened({ snapshot: { config: broken, meant: 'broken' } }), 'what is wrong'],
])('Enter is called after what it does with the row under the cursor', (state, label) => {
  expect(pickerBindings(state)[0]?.label).toBe(label);
  expect(filterBindings(state)[0]?.label).toBe(label);
});
