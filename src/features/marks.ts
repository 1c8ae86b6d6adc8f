import type { State } from './cell.ts';

/** How a state is written: a symbol and a word, so that neither colour nor shape alone tells it. */
export const marks: { readonly [Each in State]: { readonly symbol: string; readonly word: string } } = {
  full: { symbol: '✓', word: 'full' },
  partial: { symbol: '~', word: 'part' },
  none: { symbol: '✗', word: 'none' },
  unknown: { symbol: '?', word: 'unknown' },
};

export function marked(state: State): string {
  return `${marks[state].symbol} ${marks[state].word}`;
}

/** What the marks mean, for the foot of a table. */
export const legend = '✓ full   ~ part: some of it   ✗ none   ? unknown';

/** The widest mark. */
export const markWidth = Math.max(
  ...Object.values(marks).map(({ symbol, word }) => symbol.length + 1 + word.length),
);
