import { type FeatureId, featureIds } from './feature.ts';

/** A record made feature by feature. */
export function recordOf<Value>(make: (id: FeatureId) => Value): { readonly [Id in FeatureId]: Value } {
  return Object.fromEntries(featureIds.map(id => [id, make(id)])) as { readonly [Id in FeatureId]: Value };
}
