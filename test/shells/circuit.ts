/**
 * A walk over all items in which every ordered pair, an item with itself included, is adjacent exactly once:
 * a de Bruijn sequence of order two, closed. Its length is n² + 1.
 */
export function everyPair<Item>(items: readonly Item[]): Item[] {
  const walk = items.flatMap((item, index) => [
    item,
    ...items.slice(index + 1).flatMap(later => [item, later]),
  ]);
  return [...walk, ...walk.slice(0, 1)];
}
