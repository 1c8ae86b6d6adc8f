import { describe, expect, test } from 'bun:test';
import { line, styled } from '../../src/base/lines.ts';
import { pageText, pipeSize, table, terminalSize, twoColumns, withMark } from '../../src/base/page.ts';
import { pagerOf } from '../../src/base/pager.ts';
import { hasColours } from '../../src/base/theme.ts';

const rows = [
  [
    'name',
    'a title of some words',
    'https://a.very.long.example.com:4000/with/a/path',
    'the last one wraps here',
  ],
  ['a heading'],
  ['b', '', '', ''],
];

describe('a table', () => {
  test('a pipe gets it as it is', () => {
    expect(pageText(size => table(rows, size), pipeSize)).toBe(
      [
        'name  a title of some words  https://a.very.long.example.com:4000/with/a/path  the last one wraps here',
        'a heading',
        'b',
        '',
      ].join('\n'),
    );
  });

  test.each([40, 60, 80, 120, 200])('fits %d columns, and says where it was cut', width => {
    const text = pageText(size => table(rows, size), terminalSize(width));
    for (const each of text.split('\n')) expect(Bun.stringWidth(each)).toBeLessThanOrEqual(width);
    expect(text.includes('…')).toBe(width <= 80);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('wraps');
  });
});

test('two columns: what is too long on the left stands alone', () => {
  const text = (name: string) => pageText(size => twoColumns(name, 'what it is', 4, size), pipeSize);
  expect(text('abcd')).toBe('  abcd  what it is\n');
  expect(text('abcde')).toBe('  abcde\n        what it is\n');
});

describe('colours', () => {
  test('neighbours of one style share its codes, and what a terminal obeys is text', () => {
    const page = () => [line(styled('good', 'a'), styled('good', 'b'), 'c\u001b[31m')];
    expect(pageText(page, pipeSize, true)).toBe('\u001b[32mab\u001b[39mc\\u001b[31m\n');
    expect(pageText(page, pipeSize)).toBe('abc\\u001b[31m\n');
  });

  test('a mark says in colour what it says anyhow', () => {
    expect(withMark('  ✓ ok')).toEqual(line('  ', styled('good', '✓'), ' ok'));
    expect(withMark('plain')).toEqual(line('plain'));
  });

  test.each([
    [{ TERM: 'xterm' }, true],
    [{}, false],
    [{ TERM: 'dumb' }, false],
    [{ TERM: 'xterm', NO_COLOR: '1' }, false],
    [{ TERM: 'xterm', NO_COLOR: '' }, true],
    [{ TERM: 'xterm', FORCE_COLOR: '0' }, false],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('%j: %p', (environment, colours) => {
    expect(hasColours(environment)).toBe(colours);
  });
});

test.each([
  [{ PAGER: 'more' }, 'more'],
  [{ PAGER: 'more', CGW_PAGER: 'less -S' }, 'less -S'],
  [{ PAGER: 'more', CGW_PAGER: '' }, undefined],
  [{ PAGER: '' }, undefined],
  [{ PAGER: 'cat' }, undefined],
  [{ PAGER: 'more', TERM: 'dumb' }, undefined],
])('the pager with %j: %p', (environment, pager) => {
  expect(pagerOf({ TERM: 'xterm', ...environment }, 'linux')).toBe(pager as string);
});
