import type { ModelTable } from '../backends/default-models.ts';
import type { Profile } from '../backends/profile.ts';
import { marks, type Support } from './cell.ts';
import { type FeatureId, featureIds, features } from './features.ts';
import { isGateway } from './operators.ts';
import { type CheckResult, type ProfileCell, type ProfileColumn, profileColumn } from './profile-column.ts';
/** One feature that differs between two profiles. */
export type Difference = {
  readonly feature: FeatureId;
  readonly title: string;
  readonly from: ProfileCell;
  readonly to: ProfileCell;
  /** How the loss shows. */
  readonly shows: 'loud' | 'silent';
};

/** A profile, what was measured of it, and the models of the installed Claude Code. */
export type Compared = {
  readonly profile: Profile;
  readonly checks?: readonly CheckResult[];
  readonly models?: ModelTable;
};

export type Comparison = {
  readonly gained: readonly Difference[];
  readonly lost: readonly Difference[];
  /** Unknown on one side or both, so that nothing can be said. */
  readonly uncertain: readonly Difference[];
};

/** How much of a feature there is. */
const amount: { readonly [Known in Exclude<Support, 'unknown'>]: number } = { none: 0, partial: 1, full: 2 };

/** What a switch from one profile to the other gains, loses and leaves uncertain. */
export function compare(before: Compared, after: Compared): Comparison {
  const [from, to]: [ProfileColumn, ProfileColumn] = [
    profileColumn(before.profile, before.checks, before.models),
    profileColumn(after.profile, after.checks, after.models),
  ];
  // The models of a gateway can only be missed behind one.
  const discovers = isGateway(before.profile) && isGateway(after.profile);
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
    const [held, gets] = [difference.from.state, difference.to.state];
    if (held === 'unknown' || gets === 'unknown') uncertain.push(difference);
    else if (amount[gets] > amount[held]) gained.push(difference);
    else if (amount[gets] < amount[held]) lost.push(difference);
  }
  return { gained, lost, uncertain };
}

/** What a switch means, in words: a line each, indented, not yet wrapped. */
export function comparisonLines(from: string, to: string, { gained, lost, uncertain }: Comparison): string[] {
  const sections = [
    section('You gain', gained, gain),
    section('You lose', lost, loss),
    section('Uncertain', uncertain, doubt),
  ];
  return [`Switching ${from} → ${to}`, '', ...sections.flat()].slice(0, -1);
}

function section(
  title: string,
  items: readonly Difference[],
  describe: (item: Difference) => string[],
): string[] {
  if (items.length === 0) return [`${title}: nothing`, ''];
  return [title, ...items.flatMap(describe), ''];
}

function head({ feature, from, to }: Difference): string {
  return `  ${marks[to.state].symbol} ${feature}: ${marks[from.state].word} → ${marks[to.state].word}`;
}

function gain(item: Difference): string[] {
  return [head(item), ...(item.from.loss === '' ? [] : [`      no longer: ${item.from.loss}`])];
}

function loss(item: Difference): string[] {
  const shows = item.shows === 'loud' ? 'loud: the server answers 400' : 'silent: nothing tells you';
  return [
    head(item),
    `      ${item.to.loss}`,
    `      why: ${item.to.why} (${shows})`,
    ...(item.to.lever === null ? [] : [`      lever: ${item.to.lever}`]),
  ];
}

function doubt(item: Difference): string[] {
  const side = item.to.state === 'unknown' ? item.to : item.from;
  return [head(item), `      ${side.why}`, ...(side.lever === null ? [] : [`      lever: ${side.lever}`])];
}
