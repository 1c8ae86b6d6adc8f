import type { BentCell, BentColumn } from './bend.ts';
import type { State } from './cell.ts';
import { type FeatureId, featureIds } from './feature.ts';
import { features } from './features.ts';

/** One feature that differs between two columns. */
export type Difference = {
  readonly feature: FeatureId;
  readonly title: string;
  readonly from: BentCell;
  readonly to: BentCell;
  /** How the loss shows. */
  readonly shows: 'loud' | 'silent';
};

export type Comparison = {
  readonly gained: readonly Difference[];
  readonly lost: readonly Difference[];
  /** Unknown on one side or both, so that nothing can be said. */
  readonly uncertain: readonly Difference[];
};

/** How much of a feature there is. */
const amount: { readonly [Known in Exclude<State, 'unknown'>]: number } = { none: 0, partial: 1, full: 2 };

/** What a switch from one column to the other gains, loses and leaves uncertain. */
export function compare(from: BentColumn, to: BentColumn): Comparison {
  const gained: Difference[] = [];
  const lost: Difference[] = [];
  const uncertain: Difference[] = [];
  for (const feature of featureIds) {
    const { title, loss: shows } = features[feature];
    const difference = { feature, title, from: from[feature], to: to[feature], shows };
    const [before, after] = [difference.from.state, difference.to.state];
    if (before === 'unknown' || after === 'unknown') uncertain.push(difference);
    else if (amount[after] > amount[before]) gained.push(difference);
    else if (amount[after] < amount[before]) lost.push(difference);
  }
  return { gained, lost, uncertain };
}
