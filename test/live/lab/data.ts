import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { documentedRoutes, type RouteId, routeIds } from '../../../src/features/documented-routes.ts';
import { featureIds, features } from '../../../src/features/features.ts';
import type { RouteMeasured } from './run.ts';
import { type Point, pairOrder, runsOf, valueAt } from './runs.ts';
import { type RouteData, routeSchema, schemaText } from './schema.ts';

/** The published measurements: one file a route. */
const dataFolder = resolve(import.meta.dir, '../../../data');

export type Measurement = Point<RouteMeasured>;

/** The files there are. @throws ZodError when one is not as its schema says */
export function readData(): RouteData[] {
  return routeIds
    .map(fileOf)
    .filter(existsSync)
    .map(path => routeSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
}

function fileOf(id: RouteId): string {
  return join(dataFolder, 'routes', `${id}.json`);
}

/** Takes new measurements in: they replace what was measured of the same versions. */
export function addToData(id: RouteId, fresh: readonly Measurement[]): void {
  const old = readData().find(({ route }) => route === id);
  const kept = (old === undefined ? [] : pointsOf(old)).filter(
    ({ pair }) => !fresh.some(each => pairOrder(each.pair, pair) === 0),
  );
  writeFileSync(fileOf(id), dataText(dataOf(id, [...kept, ...fresh])));
  writeFileSync(join(dataFolder, 'schema.json'), schemaText());
}

/** A file’s measurements, pair by pair. */
export function pointsOf(data: RouteData): Measurement[] {
  return data.pairs.map(pair => {
    const { relaysUnknown = null, arrived = [], dropped = [] } = valueAt(data.betas, pair) ?? {};
    const cells = featureIds.flatMap(id => {
      const value = valueAt(data.features[id]?.runs ?? [], pair);
      return value === undefined ? [] : [[id, value]];
    });
    return {
      pair,
      value: { betas: { arrived, dropped }, relaysUnknown, features: Object.fromEntries(cells) },
    };
  });
}

/** Measurements as a file holds them. Pure. */
export function dataOf(id: RouteId, points: readonly Measurement[]): RouteData {
  const { title } = documentedRoutes[id];
  const cells = featureIds.flatMap(feature => {
    const runs = runsOf(points.map(({ pair, value }) => ({ pair, value: value?.features[feature] })));
    return runs.length === 0 ? [] : [[feature, { title: features[feature].title, runs }]];
  });
  return routeSchema.parse({
    $schema: '../schema.json',
    route: id,
    title,
    pairs: points.map(({ pair }) => pair).toSorted(pairOrder),
    betas: runsOf(points.map(({ pair, value }) => ({ pair, value: value && betasOf(value) }))),
    features: Object.fromEntries(cells),
  });
}

function betasOf({ betas, relaysUnknown }: RouteMeasured) {
  return { ...betas, relaysUnknown };
}

/** A file as it is committed: a pair or a run a line. */
export function dataText({ pairs, betas, features: cells, ...rest }: RouteData): string {
  const list = (items: readonly object[], indent: string) =>
    `[\n${items.map(item => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`;
  const rows = Object.entries(cells).map(
    ([id, { title, runs }]) =>
      `    ${JSON.stringify(id)}: {\n      "title": ${JSON.stringify(title)},\n      "runs": ${list(runs, '      ')}\n    }`,
  );
  const head = Object.entries(rest).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`);
  return `{\n${head.join('')}  "pairs": ${list(pairs, '  ')},\n  "betas": ${list(betas, '  ')},\n  "features": {\n${rows.join(',\n')}\n  }\n}\n`;
}

/** All routes as they were measured with one pair of versions. */
export type Snapshot = {
  readonly measured: string;
  readonly litellm: string;
  readonly claudeCode: string;
  readonly routes: { readonly [Id in RouteId]?: RouteMeasured };
};

/** The newest versions that were measured together. */
export function newestSnapshot(data: readonly RouteData[]): Snapshot {
  const points = data.map(each => ({ id: each.route, point: pointsOf(each)[0] }));
  const newest = points.flatMap(({ point }) => point?.pair ?? []).toSorted(pairOrder)[0];
  const routes = Object.fromEntries(points.map(({ id, point }) => [id, point?.value]));
  return {
    measured: newest?.measured ?? '',
    litellm: newest?.litellm ?? '',
    claudeCode: newest?.claudeCode ?? '',
    routes,
  };
}
