import type { Cell, Column } from '../../../src/features/cell.ts';
import { documentedRoutes, type RouteId, routeIds } from '../../../src/features/documented-routes.ts';
import { type FeatureId, featureIds } from '../../../src/features/features.ts';
import { measuredAt, measuredOver } from '../../../src/features/routes.ts';
import type { Snapshot } from './data.ts';
import type { RouteData } from './schema.ts';

const marks = { full: 'full', partial: 'part', none: 'none', unknown: '?' } as const;

/** The states, a route a column and a feature a row. */
export function measuredTable({ routes }: Snapshot): string {
  const ids = routeIds.filter(id => routes[id] !== undefined);
  const width = Math.max(...featureIds.map(id => id.length)) + 2;
  const rows = featureIds.map(feature => {
    const cells = ids.map(id => {
      const cell = routes[id]?.features[feature];
      return (cell === undefined ? '·' : marks[cell.state]).padEnd(5);
    });
    return `${feature.padEnd(width)}${cells.join('')}`;
  });
  return [...ids.map((id, index) => `${' '.repeat(width + index * 5)}${id}`), ...rows].join('\n');
}

/** A cell of the newest measurements that says something else than the documents. */
export type Disagreement = {
  readonly route: RouteId;
  readonly feature: FeatureId;
  readonly documented: Cell;
  readonly measured: Cell;
};

/** Every one of them: another state, or a loss that shows where it was said to be silent, or the other way. */
export function disagreements(data: readonly RouteData[]): Disagreement[] {
  return data.flatMap(({ route, ...measured }) => {
    const before: Column = documentedRoutes[route].column;
    const now = measuredOver(route, before, measuredAt(measured, measured.pairs[0]));
    return featureIds
      .map(feature => ({ route, feature, documented: before[feature], measured: now[feature] }))
      .filter(
        ({ documented: was, measured: is }) =>
          was.state !== is.state || (was.shows === 'loud') !== (is.shows === 'loud'),
      );
  });
}
