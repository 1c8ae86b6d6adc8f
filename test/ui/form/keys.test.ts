import { describe, expect, test } from 'bun:test';
import { textOf } from '../../../src/base/lines.ts';
import { pressInForm } from '../../../src/ui/screens/form/form.ts';
import { formBindings } from '../../../src/ui/screens/form/keys.ts';
import type { FormState } from '../../../src/ui/screens/form/state.ts';
import { formFrame } from '../../../src/ui/screens/form/view.ts';
import { adding, editing, focusOn, formAfter, rowOf, screenOf } from './support.ts';

const gateway = {
  backend: 'gateway',
  baseUrl: 'https://x',
  token: 'env:KEY',
  headers: { 'x-a': 'b' },
} as const;
const fields = editing(gateway);
const header = focusOn(formAfter(focusOn(fields, 'Headers'), 'enter'), 'x-a');

/** Every state that has a table of its own. */
const states: readonly (readonly [string, FormState])[] = [
  ['text', focusOn(fields, 'baseUrl')],
  ['empty text with an example', focusOn(fields, 'configDir')],
  ['source', focusOn(fields, 'token')],
  ['text of a source', formAfter(focusOn(fields, 'token'), 'down')],
  ['choice', focusOn(fields, 'upstream')],
  ['group', focusOn(fields, 'Models')],
  ['entry', header],
  ['add', focusOn(header, 'add a header')],
  ['done', focusOn(fields, 'review and save')],
  ['entry editor', formAfter(header, 'enter')],
  ['review', formAfter(fields, 'x', 'ctrl+s')],
  ['review of nothing', formAfter(fields, 'ctrl+s')],
  ['review with problems', formAfter(adding('litellm'), 'ctrl+s')],
  ['question', formAfter(focusOn(fields, 'baseUrl'), 'x', 'escape')],
  ['help', formAfter(fields, 'ctrl+g')],
];

describe('the table of keys', () => {
  test.each(states)('%s: no key means two things, and ctrl+c is not ours', (_, form) => {
    const keys = formBindings(form).flatMap(binding => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain('ctrl+c');
    expect(keys).not.toContain('ctrl+z');
  });

  test.each(states)('%s: there is a way out, and the footer says so even when it is narrow', (_, form) => {
    expect(formBindings(form).flatMap(({ keys }) => keys)).toContain('escape');
    for (const columns of [40, 80]) {
      const { bottom } = formFrame(form, { columns, rows: 24 }, {});
      expect(textOf(bottom.at(-1) ?? [])).toMatch(/Esc back|n keep editing/);
    }
  });

  test('letters are no keys where they are typed', () => {
    const typed = ['text', 'empty text with an example', 'text of a source'];
    for (const [name, form] of states) {
      if (!typed.includes(name)) continue;
      const keys = formBindings(form).flatMap(binding => binding.keys);
      expect(keys.filter(key => [...key].length === 1)).toEqual([]);
    }
  });

  test('the footer names the review and the help on the narrowest screen', () => {
    const { bottom } = formFrame(focusOn(fields, 'baseUrl'), { columns: 40, rows: 10 }, {});
    expect(textOf(bottom.at(-1) ?? [])).toBe(' ↵ next  ^S review  ^G help  Esc back');
  });
});

describe('the help', () => {
  test.each(states.slice(0, 13))(
    '%s: shows every key there is, and leaves everything as it was',
    (_, form) => {
      const help = formAfter(form, 'ctrl+g');
      const screen = screenOf(help, { columns: 120, rows: 60 });
      expect(screen).toMatch(/╭ (❯ )?Keys/);
      for (const binding of formBindings(form)) expect(screen).toContain(binding.help ?? '');
      for (const key of ['escape', 'ctrl+g', 'q', 'enter', '?']) expect(formAfter(help, key)).toEqual(form);
    },
  );

  test('types nothing', () => {
    const help = formAfter(focusOn(fields, 'baseUrl'), 'ctrl+g', 'x', { paste: 'y' });
    expect(rowOf(formAfter(help, 'escape'), 'baseUrl')).toEndWith('https://x');
  });

  test('scrolls on a small screen', () => {
    const help = formAfter(focusOn(fields, 'token'), 'ctrl+g');
    const size = { columns: 40, rows: 10 };
    const at = (form: FormState) => screenOf(form, size);
    const then = (...keys: string[]) =>
      keys.reduce((form, key) => pressInForm(form, key, size, {}).form, help);
    expect(at(help)).toContain('more below');
    expect(at(then('down'))).not.toBe(at(help));
    expect(at(then('pagedown', 'home'))).toBe(at(help));
    expect(at(then('up'))).toBe(at(help));
  });
});

describe('moving', () => {
  test.each<[string, string[], string]>([
    ['Enter is the next row', ['enter'], 'baseUrl *'],
    ['so are Tab and the arrow', ['tab', 'down'], 'token *'],
    ['back', ['down', 'shift+tab'], 'name *'],
    ['not beyond the first', ['up', 'up'], 'name *'],
    // name, baseUrl, token, its text, apiKey, product, upstream, modelFamily: the ninth row follows.
    ['a page', ['pagedown'], '▸ Models'],
    ['a page back', ['pagedown', 'pageup'], 'name *'],
  ])('%s', (_, keys, row) => {
    expect(screenOf(formAfter(adding('litellm'), ...keys))).toContain(`❯   ${row} `);
  });

  test('not beyond the last, where Enter reviews', () => {
    const last = formAfter(adding('bedrock'), ...Array.from({ length: 9 }, () => 'pagedown'));
    expect(screenOf(last)).toContain('❯   → review and save');
    expect(screenOf(formAfter(last, 'down'))).toBe(screenOf(last));
    expect(screenOf(formAfter(last, 'enter'))).toMatch(/╭ (❯ )?Review bedrock/);
  });
});
