import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { cursorColumn, editText, insertText, type TextField, textField } from '../../src/ui/text-field.ts';

/** `ab|c` as a field. */
function field(text: string): TextField {
  const [before = '', after = ''] = text.split('|');
  return { text: before + after, cursor: [...new Intl.Segmenter().segment(before)].length };
}

function written({ text, cursor }: TextField): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return `${characters.slice(0, cursor).join('')}|${characters.slice(cursor).join('')}`;
}

describe('a key in a text', () => {
  test.each([
    ['ab|c', 'x', 'abx|c'],
    ['ab|c', ' ', 'ab |c'],
    ['|', '日', '日|'],
    ['ab|c', 'left', 'a|bc'],
    ['|abc', 'left', '|abc'],
    ['ab|c', 'right', 'abc|'],
    ['abc|', 'right', 'abc|'],
    ['ab|c', 'home', '|abc'],
    ['ab|c', 'ctrl+a', '|abc'],
    ['ab|c', 'end', 'abc|'],
    ['ab|c', 'ctrl+e', 'abc|'],
    ['ab|c', 'backspace', 'a|c'],
    ['|abc', 'backspace', '|abc'],
    ['ab|c', 'delete', 'ab|'],
    ['abc|', 'delete', 'abc|'],
    ['a|bc', 'ctrl+d', 'a|c'],
    ['ab|c', 'ctrl+u', '|c'],
    ['a|bc', 'ctrl+k', 'a|'],
    ['one two|', 'ctrl+w', 'one |'],
    ['one two  |x', 'ctrl+w', 'one |x'],
    ['one|', 'ctrl+w', '|'],
    ['|one', 'ctrl+w', '|one'],
    // Characters are what people see, not what they are made of.
    ['a👩‍👩‍👧|b', 'backspace', 'a|b'],
    ['ae\u0301|', 'left', 'a|e\u0301'],
    ['a|🇩🇪b', 'delete', 'a|b'],
  ])('%s %s', (before, key, after) => {
    expect(written(editText(field(before), key) ?? textField('nothing'))).toBe(after);
  });

  test.each(['up', 'enter', 'tab', 'escape', 'ctrl+x', 'constructor', '__proto__', 'pagedown'])(
    '%s is none',
    key => {
      expect(editText(field('ab|c'), key)).toBeUndefined();
    },
  );
});

describe('a pasted text', () => {
  test('is one line without control characters', () => {
    expect(written(insertText(field('a|d'), 'b\r\n\tc\u001b\u0007'))).toBe('ab c|d');
  });

  test('that joins with what stands before it counts with it', () => {
    expect(written(insertText(field('e|x'), '\u0301'))).toBe('e\u0301|x');
  });
});

test('a new field ends with the cursor, counted in cells', () => {
  expect(cursorColumn(textField('a日e\u0301'))).toBe(4);
  expect(cursorColumn(field('日|本'))).toBe(2);
});

test('the cursor never leaves the text', () => {
  const key = fc.constantFrom(
    'left',
    'right',
    'home',
    'end',
    'backspace',
    'delete',
    'ctrl+w',
    'ctrl+k',
    'a',
    ' ',
    '日',
    '\u0301',
    '\u200d',
    '👩',
    '🇩',
    '🇪',
  );
  fc.assert(
    fc.property(fc.array(key), keys => {
      let current = textField('one 👩‍👩‍👧 e\u0301');
      for (const each of keys) {
        current = editText(current, each) ?? current;
        expect(current.cursor).toBeGreaterThanOrEqual(0);
        expect(current.cursor).toBeLessThanOrEqual([...new Intl.Segmenter().segment(current.text)].length);
      }
    }),
  );
});
