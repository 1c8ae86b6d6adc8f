/** Settings files as they are found, oddities included: what each is, and its bytes. */
import { isDeep } from '../support/tier.ts';

export const corpus: readonly (readonly [string, Uint8Array])[] = [
  ['an empty file', bytes('')],
  ['blanks only', bytes(' \n\t\n')],
  ['{} on one line', bytes('{}')],
  ['{} and a line break', bytes('{}\n')],
  ['{} over three lines', bytes('{\n\n}\n')],
  ['a usual file', bytes('{\n  "model": "opus",\n  "permissions": {\n    "allow": []\n  }\n}\n')],
  ['no trailing line break', bytes('{\n  "model": "opus"\n}')],
  ['two trailing line breaks', bytes('{\n  "model": "opus"\n}\n\n')],
  ['everything on one line', bytes('{"model":"opus","env":{"EDITOR":"vi"}}')],
  ['one line with blanks', bytes('{ "model": "opus", "env": { "EDITOR": "vi" } }\n')],
  ['tabs', bytes('{\n\t"env": {\n\t\t"EDITOR": "vi"\n\t}\n}\n')],
  ['deep indentation', bytes('{\n          "env": {\n                    "EDITOR": "vi"\n          }\n}\n')],
  ['no indentation', bytes('{\n"env": {\n"EDITOR": "vi"\n}\n}\n')],
  ['CRLF', bytes('{\r\n  "env": {\r\n    "EDITOR": "vi"\r\n  }\r\n}\r\n')],
  ['CRLF and LF', bytes('{\r\n  "model": "opus",\n  "env": {}\r\n}\n')],
  ['CR alone', bytes('{\r  "model": "opus"\r}\r')],
  ['a byte-order mark', bytes('\uFEFF{\n  "model": "opus"\n}\n')],
  ['UTF-16, as PowerShell writes it', Buffer.from('\uFEFF{\r\n  "model": "é"\r\n}\r\n', 'utf16le')],
  ['comments', bytes('// mine\n{\n  /* model */ "model": "opus", // the big one\n  // end\n}\n// eof')],
  [
    'nested env with comments',
    bytes('{\n  "env": {\n    // why\n    "EDITOR": "vi", // because\n    /* last */\n  }\n}\n'),
  ],
  ['env is the first of many', bytes('{\n  "env": {"A": "1"},\n  "b": {},\n  "c": []\n}\n')],
  ['an empty env', bytes('{\n  "env": {}\n}\n')],
  ['duplicate keys', bytes('{"env":{"X":"1"},"model":"a","env":{"Y":"1","Y":"2"},"model":"b"}')],
  [
    'values that are no text',
    bytes('{\n  "env": {\n    "N": 1,\n    "B": true,\n    "Z": null,\n    "O": {"a": [1]}\n  }\n}\n'),
  ],
  [
    'what cgw owns, set by hand',
    bytes(
      '{\n  "env": {\n    "ANTHROPIC_MODEL": "mine",\n    "CLAUDE_CODE_USE_VERTEX": "1",\n    "EDITOR": "vi"\n  },\n  "apiKeyHelper": "/bin/mine"\n}\n',
    ),
  ],
  ['only what cgw owns', bytes('{\n  "env": {\n    "MAX_THINKING_TOKENS": "1"\n  }\n}\n')],
  [
    'escapes',
    bytes('{\n  "env": {\n    "A\\u0042": "\\u00e9\\ud83d\\ude00\\/",\n    "\\"": "\\\\"\n  }\n}\n'),
  ],
  [
    'names of JavaScript',
    bytes('{"__proto__": {"a": 1}, "constructor": 1, "env": {"__proto__": "x", "toString": "y"}}'),
  ],
  ['letters of every script', bytes('{\n  "näme": "日本語 🎉 \u2028 \u00a0"\n}\n')],
  ['a lone surrogate, escaped', bytes('{"x": "\\ud800"}')],
  ['numbers of every kind', bytes('{"a": -0.0e+10, "b": 1E400, "c": 12345678901234567890}')],
  ['one megabyte', bytes(`{\n  "pad": "${'x'.repeat(1 << 20)}",\n  "env": {\n    "EDITOR": "vi"\n  }\n}\n`)],
  [
    'many lines',
    bytes(
      `{\n${Array.from({ length: isDeep ? 20_000 : 2_000 }, (_, i) => `  "k${i}": ${i}`).join(',\n')}\n}\n`,
    ),
  ],
];

/** Files that are refused as they are, with what is said about them. */
export const refused: readonly (readonly [string, Uint8Array, string])[] = [
  ['half a file', bytes('{\n  "model": "opus",\n  "env"'), 'line 3'],
  ['a missing comma', bytes('{\n  "a": 1\n  "b": 2\n}'), 'line 3, column 3'],
  ['single quotes', bytes("{'a': 1}"), 'line 1, column 2'],
  ['something behind the end', bytes('{} x'), 'line 1, column 4'],
  ['no JSON at all', bytes('export FOO=1\n'), 'line 1'],
  ['a NUL at the end', bytes('{}\0'), 'line 1, column 3'],
  ['a control character in a text', bytes('{"a": "\u0001"}'), 'line 1, column 7'],
  ['an unfinished comment', bytes('{} /* '), 'line 1'],
  ['an array', bytes('[]'), 'it does not hold an object'],
  ['a text', bytes('"settings"'), 'it does not hold an object'],
  ['null', bytes('null'), 'it does not hold an object'],
  ['env is text', bytes('{"env": "A=1"}'), '"env" is not an object'],
  ['env is a list', bytes('{"env": ["A=1"]}'), '"env" is not an object'],
  ['env is null', bytes('{"env": null}'), '"env" is not an object'],
  ['the env that counts is not an object', bytes('{"env": {}, "env": 1}'), '"env" is not an object'],
  ['Latin-1', Buffer.from('{"a": "\xe9"}', 'latin1'), 'it is neither UTF-8 nor UTF-16 text'],
  [
    'UTF-16 with half a character',
    Buffer.from('\xff\xfe{\0}\0 ', 'latin1'),
    'it is neither UTF-8 nor UTF-16 text',
  ],
  ['UTF-16, big-endian', Buffer.from('\uFEFF{}', 'utf16le').swap16(), 'it is neither UTF-8 nor UTF-16 text'],
];

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}
