/** A word that can stand where the cursor is. */
export type Suggestion = {
  readonly value: string;
  readonly help?: string;
  /** More is typed right behind it, so no blank may follow: `token=`, `env:`, `headers.`. */
  readonly open?: true;
};

/** What a shell may offer for the last word of a command line. */
export type Suggestions =
  | { readonly offer: 'words'; readonly candidates: readonly Suggestion[] }
  /** File names, which the shell itself knows best; `before` is what stands in the word before the path. */
  | { readonly offer: 'files'; readonly before: string }
  /** What another program takes: its own words begin at `from`, behind its name unless they begin with that. */
  | { readonly offer: 'command'; readonly from: number; readonly program: string | undefined };

export const noSuggestions: Suggestions = { offer: 'words', candidates: [] };

/** What a file that was edited by hand says may be anything; nothing that a terminal obeys is offered. */
export function safeSuggestions(candidates: readonly Suggestion[]): Suggestions {
  return { offer: 'words', candidates: candidates.filter(({ value }) => !/\p{Cc}/u.test(value)) };
}

/** The same for a word of which they complete the end only. */
export function withPrefix(before: string, inner: Suggestions): Suggestions {
  switch (inner.offer) {
    case 'words':
      return safeSuggestions(inner.candidates.map(each => ({ ...each, value: before + each.value })));
    case 'files':
      return { offer: 'files', before: before + inner.before };
    case 'command':
      return inner;
  }
}

/** The candidates that begin with what is typed, for shells that do not sort them out themselves. */
export function beginningWith(word: string, candidates: readonly Suggestion[]): Suggestion[] {
  return candidates.filter(({ value }) => value.startsWith(word));
}

/** How to complete in one shell. */
export type CompletionShell = {
  /** The code that registers cgw; at every Tab it calls `cgw completion SHELL complete -- …`. */
  readonly script: string;
  /** The same for the start of every shell, where that is felt: it is read at the first Tab. */
  readonly lateScript?: string;
  /**
   * Reads what the script hands over, asks what can stand there, and writes that as the script reads it.
   * @param ask takes the words behind `cgw`, the last of which is completed
   */
  readonly reply: (handed: readonly string[], ask: (words: readonly string[]) => Suggestions) => string;
};

/** Columns on a line; a tab or a line break in one would be read as the next. */
export function row(...columns: readonly string[]): string {
  return `${columns.map(column => column.replace(/[\t\r\n]/g, ' ')).join('\t')}\n`;
}
