import type { State } from './cell.ts';
import type { FeatureId } from './features.ts';

/** What `cgw check` found out about one feature of a profile. */
export type CheckResult = {
  readonly feature: FeatureId;
  readonly state: State;
  /** What was seen; empty when there is nothing to add. */
  readonly why: string;
  /** When, as an ISO date and time. */
  readonly at: string;
  /** What was measured, e.g. `LiteLLM 1.110.2`. */
  readonly versions: string;
};
