import { expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { matchScore } from '../../src/ui/fuzzy.ts';
import { anyText } from '../support/any-text.ts';

const scoreOf = (name: string, word: string) => matchScore(name, [word], () => '');

test.each([
  ['the whole name before its start', 'work', 'work', 'work-eu'],
  ['side by side before gaps', 'lite', 'litellm', 'l-i-x-t-x-e'],
  ['a start of a word before its middle', 'ver', 'my-vertex', 'discover'],
  ['starts of words before letters inside of one', 'pe', 'prod-eu', 'spxey'],
  ['a small gap before a long one', 'pd', 'xp1d', 'xp12345d'],
  ['the better place, not the first', 'eu', 'beauty-eu', 'beauty'],
])('%s', (_, word, better, worse) => {
  expect(scoreOf(better, word)).toBeGreaterThan(scoreOf(worse, word) ?? Number.NaN);
});

test('the start of any word is as good as the start of the first', () => {
  expect(scoreOf('prod-eu', 'eu')).toBe(scoreOf('eu-prod', 'eu'));
});

test('a name is found exactly by its letters in their order, in either case', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'B', '-', 'é') });
  fc.assert(
    fc.property(
      few,
      few.filter(word => word !== ''),
      (name, word) => {
        const inOrder = new RegExp([...word.toLowerCase()].join('.*')).test(name.toLowerCase());
        expect(scoreOf(name, word.toLowerCase()) !== undefined).toBe(inOrder);
      },
    ),
  );
});

test('nothing but the whole name is worth more than the word at the start of a word', () => {
  fc.assert(
    fc.property(anyText(), anyText(), anyText({ minLength: 1 }), (before, after, typed) => {
      const word = typed.toLowerCase();
      const best = scoreOf(`${word}-rest`, word) ?? Number.NaN;
      expect(scoreOf(`${before} ${word}${after}`, word)).toBe(best);
      const gaps = scoreOf(`.${[...`${before}${word}${after}`].join('.')}`, word);
      expect(gaps ?? 0).toBeLessThanOrEqual(best);
    }),
  );
});
