import * as fc from 'fast-check';
import { variableNameProblem } from '../../src/env/variable-names.ts';
import { anyText } from '../support/any-text.ts';

/** The file that appears when a value runs. */
export const mark = 'MARK';

const run = `touch ${mark}`;

/** Text that one shell or another would like to carry out. */
const payloads = [
  `$(${run})`,
  `\`${run}\``,
  `'; ${run}; '`,
  `"; ${run}; "`,
  `\\'; ${run}; \\'`,
  `(${run})`,
  `$(${run}`,
  `"$(${run})"`,
  `'$(${run})'`,
  `$'; ${run}; '`,
  `\n${run}\n`,
  `\r\n${run}\r\n`,
  `; ${run};`,
  `& ${run} &`,
  `| ${run} |`,
  `&& ${run}`,
  `<(${run})`,
  `{${run}}`,
  `$"(^${run})"`,
  `"; ^${run}; "`,
  `'; e:${run}; '`,
  `"; e:${run}; "`,
  `}; ${run}; {`,
  `#{${run}}`,
  `\u2019; ${run}; \u2018`,
  `\\x27; ${run}; \\x27`,
  `\\'$(${run})`,
  `a[$(${run})]`,
  `\${x:=$(${run})}`,
  `\${(e)x}`,
  `!!${run}`,
  `%0a${run}`,
  `(e):${run}:`,
];

const edges = [
  '',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\t',
  '\r',
  '\r\n',
  '\\',
  '\\\\',
  'ends with \\',
  "it's \\n \\t",
  "it's \\\\",
  "'",
  "''",
  '"',
  "\\'",
  '$',
  '$$',
  '$HOME',
  `\${HOME}`,
  '$PATH[1]',
  '~',
  '~root',
  'a:~',
  ':',
  'a::b',
  ':a:',
  '::',
  '!',
  '!!',
  '*',
  '?',
  '[1m]',
  'claude-opus-5-5[1m]',
  '[!a]*',
  '{a,b}',
  '{1..9}',
  '**/*',
  '*(N)',
  '*(e:touch MARK:)',
  '@(a|b)',
  '!(a)',
  '=ls',
  'a:=ls',
  'https://a.b/c?d=~root',
  '#',
  ' # comment',
  '%',
  '%PATH%',
  '%%',
  '^',
  '^a',
  '<1-9>',
  '-n',
  '--',
  '-e x',
  '0x10',
  '1e5',
  'true',
  'null',
  '\u{1F600}',
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  '\u202Eright to left \u05D0\u0627',
  '\u2018\u2019\u201A\u201B\u201C\u201D',
  '\u00A0',
  '\u3000',
  '\u2028\u2029',
  '\uFEFF',
  '\u0080',
  '\u0085',
  '\u009B31m',
  '\u009F',
  '\u00AD',
  '\uF600\uF6FF',
  '\uFDD0\uFDEF',
  '\uFFFE\uFFFF',
  '\u{10FFFF}',
  '\u0083\u0084\u0085\u00A2',
  'e\u0301',
  '\u0001',
  '\u001B[31m',
  '\u001F',
  '\u007F',
  'x'.repeat(3000),
  '\\'.repeat(99),
  "'".repeat(99),
];

const single = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'\'"`$\\%!*?[]{}()<>|&;#~^=:,@+-_./ \t\n\r') },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 0x1f }).map(code => String.fromCharCode(code)) },
  { weight: 1, arbitrary: fc.integer({ min: 0x7f, max: 0xa5 }).map(code => String.fromCharCode(code)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\u2018', '\u2019', '\u201C', '\u201D', '\u{1F600}', '\u05D0', 'é'),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0xf5f0, max: 0xf710 }).map(code => String.fromCharCode(code)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('a', 'b', 'x41', 'n', 't', 'u{41}', '0', '33', 'EOF', '  ', '[1m]'),
  },
);

/** Any text that an environment can hold. */
export const anyValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.array(single, { maxLength: 12 }).map(parts => parts.join('')) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(single, fc.constantFrom(...payloads)), { minLength: 1, maxLength: 4 })
      .map(parts => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...edges, ...payloads) },
  {
    weight: 1,
    arbitrary: anyText({ maxLength: 20 }).map(text => text.replaceAll('\0', '')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 30 }) },
);

/** A variable name that a profile may choose. */
export const anyName: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 9, arbitrary: fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,14}$/) },
    // fish splits what ends in PATH at colons.
    { weight: 1, arbitrary: fc.stringMatching(/^[A-Z]{1,5}_PATH$/) },
  )
  .filter(name => variableNameProblem(name) === undefined);

export type Assignment = readonly [name: string, value: string];

/** Many variables at once, no name twice. */
export function assignments(count: number): fc.Arbitrary<Assignment[]> {
  return fc.uniqueArray(fc.tuple(anyName, anyValue), {
    minLength: count,
    maxLength: count,
    selector: ([name]) => name,
  });
}

/** Every hard value under a name of its own, alone and as a word among others. */
export const hardAssignments: Assignment[] = [...edges, ...payloads]
  .flatMap(value => [value, `a ${value} b`])
  .map((value, index) => [`HARD_${index}`, value] as const);
