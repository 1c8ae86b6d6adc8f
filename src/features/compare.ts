import { counted } from '../base/english.ts';
import type { Cell, Support } from './cell.ts';
import { marks } from './cell.ts';
import { shownBy } from './cell-words.ts';
import { type FeatureId, featureIds, features } from './features.ts';
import { leverWords } from './levers.ts';
import type { ProfileCell, ProfileColumn } from './profile-column.ts';
import { awaitsUpstream, upstreamHint } from './upstream.ts';
import { type Versioned, versionTexts } from './version-texts.ts';

/** A column of the feature table with its name: a profile’s, a preset’s or a route’s. */
export type NamedColumn = Versioned & { readonly column: ProfileColumn };

/** One feature that differs between two columns. */
export type Difference<Each = ProfileCell> = {
  readonly feature: FeatureId;
  readonly title: string;
  readonly from: Each;
  readonly to: Each;
  /** How the loss shows. */
  readonly shows: 'loud' | 'silent';
};

export type Comparison<Each = ProfileCell> = {
  readonly gained: readonly Difference<Each>[];
  readonly lost: readonly Difference<Each>[];
  /** Unknown on one side or both, so that nothing can be said. */
  readonly uncertain: readonly Difference<Each>[];
};

/** How much of a feature there is. */
const amount: { readonly [Known in Exclude<Support, 'unknown'>]: number } = { none: 0, partial: 1, full: 2 };

/** What a switch from one column to the other gains, loses and leaves uncertain. */
export function compare<Each extends Pick<Cell, 'state' | 'shows'>>(
  from: { readonly [Id in FeatureId]: Each },
  to: { readonly [Id in FeatureId]: Each },
): Comparison<Each> {
  const gained: Difference<Each>[] = [];
  const lost: Difference<Each>[] = [];
  const uncertain: Difference<Each>[] = [];
  for (const feature of featureIds) {
    const difference = {
      feature,
      title: features[feature].title,
      from: from[feature],
      to: to[feature],
      shows: to[feature].shows ?? 'silent',
    };
    const [held, gets] = [difference.from.state, difference.to.state];
    if (held === 'unknown' || gets === 'unknown') uncertain.push(difference);
    else if (amount[gets] > amount[held]) gained.push(difference);
    else if (amount[gets] < amount[held]) lost.push(difference);
  }
  return { gained, lost, uncertain };
}

/** The answers: what is lost, what is gained, and what nobody knows. */
export function verdicts(comparison: Comparison<unknown>): {
  readonly [Part in 'lost' | 'gained' | 'unknown']: string;
} {
  const unknown = alsoUnknown(comparison);
  return {
    lost: `You lose: ${howMany('lost', comparison)}${unknown}`,
    gained: `You gain: ${howMany('gained', comparison)}${unknown}`,
    unknown: `Unknown: ${counted(comparison.uncertain.length, 'feature')}`,
  };
}

/** Both in one line: `lose 2 features, gain nothing certain; 10 unknown`. */
export function inOneLine(comparison: Comparison): string {
  const [lost, gained] = (['lost', 'gained'] as const).map(part => howMany(part, comparison));
  return `lose ${lost}, gain ${gained}${alsoUnknown(comparison)}`;
}

function howMany(part: 'lost' | 'gained', comparison: Comparison<unknown>): string {
  const { length } = comparison[part];
  if (length === 0) return comparison.uncertain.length === 0 ? 'nothing' : 'nothing certain';
  return counted(length, 'feature');
}

function alsoUnknown({ uncertain }: Comparison<unknown>): string {
  return uncertain.length === 0 ? '' : `; ${uncertain.length} unknown`;
}

/** What a switch means, in words: the loss first; a line each, indented, not yet wrapped. */
export function comparisonLines(from: NamedColumn, to: NamedColumn): string[] {
  const comparison = compare(from.column, to.column);
  const { lost, gained, uncertain } = comparison;
  const titles = verdicts(comparison);
  return [
    `Switching ${from.name} → ${to.name}`,
    '',
    titles.lost,
    ...lost.flatMap(loss),
    '',
    titles.gained,
    ...gained.flatMap(gain),
    ...(uncertain.length === 0 ? [] : ['', titles.unknown, ...hints(from, to), ...uncertain.flatMap(doubt)]),
    ...versionTexts([from, to]).flatMap((text, index) => [...(index === 0 ? [''] : []), `  ${text}`]),
  ];
}

/** Said once, instead of a reason for each feature. */
function hints(...columns: readonly NamedColumn[]): string[] {
  return columns.flatMap(each => {
    const hint = upstreamHint(each, each.column);
    return hint === undefined ? [] : [`  ${each.name}: ${hint.what}: ${hint.command}`];
  });
}

/** How much of a feature there is on both sides: `full → none`. */
function change({ from, to }: Difference): string {
  return `${marks[from.state].word} → ${marks[to.state].word}`;
}

function head(item: Difference): string {
  return `  ${marks[item.to.state].symbol} ${item.title}: ${change(item)}`;
}

function gain(item: Difference): string[] {
  return [head(item), ...(item.from.loss === '' ? [] : [`      no longer: ${item.from.loss}`])];
}

function loss(item: Difference): string[] {
  return [
    head(item),
    `      ${item.to.loss}`,
    `      why: ${item.to.why} (${item.shows}: ${shownBy[item.shows]})`,
    ...(item.to.lever === null ? [] : [`      ${leverWords(item.to.lever)}: ${item.to.lever}`]),
  ];
}

function doubt(item: Difference): string[] {
  const side = item.to.state === 'unknown' ? item.to : item.from;
  if (awaitsUpstream(side)) return [head(item)];
  return [
    head(item),
    `      ${side.why}`,
    ...(side.lever === null ? [] : [`      ${leverWords(side.lever)}: ${side.lever}`]),
  ];
}
