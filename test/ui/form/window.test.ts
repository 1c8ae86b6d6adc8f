import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { visible } from '../../../src/base/terminal-text.ts';
import { dots, windowAround } from '../../../src/ui/text-field.ts';

describe('the part of a text around the cursor', () => {
  test.each<[string, number, number, string, number]>([
    ['abc', 3, 10, 'abc', 3],
    ['abc', 0, 10, 'abc', 0],
    // The cursor after the last character needs a cell too.
    ['abcdefghij', 10, 10, '…defghij', 8],
    ['abcdefghij', 0, 10, 'abcdefghi…', 0],
    ['abcdefghij', 9, 11, 'abcdefghij', 9],
    ['日本語日本語', 6, 8, '…本語', 5],
  ])('%s at %i in %i cells', (text, cursor, width, shown, column) => {
    expect(windowAround(text, cursor, width)).toEqual({ text: shown, column });
  });

  test('fits, and the cursor stands in it where the text before it ends', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '日', '👩‍👩‍👧', 'e\u0301', ' ', '•') });
    fc.assert(
      fc.property(text, fc.nat({ max: 60 }), fc.integer({ min: 6, max: 30 }), (value, at, width) => {
        const characters = [...new Intl.Segmenter().segment(value)].map(({ segment }) => segment);
        const cursor = Math.min(at, characters.length);
        const { text: part, column } = windowAround(value, cursor, width);
        expect(Bun.stringWidth(part)).toBeLessThanOrEqual(width);
        expect(column).toBeLessThan(width);
        // What is shown around the cursor is what is there.
        const shown = [...new Intl.Segmenter().segment(part)].map(({ segment }) => segment);
        const index = shown.findIndex((_, i) => Bun.stringWidth(shown.slice(0, i).join('')) === column);
        if (cursor < characters.length) expect([characters[cursor], '…']).toContain(shown[index] ?? '…');
        if (cursor > 0 && shown.length > 1)
          expect(index < 0 ? shown.at(-1) : shown[index - 1]).toBe(characters[cursor - 1]);
      }),
    );
  });
});

test('control characters and turns of direction are seen and do nothing', () => {
  expect(visible('a\nb\r\nc\td\u001b[0m\u007f\u0085\u202ex')).toBe('a␊b␤c␉d␛[0m␡��x');
});

test('a hidden text has a dot for every character', () => {
  expect(dots('日e\u0301👩‍👩‍👧x')).toBe('••••');
});
