/** Put in by `packaging/quick-copy.ts`. */
declare const madeAsQuickCopy: true | undefined;

/** Whether this is the copy of `cgw env`; from source there is none. */
export const isQuickCopy = typeof madeAsQuickCopy !== 'undefined';

let missed = 0;

/** Stands in the place of what the copy does not hold. Some catch what is thrown, so it is counted, too. */
export function notInCopy(): never {
  missed++;
  throw new Error('not in the quick copy');
}

/** How often something was wanted that the copy does not hold. */
export function missedInCopy(): number {
  return missed;
}
