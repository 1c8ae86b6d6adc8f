import { jsonFiles } from '../base/json-files.ts' with { type: 'macro' };
import type { RouteId } from './documented-routes.ts';
import type { MeasuredRoute } from './measured.ts';

// Frozen, so that the bundler does not put a copy of the text into every place that reads it.
const files: { readonly [name: string]: string } = Object.freeze(jsonFiles('data/routes'));

/**
 * The routes that the lab can build, each read from its file when it is first asked for. A test holds the files to their
 * schema.
 */
export const measuredRoutes: { readonly [Id in RouteId]?: MeasuredRoute } = Object.defineProperties(
  {},
  Object.fromEntries(Object.entries(files).map(([id, text]) => [id, readLazily(text)])),
);

function readLazily(text: string): PropertyDescriptor {
  let route: MeasuredRoute | undefined;
  return {
    enumerable: true,
    get() {
      route ??= JSON.parse(text);
      return route;
    },
  };
}
