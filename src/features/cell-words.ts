import type { Support } from './cell.ts';
import { type FeatureId, features } from './features.ts';

/** How a loss shows, in words. */
export const shownBy = { loud: 'the server answers 400', silent: 'nothing tells you' } as const;

/** A loss that is there is loud or silent; one that may be is so by the nature of the feature. */
export function howItShows(id: FeatureId, state: Support, shows: 'loud' | 'silent' = 'silent'): string {
  return state === 'unknown' ? `if it is lost: ${shownBy[features[id].loss]}` : shownBy[shows];
}
