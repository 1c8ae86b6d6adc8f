/** The candidates at most two typing slips away from `name`, each once. */
export function nearNames(name: string, candidates: readonly string[]): string[] {
  return [...new Set(candidates)].filter(
    candidate => distance(candidate, name) <= Math.min(2, Math.ceil(name.length / 4)),
  );
}

/** The question after a word that nobody knows, wherever one is typed; undefined where nothing is near it. */
export function didYouMean(word: string, candidates: readonly string[], before = ''): string | undefined {
  const near = nearNames(word, candidates).map(each => `${before}${each}`);
  return near.length > 0 ? `did you mean ${near.join(' or ')}?` : undefined;
}

/** What is said of a word that is none of a few, with the question. */
export function mustBeOneOf(word: string, values: readonly string[]): string {
  return [`must be one of ${values.join(', ')}`, didYouMean(word, values) ?? []].flat().join('; ');
}

/** Slips between two names: a letter more, less or other, or two that changed places (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const other = at(rows, i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(rows, i - 2, j - 2) + 1 : other;
      row.push(Math.min(other, swapped, at(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1));
    }
    rows.push(row);
  }
  return at(rows, a.length, b.length);
}

/** Beyond the table there is nothing to gain. */
function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
}
