import { documentedRoutes, type Route, type RouteId, routeIds } from './documented-routes.ts';
import { measuredOver } from './measured.ts';

export type { RouteId } from './documented-routes.ts';
export { routeIds } from './documented-routes.ts';

/** Every route with its column: what is documented, and over it what was measured. */
export const routes = Object.fromEntries(
  routeIds.map(id => [
    id,
    { ...documentedRoutes[id], column: measuredOver(id, documentedRoutes[id].column) },
  ]),
) as { readonly [Id in RouteId]: Route };
