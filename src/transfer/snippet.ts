import { helperReference } from '../detect/helper-command.ts';
import { isOwned } from '../env/variables.ts';
import { type VariableValue, type VariableValues, variableMeant } from './from-variables.ts';

/** A variable that is set to two things: no telling which is meant. */
export type SetTwice = { readonly twice: string; readonly lines: readonly [number, number] };

type Assignment = { readonly name: string; readonly value: VariableValue; readonly at: number };

/**
 * The variables that lines of a shell’s rc file or of a dotenv file set: `export A=b`, `A=b`, `set -gx A b` (fish),
 * `$env:A = "b"` (PowerShell). Nothing is run: what a shell would have to work out is `computed`, but for `$NAME`
 * and a plain command in `$(…)`.
 * @param home what `~/` means in such a command
 */
export function snippetValues(text: string, home: string): VariableValues | SetTwice {
  // Only where all lines end as on Windows: elsewhere it stands between quotes, and is meant.
  const lines = /(^|[^\r])\n/.test(text) ? text : text.replaceAll('\r\n', '\n');
  const found = assignmentsIn(lines, home);
  const first = new Map<string, Assignment>();
  for (const each of found) {
    const before = first.get(each.name);
    if (before === undefined) first.set(each.name, each);
    else if (!Bun.deepEquals(before.value, each.value))
      return { twice: each.name, lines: [lineOf(before, lines), lineOf(each, lines)] };
  }
  return new Map([...first].map(([name, { value }]) => [name, followed(value, first)]));
}

function lineOf({ at }: Assignment, text: string): number {
  return text.slice(0, at).split('\n').length;
}

/** `$OTHER` is what the same lines set it to, unless it is a name that outlives every switch: then it can stay there. */
function followed(value: VariableValue, all: ReadonlyMap<string, Assignment>): VariableValue {
  if (value.is !== 'reference' || !value.reference.startsWith('env:')) return value;
  const other = value.reference.slice('env:'.length);
  return isOwned(other) ? (all.get(other)?.value ?? value) : value;
}

/** How an assignment begins, up to its value; `exports` where several may follow on one line. */
const openings = [
  { shell: 'posix', pattern: /((?:(?:export|readonly|declare +-g?x|typeset +-g?x) +)?)([A-Za-z_]\w*)=/y },
  { shell: 'fish', pattern: /(set +(?:-[A-Za-z-]+ +)+)([A-Za-z_]\w*) +/y },
  { shell: 'pwsh', pattern: /(\$env:)([A-Za-z_]\w*) *= */iy },
] as const;

function assignmentsIn(text: string, home: string): Assignment[] {
  const found: Assignment[] = [];
  let at = 0;
  let exporting = false;
  const matched = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    at += matched(/[\s;&]*/y)?.[0].length ?? 0;
    const opening = openings.flatMap(({ shell, pattern }) => {
      const match = matched(pattern);
      return match === null ? [] : [{ shell, match }];
    })[0];
    if (opening === undefined) {
      at += matched(/[^\n]*/y)?.[0].length ?? 0;
      exporting = false;
      continue;
    }
    const { shell, match } = opening;
    const began = at;
    const word = wordAt(text, at + match[0].length, shell, home);
    exporting = shell !== 'posix' || match[1] !== '' || (exporting && !text.slice(0, at).endsWith('\n'));
    at = word.end;
    // `A=b c` sets A to b for the command c, and to `b c` in a dotenv file.
    const more = matched(/[ \t]+(?!#|claude\b|[A-Za-z_]\w*=)[^\s;&|]/y) !== null;
    const value: VariableValue = more && !exporting ? { is: 'computed' } : word.value;
    found.push({ name: match[2] ?? '', value, at: began });
  }
  return found;
}

type Piece = { readonly text: string } | { readonly source: string };

/** One word of a shell, as the value it stands for. */
function wordAt(
  text: string,
  start: number,
  shell: (typeof openings)[number]['shell'],
  home: string,
): { value: VariableValue; end: number } {
  const pieces: Piece[] = [];
  let at = start;
  for (;;) {
    const match = piece.exec(text.slice(at));
    if (match === null) break;
    at += match[0].length;
    pieces.push(pieceOf(match.groups ?? {}, shell));
  }
  // A quote that nobody closes.
  if (/^['"`$(]/.test(text.slice(at, at + 1))) return { value: { is: 'computed' }, end: lineEnd(text, at) };
  return { value: valueIn(pieces, home), end: at };
}

/** In `$(…)` quotes are of their own, and so are brackets in brackets. */
const inside = /(?:[^()'"]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\([^()]*\))*/.source;

const pieces = [
  /'(?<single>[^']*)'/.source,
  /\$'(?<coded>(?:[^'\\]|\\[\s\S])*)'/.source,
  `"(?<double>(?:[^"\\\\$]|\\\\[\\s\\S]|\\$\\(${inside}\\)|\\$(?!\\())*)"`,
  `(?<source>\\$(?:\\w+|\\{\\w+\\}|\\(${inside}\\))|\`[^\`]*\`)`,
  /\\(?<escaped>[\s\S])/.source,
  /(?<plain>[^\s'"\\$`;&|<>()]+)/.source,
];

const piece = new RegExp(`^(?:${pieces.join('|')})`);

function pieceOf(groups: { readonly [kind: string]: string | undefined }, shell: string): Piece {
  const { single, coded, double, source, escaped, plain } = groups;
  // In fish and PowerShell these signs mean something else between quotes.
  const quoted = single ?? double;
  if (shell !== 'posix' && quoted !== undefined && /[\\`]/.test(quoted)) return { source: quoted };
  if (coded !== undefined) return codedPiece(coded);
  if (double !== undefined) return doublePiece(double);
  if (source !== undefined) return { source };
  if (escaped !== undefined) return { text: escaped === '\n' ? '' : escaped };
  return { text: single ?? plain ?? '' };
}

function doublePiece(inner: string): Piece {
  const source = /(?:^|[^\\])(?:\\\\)*[$`]/.test(inner);
  return source ? { source: inner } : { text: inner.replace(/\\(["\\$`])/g, '$1').replaceAll('\\\n', '') };
}

const codes: { readonly [code: string]: string } = {
  n: '\n',
  t: '\t',
  r: '\r',
  "'": "'",
  '"': '"',
  '\\': '\\',
};

function codedPiece(inner: string): Piece {
  const text = inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|(.))/gs,
    (whole, hex: string | undefined, code: string) =>
      hex === undefined ? (codes[code] ?? whole) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const known = /^(?:[^\\]|\\(?:x[0-7][0-9a-fA-F]|[ntr'"\\]))*$/.test(inner);
  return known ? { text } : { source: inner };
}

function valueIn(pieces: readonly Piece[], home: string): VariableValue {
  const [only] = pieces;
  if (pieces.every(each => 'text' in each))
    return { is: 'text', text: pieces.map(each => ('text' in each ? each.text : '')).join('') };
  if (pieces.length > 1 || only === undefined || !('source' in only)) return { is: 'computed' };
  const variable = variableMeant(only.source);
  if (variable !== undefined) return { is: 'reference', reference: `env:${variable}` };
  const [, inParentheses, inTicks] = /^(?:\$\(([\s\S]*)\)|`([^`]*)`)$/.exec(only.source) ?? [];
  const reference = helperReference(inParentheses ?? inTicks ?? '', home);
  return reference === undefined ? { is: 'computed' } : { is: 'reference', reference };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
