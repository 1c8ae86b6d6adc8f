import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(import.meta.dir, '../src');

/** What is no English, or bookish, and what to write: the style note in CONTRIBUTING.md in full. */
const instead: readonly (readonly [RegExp, string])[] = [
  [/\bin force\b/, 'applies, is used'],
  [/\bcannot be had\b|\bto be had\b/, 'is unavailable'],
  [/\blevers?\b(?=[ .,:;?!]|$)/, 'to change it, the setting'],
  [/\b(ready|work) as they are\b/, 'ready to use'],
  [/\ball the same\b/, 'anyway'],
  [/\bmend(s|ed|ing)? \w/, 'fix'],
  [/\bbelongs? into\b/, 'belongs in'],
  [/\bdearest\b|\bis dear\b/, 'expensive, highest'],
  [/\bfor this once\b/, 'only this time'],
  [
    /\b(?<!there |There )is no (preset|program|folder|file|profile|field|JSON|object|complete|key|login|audit)\b/,
    'is not a …',
  ],
  [/, but no (object|key|URL)\b/, 'but not a …'],
  [/\b(color|behavior|organization|canceled|favorite|recognized|license)\b/, 'the British spelling'],
];

/** Texts of a file that people may read: at least two words between quotes, and no comment. */
function textsOf(file: string): string[] {
  const code = readFileSync(join(source, file), 'utf8')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, plain = '', template = '']) => (plain || template).replaceAll(/\$\{[^}]*\}/g, '…'))
    .filter(text => /[a-z’]+ [a-z’]+/i.test(text));
}

test('texts say it in plain English, in one spelling', () => {
  const found = [...new Bun.Glob('**/*.{ts,tsx}').scanSync({ cwd: source })]
    .sort()
    .flatMap(file =>
      textsOf(file).flatMap(text =>
        instead
          .filter(([phrase]) => phrase.test(text))
          .map(([phrase, better]) => `${file}: ${phrase.exec(text)?.[0]} → ${better}: ${text.slice(0, 120)}`),
      ),
    );
  expect(found).toEqual([]);
});
