/**
 * The tier of this run. The deep tier is started by files named `*.deep.ts`; most of them only load test files of the
 * default tier, which then do with all of their cases what they otherwise do with a sample.
 */
export const isDeep = Bun.main.endsWith('.deep.ts');

/** How often a property is tried: in the default tier a tenth of the full count, or `sample`. */
export function runs(full: number, sample = Math.ceil(full / 10)): number {
  return isDeep ? full : sample;
}

/** All of them in the deep tier, otherwise a few from the whole length, the first and the last among them. */
export function sampleOf<Item>(all: readonly Item[], few = 3): readonly Item[] {
  if (isDeep || all.length <= few) return all;
  const chosen = Array.from({ length: few }, (_, index) =>
    Math.round((index * (all.length - 1)) / (few - 1)),
  );
  return all.filter((_, index) => chosen.includes(index));
}
