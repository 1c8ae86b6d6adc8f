/** A word as it goes into a command line of a POSIX shell. */
export function quotedWord(word: string): string {
  return /^[\w./:@%+,=~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
