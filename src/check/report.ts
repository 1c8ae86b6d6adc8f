import type { FeatureId } from '../features/features.ts';
import type { Relay } from './relay.ts';
import type { Step } from './step.ts';
import type { Key } from './steps/key.ts';
import type { Verdict } from './verdict.ts';

/** What one check of a profile found out, as far as it came. */
export type Report = {
  readonly profile: string;
  /** When it began, as an ISO date and time. */
  readonly at: string;
  /** What was measured, e.g. `LiteLLM 1.110.2, claude-opus-5-5`. */
  readonly versions: string;
  readonly model: string;
  readonly steps: readonly Step[];
  readonly features: readonly FeatureVerdict[];
  /** Features among them that were not asked, for what they cost. */
  readonly skipped: readonly FeatureId[];
  readonly relay: Relay;
  readonly key: Key | null;
  /** In US dollars, at Anthropic’s list prices: what that which was asked costs at most. */
  readonly estimate: number;
  /** It was stopped before its end. */
  readonly stopped: boolean;
};

export type FeatureVerdict = Verdict & { readonly feature: FeatureId };

/** Whether the profile cannot be used as it is. */
export function isUnusable({ steps }: Pick<Report, 'steps'>): boolean {
  return steps.some(({ state }) => state === 'failed');
}
