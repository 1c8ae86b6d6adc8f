/*
 * A terminal obeys control characters, and some marks hide or turn the direction of what follows. Whatever cgw prints
 * for people passes through `safeText` at the edge (`Io`, plain mode, hidden prompts) and through `visible` on screens,
 * so that no caller has to think of it. The others are for looks: a value on one line, an excerpt.
 */

/** What a terminal obeys, does not show, or draws elsewhere: controls, marks of direction, private and unknown signs. */
const unsafe = /[\p{C}\u2028\u2029]/gu;

/** A text of several lines, with what is unsafe on a terminal written as JSON writes it. Lines may end as on Windows. */
export function safeText(text: string): string {
  return text.replace(/(?!\t|\n|\r\n)[\p{C}\u2028\u2029]/gu, escaped);
}

/**
 * Lines for a terminal so wide, broken behind commas and semicolons, and where a clause is longer than a line, at its
 * blanks. A command in them, and what stands in quotes, stay in one piece, where they are copied from.
 */
export function inClauses(text: string, columns: number): string {
  return text
    .split('\n')
    .map(line => (Bun.stringWidth(line) <= columns ? line : brokenLine(line, columns)))
    .join('\n');
}

function brokenLine(text: string, columns: number): string {
  const own = /^ */.exec(text)?.[0].length ?? 0;
  const indent = ' '.repeat(own > 0 ? own : text.startsWith('cgw: ') ? 5 : 2);
  const lines: string[] = [];
  const add = (piece: string) => {
    const last = lines.at(-1);
    const longer = last === undefined ? ' '.repeat(own) + piece : `${last} ${piece}`;
    if (last === undefined || Bun.stringWidth(longer) <= columns) lines.splice(-1, 1, longer);
    else lines.push(indent + piece);
  };
  for (const clause of text.slice(own).split(/(?<=[,;]) (?=\S)/)) {
    const fits = Bun.stringWidth(clause) + indent.length <= columns;
    for (const piece of fits ? [clause] : (clause.match(pieces) ?? [])) add(piece);
  }
  const end = / *$/.exec(text)?.[0] ?? '';
  return lines.join('\n').trimEnd() + end;
}

/** What is not broken: a command, to the end of its clause, what stands in quotes, and a word. */
const pieces =
  /\(?(?:[A-Z_]+=\S+ )?(?:cgw|eval|export|npm|rm|chmod|aws|gcloud|source) \S.*|'[^']*'\S*|"[^"]*"\S*|\S+/g;

/** JSON that is the same to a program and harmless to a terminal: JSON itself escapes no DEL, C1 or bidi mark. */
export function jsonText(value: unknown, indent?: number): string {
  return safeText(JSON.stringify(value, undefined, indent));
}

/** A value on one line: as it is, or as JSON writes it where something in it is unsafe. */
export function printable(text: string): string {
  return text.search(unsafe) === -1 ? text : jsonText(text);
}

/** A value on one line, without what is unsafe. */
export function safeLine(text: string): string {
  return text.replace(unsafe, '\uFFFD');
}

/** What comes from files and variables, harmless and not longer than a line. */
export function excerpt(text: string, longest = 60): string {
  const shown = Array.from(safeLine(text));
  return shown.length > longest ? `${shown.slice(0, longest - 1).join('')}…` : shown.join('');
}

/** A line of a screen: what is unsafe gets a picture of one column each. */
export function visible(text: string): string {
  return text.replaceAll(/\r\n|[\p{C}\u2028\u2029]/gu, picture);
}

function picture(sign: string): string {
  if (sign === '\r\n') return '␤';
  const code = sign.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}

/** A sign may be two units of UTF-16: JSON writes both. */
function escaped(sign: string): string {
  return sign
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
