/** A word that can stand where the cursor is. */
export type Candidate = {
  readonly value: string;
  readonly help?: string;
  /** More is typed right behind it, so no blank may follow: `token=`, `env:`, `headers.`. */
  readonly open?: true;
};

/** What a shell may offer for the last word of a command line. */
export type Answer =
  | { readonly offer: 'words'; readonly candidates: readonly Candidate[] }
  /** File names, which the shell itself knows best; `before` is what stands in the word before the path. */
  | { readonly offer: 'files'; readonly before: string }
  /** What another program takes: its own words begin at `from`, behind its name unless they begin with that. */
  | { readonly offer: 'command'; readonly from: number; readonly program: string | undefined };

export const nothing: Answer = { offer: 'words', candidates: [] };

/** What a file that was edited by hand says may be anything; nothing that a terminal obeys is offered. */
export function offered(candidates: readonly Candidate[]): Answer {
  return { offer: 'words', candidates: candidates.filter(({ value }) => !/\p{Cc}/u.test(value)) };
}

/** The same answer for a word of which it completes the end only. */
export function behind(before: string, answer: Answer): Answer {
  switch (answer.offer) {
    case 'words':
      return offered(answer.candidates.map(each => ({ ...each, value: before + each.value })));
    case 'files':
      return { offer: 'files', before: before + answer.before };
    case 'command':
      return answer;
  }
}

/** The candidates that begin with what is typed, for shells that do not sort them out themselves. */
export function beginningWith(word: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(word));
}
