import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { quotedFor, splitLine, unquoted } from '../../src/completion/shells.ts';
import { anyText } from '../support/any-text.ts';

describe('a line is split as bash splits it', () => {
  test.each<[string, string[]]>([
    ['cgw run', ['cgw', 'run']],
    ['cgw run ', ['cgw', 'run', '']],
    ['cgw  run\t x', ['cgw', 'run', 'x']],
    ['cgw "a b" c', ['cgw', 'a b', 'c']],
    ["cgw 'a\\ b", ['cgw', 'a\\ b']],
    ['cgw a\\ b=c:d', ['cgw', 'a b=c:d']],
    ['cgw "a\\"\\$\\x" \'\'', ['cgw', 'a"$\\x', '']],
    ['cgw x"y z"\'w', ['cgw', 'xy zw']],
    ['cgw a\\', ['cgw', 'a\\']],
    ['cgw работа ', ['cgw', 'работа', '']],
  ])('%s', (line, words) => {
    expect(splitLine(line).map(({ text }) => text)).toEqual(words);
  });

  test('where a word begins, and the quote that is open in it', () => {
    expect(splitLine('cgw "run').at(-1)).toEqual({ raw: '"run', text: 'run', start: 4, quote: '"' });
    expect(splitLine("cgw x='run ").at(-1)).toEqual({ raw: "x='run ", text: 'x=run ', start: 4, quote: "'" });
    expect(splitLine('cgw ').at(-1)).toEqual({ raw: '', text: '', start: 4, quote: '' });
  });
});

test('what is quoted means itself, also to the real bash', () => {
  const texts = fc.sample(anyText(), 300).map(text => text.replace(/\p{Cc}/gu, ' '));
  const quoted = texts.flatMap(text => [
    quotedFor('', text),
    `"${quotedFor('"', text)}"`,
    `'${quotedFor("'", text)}'`,
  ]);
  const expected = texts.flatMap(text => [text, text, text]);
  expect(quoted.map(unquoted)).toEqual(expected);
  const script = `printf '%s\\0' ${quoted.map(each => each || "''").join(' ')}`;
  const { stdout } = Bun.spawnSync(['bash', '-c', script]);
  expect(stdout.toString().split('\0').slice(0, -1)).toEqual(expected);
});
