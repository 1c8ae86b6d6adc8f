import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/base/errors.ts';
import type { Change } from '../../src/env/plan.ts';
import { shells } from '../../src/env/shells/index.ts';

function set(name: string, value: string): Change {
  return { name, value, action: 'set', secret: false };
}

/** Shared by both shells; each value is named after what is hard about it. */
const common: readonly Change[] = [
  { name: 'ANTHROPIC_API_KEY', action: 'unset' },
  { name: 'CLAUDE_CODE_USE_VERTEX', action: 'unset' },
  set('PLAIN', 'us-east-1'),
  set('EMPTY', ''),
  set('BLANKS', ' a  b '),
  set('SINGLE', "it's"),
  set('DOUBLE', 'say "hi"'),
  set('SMART', '\u2018a\u2019\u201Ab\u201B \u201Cc\u201D'),
  set('PERCENT', '100% %PATH% %1'),
  set('CARET', 'a^b ^ ^^'),
  set('DOLLAR', '$HOME $(Get-Date) `whoami`'),
  set('OPERATORS', 'a&b|c<d>e(f)g;h'),
  set('BANG', 'hi! !PATH!'),
  set('BACKSLASH', 'C:\\dir\\'),
  set('MODEL', 'claude[1m]*?~'),
  set('UNICODE', 'ü \u{1F600} \u05D0'),
];

const lineBreaks: readonly Change[] = [
  set('LINES', 'a\nb\r\nc'),
  set('LEADING', '\nx'),
  set('TAB', '\t'),
  set('ESCAPE', 'x\x1b[0m\x7f'),
];

function golden(file: string): string {
  return readFileSync(join(import.meta.dir, 'golden', file), 'utf8');
}

// The expected texts were written from the rules of these shells, not copied from the output.
describe('golden, not run (pwsh)', () => {
  test('sets, empties and unsets', () => {
    expect(shells.pwsh.render([...common, ...lineBreaks])).toBe(golden('pwsh.txt'));
  });

  test('nothing to clear gives no Remove-Item', () => {
    expect(shells.pwsh.render([set('A', 'b')])).toBe("$env:A = 'b';\n");
  });
});

describe('golden, not run (cmd)', () => {
  test('sets and unsets, in UTF-8; cmd has no empty variables', () => {
    // A caret in front of any character, special or not, leaves the character alone.
    // Lines end in CR LF, as batch files need; the golden file is kept with LF.
    expect(shells.cmd.render(common)).toBe(golden('cmd.txt').replaceAll('\n', '\r\n'));
  });

  test('nothing beyond ASCII needs another code page', () => {
    expect(shells.cmd.render([set('A', 'b&c')])).toBe('@set A=b^&c\r\n');
  });

  test('no line is longer than cmd reads, carets counted', () => {
    const longest = 8_191 - '@set LONG='.length;
    expect(shells.cmd.render([set('LONG', 'x'.repeat(longest))])).toHaveLength(8_193);
    for (const value of ['x'.repeat(longest + 1), '&'.repeat(longest / 2 + 1)])
      expect(() => shells.cmd.render([set('LONG', value)])).toThrow('LONG is longer than cmd.exe can set');
  });

  // Control-Z too: cmd reads it as a line feed.
  for (const value of ['a\nb', 'a\rb', '\n', 'a\r\n', 'a\x1ab'])
    test(`a line break is refused: ${JSON.stringify(value)}`, () => {
      expect(() => shells.cmd.render([set('LINES', value)])).toThrow(UserError);
    });
});
