import { describe, expect, test } from 'bun:test';
import { derive } from '../../../src/ui/screens/form/model.ts';
import type { FormState } from '../../../src/ui/screens/form/state.ts';
import { adding, editing, focusOn, formAfter } from './support.ts';

const gateway = {
  backend: 'gateway',
  baseUrl: 'https://a.example.com',
  token: 'env:KEY',
  headers: { 'x-team': 'platform' },
} as const;

/** What a form says of itself, short enough for a table. */
function summary(form: FormState) {
  const { row, problems, sheetProblems, changes, canSave } = derive(form);
  return {
    row: row?.id,
    problems: problems.map(({ path }) => path),
    sheetProblems: sheetProblems.map(({ path }) => path),
    changes: changes.map(({ sign, path }) => `${sign}${path}`),
    canSave,
  };
}

function shownIds(form: FormState): string[] {
  return derive(form).rows.map(({ id }) => id);
}

const onHeaders = focusOn(editing(gateway), 'Headers');
const newHeader = formAfter(onHeaders, 'enter', 'down', 'down', 'enter');

const cases: readonly (readonly [string, FormState, ReturnType<typeof summary>])[] = [
  [
    'a profile as it is has nothing to save',
    editing(gateway),
    { row: 'baseUrl', problems: [], sheetProblems: [], changes: [], canSave: 'unchanged' },
  ],
  [
    'one character more is a change',
    formAfter(editing(gateway), { type: '/' }),
    { row: 'baseUrl', problems: [], sheetProblems: [], changes: ['~baseUrl'], canSave: 'yes' },
  ],
  [
    'a required field without its text is wrong, and taken out',
    formAfter(editing(gateway), 'ctrl+u'),
    {
      row: 'baseUrl',
      problems: ['baseUrl'],
      sheetProblems: ['baseUrl'],
      changes: ['-baseUrl'],
      canSave: 'wrong',
    },
  ],
  [
    'a new profile lacks what its preset leaves open, in the order of the rows; a rule over two fields names both',
    adding('litellm', { name: '' }),
    {
      row: '@name',
      problems: ['@name', 'baseUrl', 'token, apiKey'],
      sheetProblems: ['@name', 'baseUrl', 'token, apiKey'],
      changes: ['+product', '+modelFamily'],
      canSave: 'wrong',
    },
  ],
  [
    'in the editor of an entry the sheet is that of the entry; the form is still as it was',
    newHeader,
    { row: 'name', problems: [], sheetProblems: ['name'], changes: [], canSave: 'unchanged' },
  ],
  [
    'an entry that is taken is a change of the form, and has the keys',
    formAfter(newHeader, { type: 'x-a' }, 'down', 'down', { type: 'b' }, 'enter'),
    { row: 'headers.x-a', problems: [], sheetProblems: [], changes: ['+headers.x-a'], canSave: 'yes' },
  ],
];

describe('the model of a form', () => {
  test.each(cases)('%s', (_, form, expected) => {
    expect(summary(form)).toEqual(expected);
  });

  test('rows of a folded group are among the fields only, those of an open one are shown under it', () => {
    expect(shownIds(onHeaders)).not.toContain('headers.x-team');
    expect(derive(onHeaders).fields.map(({ id }) => id)).toContain('headers.x-team');
    const shown = shownIds(formAfter(onHeaders, 'enter'));
    const at = shown.indexOf('group headers');
    expect(shown.slice(at, at + 4)).toEqual(['group headers', 'headers.x-team', 'add headers', 'group env']);
  });

  test('is made once for a state, and anew for the next', () => {
    const form = editing(gateway);
    expect(derive(form)).toBe(derive(form));
    expect(derive(form).fields).toBe(derive(form).fields);
    expect(derive(formAfter(form, 'down'))).not.toBe(derive(form));
  });
});
