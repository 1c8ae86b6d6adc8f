import { documentedRoutes, type Route } from './documented-routes.ts';
import { measuredOver } from './measured.ts';
import { type RouteId, routeIds } from './route-ids.ts';

export type { RouteId } from './route-ids.ts';
export { routeIds } from './route-ids.ts';

/** Every route with its column: what is documented, and over it what was measured. */
export const routes = Object.fromEntries(
  routeIds.map(id => [
    id,
    { ...documentedRoutes[id], column: measuredOver(id, documentedRoutes[id].column) },
  ]),
) as { readonly [Id in RouteId]: Route };
