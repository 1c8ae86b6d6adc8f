import { shownWord } from './masking.ts';

/**
 * A name, or whatever stands in its place, between quotes: every character shows, also those that a terminal hides or
 * obeys, but nothing of what may be a key.
 */
export function quotedName(name: string): string {
  return JSON.stringify(shownWord(name)).replace(
    /[\p{C}\p{Default_Ignorable_Code_Point}]|(?! )\p{Z}/gu,
    char => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}

/** A word as it goes behind a command that people are to paste; one that needs no quotes stays as it is. */
export function quotedWord(word: string): string {
  return /^[\w./:@%+,=~-]+$/.test(word) ? word : singleQuoted(word);
}

/** Literal in every POSIX shell. Line breaks and runs of blanks need `eval "$(…)"`, with quotes. */
export function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** The words of a text, with blanks and line breaks between them. */
export function wordsIn(text: string): string[] {
  return text.trim().split(/\s+/);
}
