import { expect, test } from 'bun:test';
import { printable } from '../../src/base/terminal-text.ts';

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
