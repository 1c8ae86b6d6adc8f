import type { FeatureId } from './features.ts';

export type Support = 'full' | 'partial' | 'none' | 'unknown';

export type Evidence = {
  /** A vendor’s documentation, a measurement, or somebody’s report. */
  readonly kind: 'documented' | 'measured' | 'reported';
  /** Resolvable text: a URL, or repository and number, or document and date. */
  readonly source: string;
  /** The day it was read or measured, YYYY-MM-DD. */
  readonly checked: string;
  /** What it is true of, e.g. `Claude Code 2.1.330`. */
  readonly versions: string;
  /** Newer evidence disagrees. It stays, so that the change can be followed. */
  readonly superseded?: true;
};

/** At least one, what decides first. */
export type Sources = readonly [Evidence, ...Evidence[]];

/** What a route makes of one feature. `unknown` has evidence too: what was looked at. */
export type Cell = {
  readonly state: Support;
  /** One line: what the user no longer has. Empty when nothing is lost. */
  readonly loss: string;
  /** The mechanism: header dropped, body kept, endpoint missing, by model, … */
  readonly why: string;
  /** How the loss shows: a 400 from the server, or (when absent) not at all. */
  readonly shows?: 'loud' | 'silent';
  /** The setting that changes it, or null. */
  readonly lever: string | null;
  /** What may be behind the gateway, where that alone decides and the profile does not say it. */
  readonly upstreams?: readonly string[];
  readonly evidence: Sources;
};

/** One route, complete: a missing feature does not compile. */
export type Column = { readonly [Id in FeatureId]: Cell };

/** Nothing is lost. `lever` is what turns it on, where it has to be asked for. */
export function full(why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'full', loss: '', why, lever, evidence };
}

export function partial(loss: string, why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'partial', loss, why, lever, evidence };
}

export function none(loss: string, why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'none', loss, why, lever, evidence };
}

/** Nobody knows: `loss` is what may be lost, the evidence is what was looked at. */
export function unknown(loss: string, why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'unknown', loss, why, lever, evidence };
}

/** The same cell on another route, with what says that the route leaves it as it is. */
export function also(cell: Cell, ...evidence: Sources): Cell {
  const kept = cell.evidence.filter(old => evidence.every(added => added.source !== old.source));
  return { ...cell, evidence: [...evidence, ...kept] };
}

/** The cell with the evidence that is wanted of it; all of it where nothing would be left. */
export function withEvidence(cell: Cell, isWanted: (evidence: Evidence) => boolean): Cell {
  const [first, ...rest] = cell.evidence.filter(isWanted);
  return first === undefined ? cell : { ...cell, evidence: [first, ...rest] };
}

/** Each source once, where it stands first. */
export function distinct([first, ...rest]: Sources): Sources {
  const others = rest.filter(
    ({ source }, index) =>
      source !== first.source && rest.findIndex(other => other.source === source) === index,
  );
  return [first, ...others];
}

const worstFirst: readonly Support[] = ['none', 'unknown', 'partial', 'full'];

/** Whether less is left of a feature; what nobody knows is worse than a part. */
export function isWorse(a: { readonly state: Support }, b: { readonly state: Support }): boolean {
  return worstFirst.indexOf(a.state) < worstFirst.indexOf(b.state);
}

/** What is lost comes first: it is what a user looks for. */
export const lossesFirst: readonly Support[] = ['none', 'partial', 'unknown', 'full'];

/** How a state is written: a symbol and a word, so that neither colour nor shape alone tells it. */
export const marks: { readonly [Each in Support]: { readonly symbol: string; readonly word: string } } = {
  full: { symbol: '✓', word: 'full' },
  partial: { symbol: '~', word: 'part' },
  none: { symbol: '✗', word: 'none' },
  unknown: { symbol: '?', word: 'unknown' },
};

export function marked(state: Support): string {
  return `${marks[state].symbol} ${marks[state].word}`;
}

/** What the marks mean, for the foot of a table. */
export const legend = '✓ full   ~ part: some of it   ✗ none   ? unknown';

/** The widest mark. */
export const markWidth = Math.max(
  ...Object.values(marks).map(({ symbol, word }) => symbol.length + 1 + word.length),
);
