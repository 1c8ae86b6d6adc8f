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
  const lower = text.toLowerCase();
  if (!holdsInOrder(lower, word)) return undefined;
  if (lower === word) return atWordStart(word) + points.whole;
  return startsWord(lower, word) ? atWordStart(word) : bestScore(lower, word);
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

/** Whether some word of the text starts with this one: nothing answers better, and most filters are typed so. */
function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (isWordStart(text, at)) return true;
  return false;
}

/** What a word is worth where a word starts with it: each letter the most that it can be. */
function atWordStart(word: string): number {
  return word.length * (points.match + points.wordStart) + points.wordStart;
}

const none = Number.NEGATIVE_INFINITY;

/** The best of all ways to find the letters: row by row, what is best up to each place when a letter ends there. */
function bestScore(text: string, word: string): number {
  const first = text.indexOf(word.charAt(0));
  let [scores, runs]: [number[], number[]] = [[], []];
  for (let i = 0; i < word.length; i++) {
    const [nextScores, nextRuns]: [number[], number[]] = [[], []];
    let before = i === 0 ? 0 : none;
    for (let j = first; j < text.length; j++) {
      const side = i === 0 ? none : (scores[j - 1] ?? none);
      if (text[j] === word[i]) {
        const start = isWordStart(text, j) ? points.wordStart : 0;
        // Letters that go on from the start of a word are worth as much as that.
        const run = Math.max(runs[j - 1] ?? 0, start, points.adjacent);
        const afterGap = before + points.match + (i === 0 ? 2 : 1) * start;
        const adjacent = side + points.match + run;
        nextScores[j] = Math.max(adjacent, afterGap);
        nextRuns[j] = adjacent >= afterGap ? run : start;
      }
      if (i > 0) before = Math.max(before + points.longerGap, side + points.gap);
    }
    [scores, runs] = [nextScores, nextRuns];
  }
  return scores.reduce((best, score) => Math.max(best, score), 0);
}

function isWordStart(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(index - 1));
}
