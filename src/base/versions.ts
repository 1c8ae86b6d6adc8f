/** Whether one version is older than another, by their numbers. */
export function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [numbersOf(version), numbersOf(than)];
  const index = theirs.findIndex((number, at) => (ours[at] ?? 0) !== number);
  return index >= 0 && (ours[index] ?? 0) < (theirs[index] ?? 0);
}

function numbersOf(version: string): number[] {
  return version.split('-')[0]?.split('.').map(Number) ?? [];
}
