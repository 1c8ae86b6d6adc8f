import type { FeatureId } from './feature.ts';
import type { RouteId } from './route-ids.ts';

export type IssueState = 'fixed' | 'open' | 'unknown' | 'partly';

/** A reported problem and what became of it. */
export type KnownIssue = {
  /** Repository and number, e.g. `BerriAI/litellm#15622`. */
  readonly id: string;
  readonly title: string;
  /** What the report says. */
  readonly claim: string;
  /** Today. A report that was closed without a word of a fix is `unknown`. */
  readonly state: IssueState;
  /** The version or month it was first seen in, where the report says. */
  readonly since: string | null;
  readonly fixedIn: string | null;
  /** What is known of its end, for people. */
  readonly note: string;
  readonly checked: string;
  readonly routes: readonly [RouteId, ...RouteId[]];
  /** Empty: it concerns the way there, not a feature. */
  readonly features: readonly FeatureId[];
  readonly lever: string | null;
  readonly source: string;
};
