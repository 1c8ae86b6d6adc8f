/** What counts how much, as fzf has it: a start of a word and letters side by side are worth more than gaps cost. */
const points = { match: 16, wordStart: 8, adjacent: 4, gap: -3, longerGap: -1, whole: 1_000 } as const;

/** The words of a filter, in lower case. */
export function wordsOf(filter: string): string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
}

/**
 * How well something answers to every word: by its name, with gaps, or by a text that holds the word as it is.
 * @param text in lower case; most filters are names, and then nobody needs it
 */
export function matchScore(name: string, words: readonly string[], text: () => string): number | undefined {
  let sum = 0;
  for (const word of words) {
    const score = fuzzyScore(name, word);
    if (score === undefined && !text().includes(word)) return undefined;
    sum += score ?? 0;
  }
  return sum;
}

/**
 * How well a text answers to a word that is typed: its letters in their order, with or without gaps between them. The
 * more the better; undefined where a letter is missing.
 */
function fuzzyScore(text: string, word: string): number | undefined {
  const [lower, wanted] = [text.toLowerCase(), word.toLowerCase()];
  if (!holdsInOrder(lower, wanted)) return undefined;
  return bestScore(lower, wanted) + (lower === wanted ? points.whole : 0);
}

/** Most texts do not, and this is quick to see. */
function holdsInOrder(text: string, word: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const none = Number.NEGATIVE_INFINITY;

/** The best of all ways to find the letters: row by row, what is best up to each place when a letter ends there. */
function bestScore(text: string, word: string): number {
  let ends: { readonly score: number; readonly run: number }[] = [];
  for (let i = 0; i < word.length; i++) {
    const row: typeof ends = [];
    let before = i === 0 ? 0 : none;
    for (let j = 0; j < text.length; j++) {
      if (text[j] === word[i]) {
        const start = isWordStart(text, j) ? points.wordStart : 0;
        const side = ends[j - 1];
        // Letters that go on from the start of a word are worth as much as that.
        const run = side === undefined || i === 0 ? start : Math.max(side.run, start, points.adjacent);
        const afterGap = before + points.match + (i === 0 ? 2 : 1) * start;
        const adjacent = i === 0 || side === undefined ? none : side.score + points.match + run;
        row[j] = adjacent >= afterGap ? { score: adjacent, run } : { score: afterGap, run: start };
      } else row[j] = { score: none, run: 0 };
      if (i > 0) before = Math.max(before + points.longerGap, (ends[j - 1]?.score ?? none) + points.gap);
    }
    ends = row;
  }
  return Math.max(0, ...ends.map(({ score }) => score));
}

function isWordStart(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '');
}
