import { expect, test } from 'bun:test';
import {
  excerpt,
  inClauses,
  jsonText,
  printable,
  safeLine,
  safeText,
  visible,
} from '../../src/base/terminal-text.ts';

test.each([
  ['plain', 'plain'],
  ['two\nlines', '"two\\nlines"'],
  ['\u001b[2J', '"\\u001b[2J"'],
  ['del \u007f', '"del \\u007f"'],
  ['c1 \u009b31m', '"c1 \\u009b31m"'],
])('%j is printed as %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('no control character is left, whichever it is', () => {
  const controls = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, index) => 0x7f + index)];
  for (const code of controls) expect(printable(String.fromCharCode(code))).not.toMatch(/\p{Cc}/u);
});

/** One of each kind that a terminal obeys, hides or draws elsewhere. */
const unsafe = [
  '\u001b',
  '\u0007',
  '\u009b',
  '\u007f',
  '\r',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\u{e0041}',
  '\ue0b0',
  '\ud800',
];

test.each(unsafe)('%j leaves in no text: safeText, jsonText, harmless, visible, printable, excerpt', sign => {
  const text = `a${sign}b`;
  for (const shown of [
    safeText(text),
    jsonText({ [text]: [text] }),
    safeLine(text),
    visible(text),
    printable(text),
    excerpt(text),
  ])
    expect(shown).not.toMatch(/(?![\n\t])[\p{C}\u2028\u2029]/u);
  expect(JSON.parse(jsonText({ [text]: [text] }))).toEqual({ [text]: [text] });
});

test('text of any script stays as it is, and so do its lines', () => {
  const text = 'Zürich\t東京\r\n\u0645\u0631\u062d\u0628\u0627 \u{1f600}\n';
  expect(safeText(text)).toBe(text);
});

test.each([
  ['a short line', 'type it, then go', 80, ['type it, then go']],
  [
    'clauses go to lines',
    "cgw: here: 'cmd:a b c d', 'cmd:e f g h', x",
    32,
    ["cgw: here: 'cmd:a b c d',", "     'cmd:e f g h', x"],
  ],
  [
    'a command stays in one piece',
    '     do this; cgw add litellm --set a=b --set c=d',
    24,
    ['     do this;', '     cgw add litellm --set a=b --set c=d'],
  ],
  [
    'line by line',
    'one, two\nwrote it to a file; cgw write --undo takes it back\n',
    30,
    ['one, two', 'wrote it to a file;', '  cgw write --undo takes it back', ''],
  ],
  [
    'a clause that is longer than a line',
    'cgw: one two three four five; six',
    16,
    ['cgw: one two', '     three four', '     five; six'],
  ],
  [
    'a command in such a clause, with its variable',
    '     for example, as it is meant: EDITOR=nano cgw config edit',
    24,
    ['     for example, as it', '     is meant:', '     EDITOR=nano cgw config edit'],
  ],
  [
    'a word that is longer than a line',
    'see https://example.com/a/long/one or not',
    14,
    ['see', '  https://example.com/a/long/one', '  or not'],
  ],
  ['what stands in quotes', 'in "a b c d e f" as it is', 12, ['in', '  "a b c d e f"', '  as it is']],
  ['a question that waits behind it', 'Measure it now? [y/N] ', 14, ['Measure it', '  now? [y/N] ']],
  ['wide signs', '智谱 智谱', 6, ['智谱', '  智谱']],
])('in clauses: %s', (_, text, columns, lines) => {
  expect(inClauses(text, columns).split('\n')).toEqual(lines);
});
