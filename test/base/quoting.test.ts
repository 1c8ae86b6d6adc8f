import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { quotedWord } from '../../src/base/quoting.ts';
import { anyText } from '../support/any-text.ts';

test.each([
  ['token=env:LITELLM_KEY', 'token=env:LITELLM_KEY'],
  ['cmd:pass show x', "'cmd:pass show x'"],
  ["it's", `'it'\\''s'`],
  ['$(touch x)', "'$(touch x)'"],
  ['', "''"],
])('%j', (word, quoted) => {
  expect(quotedWord(word)).toBe(quoted);
});

// All words of a run go to one shell: it is started once a property, not once a word.
test('a shell gets the word as it was', () => {
  const words = fc.sample(
    anyText().filter(word => !/[\0\ud800-\udfff]/.test(word) && !word.startsWith('~')),
    200,
  );
  const script = `printf '%s\\0' ${words.map(quotedWord).join(' ')}`;
  const { stdout } = Bun.spawnSync(['sh', '-c', script]);
  expect(stdout.toString().split('\0').slice(0, -1)).toEqual(words);
});
