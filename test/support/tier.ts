/**
 * The tier of this run. The deep tier is started by files named `*.deep.ts`; most of them only load test files of the
 * default tier, which then do with all of their cases what they otherwise do with a sample. A `*.sweep.ts` does so with live
 * tests, and takes too long for every day.
 */
export const isDeep = /\.(deep|sweep)\.ts$/.test(Bun.main);

/** Neither a deep or live test nor a program beside the tests, such as the bench. */
export const isDefault = /\.test\.ts$/.test(Bun.main);

/** How often a property is tried: in the default tier `sample`, else a tenth of the full count, fifty at most. */
export function runs(full: number, sample = Math.min(Math.ceil(full / 10), 50)): number {
  return isDeep ? full : sample;
}

/** All of them in the deep tier, otherwise `few` (at least one) from the whole length, the first among them. */
export function sampleOf<Item>(all: readonly Item[], few = 3): readonly Item[] {
  return isDeep ? all : spread(all, few);
}

/** `few` of the items, evenly spread from the first to the last. */
export function spread<Item>(all: readonly Item[], few: number): readonly Item[] {
  if (all.length <= few) return all;
  const step = few === 1 ? 0 : (all.length - 1) / (few - 1);
  const chosen = new Set(Array.from({ length: few }, (_, index) => Math.round(index * step)));
  return all.filter((_, index) => chosen.has(index));
}
