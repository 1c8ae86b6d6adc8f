import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { fit, line, pad, spread, textOf, widthOf, wrapSpans } from '../../src/base/lines.ts';

/** Words of several scripts: plain, wide, combining, emoji of several code points. */
const word = fc.constantFrom(
  'a',
  'model',
  '智谱清言',
  'é́',
  '👩‍👩‍👧',
  'https://litellm.example.com:4000/x',
  '→',
  'ｗｉｄｅ',
);
const text = fc.array(word, { maxLength: 12 }).map(words => words.join(' '));
const width = fc.integer({ min: 4, max: 60 });

describe('fit', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly', 7, 'exactly'],
    ['too long for it', 8, 'too lon…'],
    ['智谱清言', 5, '智谱…'],
    ['智谱清言', 6, '智谱…'],
    ['ab', 1, '…'],
    ['ab', 0, ''],
  ])('%j in %i cells: %j', (given, cells, expected) => {
    expect(textOf(fit(line(given), cells))).toBe(expected);
  });

  test('never takes more cells than there are', () => {
    fc.assert(
      fc.property(text, text, width, (left, right, cells) => {
        expect(widthOf(fit(line(left, right), cells))).toBeLessThanOrEqual(cells);
      }),
    );
  });
});

describe('wrapSpans', () => {
  test.each([
    [['two words'], 5, 0, ['two ', 'words']],
    [['  indented text'], 10, 0, ['  indented', '  text']],
    [['  indented text'], 13, 2, ['  indented', '    text']],
    [['abcdefghij'], 4, 0, ['abcd', 'efgh', 'ij']],
    [['智谱清言'], 4, 0, ['智谱', '清言']],
    [[''], 4, 0, ['']],
    [['no room'], 0, 2, ['n', 'o', '', 'r', 'o', 'o', 'm']],
    [['no room'], -6, 0, ['n', 'o', '', 'r', 'o', 'o', 'm']],
    [['', 'x'], -1, 0, ['x']],
  ])('%j in %i cells, hanging %i', (spans, cells, hanging, expected) => {
    expect(wrapSpans(line(...spans), cells, hanging).map(each => textOf(each).trimEnd())).toEqual(
      expected.map(each => each.trimEnd()),
    );
  });

  test('loses no letter and fits', () => {
    fc.assert(
      fc.property(text, text, width, fc.integer({ min: 0, max: 4 }), (left, right, cells, hanging) => {
        const wrapped = wrapSpans(line(left, right), cells, hanging);
        const letters = (value: string) => value.replaceAll(/\s/g, '');
        expect(letters(wrapped.map(textOf).join(''))).toBe(letters(left + right));
        // Trailing blanks may stand out: nothing is drawn by them.
        for (const each of wrapped)
          expect(Bun.stringWidth(textOf(each).trimEnd())).toBeLessThanOrEqual(cells);
      }),
    );
  });
});

test('spread puts two ends into one line, and leaves the right one out where there is no room', () => {
  expect(textOf(spread(line('left'), line('right'), 12))).toBe('left   right');
  expect(textOf(spread(line('left'), line('right'), 9))).toBe('left');
  expect(textOf(spread(line('left'), line('right'), 3))).toBe('le…');
});

test('pad fills with blanks, wide characters counted', () => {
  expect(textOf(pad(line('智'), 4))).toBe('智  ');
  expect(textOf(pad(line('long'), 2))).toBe('long');
});
