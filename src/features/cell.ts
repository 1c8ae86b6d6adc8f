import type { FeatureId } from './feature.ts';

export type State = 'full' | 'partial' | 'none' | 'unknown';

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

/** What a route makes of one feature. `unknown` has evidence too: what was looked at. */
export type Cell = {
  readonly state: State;
  /** One line: what the user no longer has. Empty when nothing is lost. */
  readonly loss: string;
  /** The mechanism: header dropped, body kept, endpoint missing, by model, … */
  readonly why: string;
  /** How the loss shows: a 400 from the server, or (when absent) not at all. */
  readonly shows?: 'loud' | 'silent';
  /** The setting that changes it, or null. */
  readonly lever: string | null;
  readonly evidence: readonly [Evidence, ...Evidence[]];
};

/** One route, complete: a missing feature does not compile. */
export type Column = { readonly [Id in FeatureId]: Cell };
