import { type Line, textOf } from '../../base/lines.ts';
import { mask } from '../../base/redaction.ts';
import { marks } from '../../features/cell.ts';

/** So wide that no builder of lines breaks one: terminals do that themselves, and screen readers need no breaks. */
export const unlimitedWidth = 10_000;

/** Lines that were made for a screen, to be read out. */
export function spokenLines(lines: readonly Line[]): string[] {
  return lines.map(line => spoken(textOf(line)));
}

/** Under a title a bullet says nothing; one that stands alone is a warning. */
export function spoken(text: string): string {
  if (text.startsWith('! ')) return `Warning: ${text.slice(2).trimEnd()}`;
  return text.trimEnd().replace(/^( *)[!+-] +/, '$1');
}

/** A line that a command printed, the symbols of its tables as words. What begins like a bullet may be a diff. */
export function spokenOutput(text: string): string {
  const [, indent = '', body = ''] = /^( *)(.*)$/s.exec(text.trimEnd()) ?? [];
  const words = Object.values(marks).reduce(
    (held, { symbol, word }) => held.replaceAll(`${symbol} ${word}`, word),
    withoutMark(body),
  );
  return indent + withoutArrows(words);
}

/** `✓ full    Hooks      documented` → `full: Hooks, documented`: the columns of a table are a list when read. */
function withoutMark(body: string): string {
  const mark = Object.values(marks).find(({ symbol }) => body.startsWith(`${symbol} `));
  if (mark === undefined) return body;
  const rest = body.slice(mark.symbol.length + 1);
  if (!rest.startsWith(`${mark.word} `)) return rest;
  return `${mark.word}: ${rest.slice(mark.word.length).trim().replaceAll(/ {2,}/g, ', ')}`;
}

/** The arrows of titles and comparisons as a word. */
export function withoutArrows(text: string): string {
  return text.replaceAll(' → ', ' to ');
}

/** A value that must not be shown. */
export function unmasked(text: string): string {
  return text.replaceAll(mask, 'hidden');
}

/** What the screens say in a line, as a sentence: a name at its beginning, and a command at its end, stay as they are. */
export function sentence(text: string): string {
  return /[.!?"]$/.test(text) ? text : `${text}.`;
}

/** Why a text is refused that may be a credential. The text itself is never repeated. */
export const noCredential =
  'That looks like a credential. It is not taken: a credential belongs only where it is kept.';

/** The same where a reference is asked for. */
export const noCredentialItself =
  'That looks like the credential itself. It is not taken: say where it is, not what it is.';
