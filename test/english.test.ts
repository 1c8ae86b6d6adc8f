import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dir, '..');

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
  [/\b[Aa]sk who (runs|manages)\b/, 'ask whoever'],
  [/\bin the place of\b/, 'instead of, in place of'],
  [/\b[Pp]ut (it|that \w+) right\b/, 'fix'],
  [/\bown affair\b/, 'is up to'],
  [/\btake the permissions away\b|\btake from others\b/i, 'remove those permissions'],
  [/\bto hear (them|it)\b/, 'to see them, to list them'],
  [/\bjust so$|\bkeeps? the other at home\b/, 'the plain word'],
  [/, but no (object|key|URL)\b/, 'but not a …'],
  [/\b(color|behavior|organization|canceled|favorite|recognized|license)\b/, 'the British spelling'],
];

/** Texts of a file that people may read: at least two words between quotes, and no comment. */
function textsOf(file: string): string[] {
  const code = readFileSync(join(root, file), 'utf8')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');
  const quoted = file.endsWith('.json')
    ? /"((?:[^"\\\n]|\\.)*)"/g
    : /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;
  return [...code.matchAll(quoted)]
    .map(([, plain = '', template = '']) => (plain || template).replaceAll(/\$\{[^}]*\}/g, '…'))
    .filter(text => /[a-z’]+ [a-z’]+/i.test(text));
}

/** The prose of a page, in lines. */
function proseOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^```.*?^```/gms, '');
  return text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, '…').split(/\n(?=[\n|#-])/);
}

function odd(place: string, text: string): string[] {
  return instead
    .filter(([phrase]) => phrase.test(text))
    .map(([phrase, better]) => `${place}: ${phrase.exec(text)?.[0]} → ${better}: ${text.slice(0, 120)}`);
}

// The style note quotes what it forbids, and the changelog is history.
const pages = ['README.md', 'SECURITY.md', ...new Bun.Glob('docs/*.md').scanSync({ cwd: root })].sort();

test('so do the pages', () => {
  expect(pages.flatMap(page => proseOf(page).flatMap(text => odd(page, text)))).toEqual([]);
});

test('texts say it in plain English, in one spelling', () => {
  const found = [
    'src/**/*.{ts,tsx}',
    'data/**/*.json',
    'profiles/*.json',
    'test/live/lab/*.ts',
    'site/**/*.ts',
  ]
    .flatMap(pattern => [...new Bun.Glob(pattern).scanSync({ cwd: root })])
    .sort()
    .flatMap(file => textsOf(file).flatMap(text => odd(file, text)));
  expect(found).toEqual([]);
});
