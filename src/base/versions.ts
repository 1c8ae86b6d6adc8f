/** Whether one version is older than another, by their numbers. */
export function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [numbersOf(version), numbersOf(than)];
  const index = theirs.findIndex((number, at) => (ours[at] ?? 0) !== number);
  return index >= 0 && (ours[index] ?? 0) < (theirs[index] ?? 0);
}

/** The same few are compared with each other again and again. */
const parsed = new Map<string, readonly number[]>();

function numbersOf(version: string): readonly number[] {
  const known = parsed.get(version);
  if (known !== undefined) return known;
  const numbers = version.split('-')[0]?.split('.').map(Number) ?? [];
  parsed.set(version, numbers);
  return numbers;
}
