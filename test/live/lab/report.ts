import { z } from 'zod';
import type { Column } from '../../../src/features/cell.ts';
import { documentedRoutes, routeIds } from '../../../src/features/documented-routes.ts';
import { featureIds } from '../../../src/features/features.ts';
import { measuredOver } from '../../../src/features/routes.ts';

const state = z.enum(['full', 'partial', 'none', 'unknown']);
const words = z.array(z.string());

/** What `measured.json` holds. */
export const measuredSchema = z.strictObject({
  /** The day, YYYY-MM-DD. */
  measured: z.iso.date(),
  litellm: z.string().regex(/^\d+\.\d+\.\d+/),
  claudeCode: z.string().regex(/^\d+\.\d+\.\d+/),
  routes: z.partialRecord(
    z.enum(routeIds),
    z.strictObject({
      betas: z.strictObject({ arrived: words, dropped: words }),
      relaysUnknownBetas: z.boolean().nullable(),
      features: z.partialRecord(
        z.enum(featureIds),
        z
          .strictObject({
            state,
            shows: z.enum(['loud', 'silent']).optional(),
            loss: z.string().max(60),
            why: z.string().min(1).max(90),
            sent: z.string(),
            received: z.string().optional(),
          })
          .refine(cell => (cell.state === 'full') === (cell.loss === ''), 'what is lost must be said'),
      ),
    }),
  ),
});

export type MeasuredFile = z.infer<typeof measuredSchema>;

/** A file of measurements as it is committed: checked, in the table’s order, a cell a line. */
export function measuredText(file: {
  readonly measured: string;
  readonly litellm: string;
  readonly claudeCode: string;
  readonly routes: { readonly [id: string]: { readonly features: object } };
}): string {
  const { routes, ...versions } = measuredSchema.parse(file);
  const blocks = routeIds.flatMap(id => {
    const { features, ...rest } = routes[id] ?? {};
    if (features === undefined) return [];
    const cells = featureIds.flatMap(feature => {
      const cell = features[feature];
      return cell === undefined ? [] : [`        "${feature}": ${JSON.stringify(cell)}`];
    });
    const lines = Object.entries(rest).map(([key, value]) => `      "${key}": ${JSON.stringify(value)}`);
    return [
      `    "${id}": {\n${[...lines, `      "features": {\n${cells.join(',\n')}\n      }`].join(',\n')}\n    }`,
    ];
  });
  const head = Object.entries(versions).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`);
  return `{\n${head.join('')}  "routes": {\n${blocks.join(',\n')}\n  }\n}\n`;
}

const marks = { full: 'full', partial: 'part', none: 'none', unknown: '?' } as const;

/** The states, a route a column and a feature a row. */
export function measuredTable({ routes }: MeasuredFile): string {
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

/** Where a measurement and what is documented say different things, for a person to read. */
export function disagreements(file: MeasuredFile): string[] {
  return routeIds.flatMap(id => {
    const measured = file.routes[id];
    if (measured === undefined) return [];
    const before: Column = documentedRoutes[id].column;
    const now = measuredOver(id, before, file);
    return featureIds
      .filter(
        feature => measured.features[feature] !== undefined && now[feature].state !== before[feature].state,
      )
      .map(
        feature =>
          `${id} ${feature}: ${before[feature].state} (${before[feature].why}) → ${now[feature].state} (${now[feature].why})`,
      );
  });
}
