import { describe, expect, test } from 'bun:test';
import { counted, listed } from '../../../src/base/english.ts';
import { mask } from '../../../src/base/redaction.ts';
import { namesMeant, placeMeant } from '../../../src/ui/plain/choose.ts';
import { sentence, spoken, spokenOutput, unmasked, withoutArrows } from '../../../src/ui/plain/words.ts';

test.each([
  ['  + A=b   c', '  A=b   c'],
  ['  - OLD', '  OLD'],
  ['  ! in a file', '  in a file'],
  ['! look out', 'Warning: look out'],
  ['plain text', 'plain text'],
  ['  indented   text  ', '  indented   text'],
  ['', ''],
])('%j is spoken as %j', (line, said) => {
  expect(spoken(line)).toBe(said);
});

test.each([
  ['✓ full    Hooks        documented', 'full: Hooks, documented'],
  ['✗ none    Web search', 'none: Web search'],
  ['~ part    1M context', 'part: 1M context'],
  ['? unknown Effort', 'unknown: Effort'],
  ['  skills     ✓ full   ✗ none', '  skills     full   none'],
  ['  ✓ full  skills: Skills', '  full: skills: Skills'],
  ['  ✗ web-search: full → none', '  web-search: full to none'],
  ['Switching work → cloud', 'Switching work to cloud'],
  ['-  "env": {', '-  "env": {'],
  ['+ x', '+ x'],
])('the output %j is spoken as %j', (line, said) => {
  expect(spokenOutput(line)).toBe(said);
});

test('words', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(words => listed(words))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect(listed(['a', 'b'], 'or')).toBe('a or b');
  expect([counted(1, 'thing'), counted(2, 'thing')]).toEqual(['1 thing', '2 things']);
  expect([sentence('done'), sentence('done.')]).toEqual(['done.', 'done.']);
  expect(unmasked(`env:${mask}`)).toBe('env:hidden');
  expect(withoutArrows('a → b → c')).toBe('a to b to c');
});

describe('what is meant', () => {
  const names = ['work', 'Work', 'workshop', 'cloud'] as const;
  test.each([
    ['work', ['work']],
    ['Work', ['Work']],
    ['WORK', ['work', 'Work']],
    ['works', ['workshop']],
    ['wor', ['work', 'Work', 'workshop']],
    ['x', []],
    ['', []],
  ])('%j → %j', (word, found) => {
    expect(namesMeant<string>(word, names)).toEqual(found);
  });

  test.each([
    ['1', 0],
    ['12.', 11],
    ['0', undefined],
    ['01', undefined],
    ['1x', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('%j is place %p', (word, place) => {
    expect(placeMeant(word)).toBe(place);
  });
});
