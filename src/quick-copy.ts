/** Whether this is the copy of `cgw env` that `packaging/quick-copy.ts` makes; from source there is none. */
export const isQuickCopy = process.env.CGW_QUICK_COPY === '1';

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
