import type { Column } from '../../../src/features/cell.ts';
import { documentedRoutes, routeIds } from '../../../src/features/documented-routes.ts';
import { featureIds } from '../../../src/features/features.ts';
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

/** Where the newest measurements and what is documented say different things, for a person to read. */
export function disagreements(data: readonly RouteData[]): string[] {
  return data.flatMap(({ route: id, ...measured }) => {
    const before: Column = documentedRoutes[id].column;
    const now = measuredOver(id, before, measuredAt(measured, measured.pairs[0]));
    return featureIds
      .filter(feature => now[feature].state !== before[feature].state)
      .map(
        feature =>
          `${id} ${feature}: ${before[feature].state} (${before[feature].why}) → ${now[feature].state} (${now[feature].why})`,
      );
  });
}
