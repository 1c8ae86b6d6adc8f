import type { Profile } from '../profile/profile.ts';
import { type BentCell, type BentColumn, bend } from './bend.ts';
import type { State } from './cell.ts';
import { type FeatureId, featureIds } from './feature.ts';
import { features } from './features.ts';
import { isGateway } from './operators.ts';

/** One feature that differs between two profiles. */
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

/** What a switch from one profile to the other gains, loses and leaves uncertain. */
export function compare(fromProfile: Profile, toProfile: Profile): Comparison {
  const [from, to]: [BentColumn, BentColumn] = [bend(fromProfile), bend(toProfile)];
  // The models of a gateway can only be missed behind one.
  const discovers = isGateway(fromProfile) && isGateway(toProfile);
  const gained: Difference[] = [];
  const lost: Difference[] = [];
  const uncertain: Difference[] = [];
  for (const feature of featureIds) {
    if (feature === 'model-discovery' && !discovers) continue;
    const shows = to[feature].shows ?? 'silent';
    const difference = {
      feature,
      title: features[feature].title,
      from: from[feature],
      to: to[feature],
      shows,
    };
    const [before, after] = [difference.from.state, difference.to.state];
    if (before === 'unknown' || after === 'unknown') uncertain.push(difference);
    else if (amount[after] > amount[before]) gained.push(difference);
    else if (amount[after] < amount[before]) lost.push(difference);
  }
  return { gained, lost, uncertain };
}
