import type { Support } from '../../src/features/cell.ts';
import type { FeatureId } from '../../src/features/features.ts';
import type { RouteId } from '../../src/features/routes.ts';

/** Where an expected value comes from: a line of a facts file or of the study. */
export type Origin = string;

export type Expected = readonly [RouteId, FeatureId, Support, Origin];

/** Expands one row of a source’s table: feature, origin, then a state for each of the routes. */
export function row(
  routes: readonly RouteId[],
  feature: FeatureId,
  origin: Origin,
  states: readonly Support[],
): Expected[] {
  return routes.flatMap((route, index) => {
    const state = states[index];
    return state === undefined ? [] : [[route, feature, state, origin] as const];
  });
}
