import { isOlder } from '../src/base/versions.ts';
import type { Cell, Evidence } from '../src/features/cell.ts';
import { featureIds } from '../src/features/features.ts';
import type { Pair } from '../src/features/measured.ts';
import { measuredRoutes } from '../src/features/measured-routes.ts';
import { columnAt, isFromLab, type RouteId, routes } from '../src/features/routes.ts';
import { groups } from './groups.ts';
import type { PageData } from './page-data.ts';

/** What is on the page: its data, and the documents that this points into. */
export type Encoded = { readonly data: PageData; readonly sources: readonly Evidence[] };

/** Gives each value its number, in the order in which they come. */
function numbered<Item>(keyOf: (item: Item) => string) {
  const numbers = new Map<string, number>();
  const all: Item[] = [];
  const numberOf = (item: Item): number => {
    const key = keyOf(item);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, all.length);
    return all.push(item) - 1;
  };
  return { all, numberOf };
}

/** The whole table in every measured pair of versions, as `src/features` has it. Pure. */
export function encoded(): Encoded {
  const texts = numbered<string>(text => text);
  const days = numbered<string>(day => day);
  const cells = numbered<PageData['cells'][number]>(cell => JSON.stringify(cell));
  const sources = numbered<Evidence>(evidence => JSON.stringify(evidence));
  const claudeCode = versions(({ claudeCode }) => claudeCode);
  const litellm = versions(({ litellm }) => litellm);

  const sourceOf = (evidence: Evidence) => {
    if (isFromLab(evidence)) return 0;
    const { superseded, ...source } = evidence;
    const number = 1 + sources.numberOf(source);
    return superseded ? -number : number;
  };
  const cellOf = ({ state, shows, loss, why, lever, evidence }: Cell) =>
    cells.numberOf([
      state,
      shows ?? 0,
      texts.numberOf(loss),
      texts.numberOf(why),
      lever === null ? -1 : texts.numberOf(lever),
      ...evidence.map(sourceOf),
    ]);
  const routeOf = (id: RouteId): PageData['routes'][number] => {
    const pairs = pairsOf(id);
    const columns = (pairs.length === 0 ? [{}] : pairs).map(pair => columnAt(id, pair));
    return {
      id,
      title: routes[id].title,
      signer: routes[id].signer,
      pairs: pairs.map(pair => [
        claudeCode.indexOf(pair.claudeCode),
        pair.litellm === undefined ? -1 : litellm.indexOf(pair.litellm),
        days.numberOf(pair.measured),
      ]),
      features: featureIds.map(feature => {
        const [first, ...rest] = columns.map(column => cellOf(column[feature]));
        return first === undefined || rest.some(each => each !== first) ? [first ?? 0, ...rest] : first;
      }),
    };
  };
  const all = groups.flatMap(group => group.routes.map(routeOf));
  return {
    data: { claudeCode, litellm, days: days.all, texts: texts.all, cells: cells.all, routes: all },
    sources: sources.all,
  };
}

function pairsOf(id: RouteId): readonly Pair[] {
  return measuredRoutes[id]?.pairs ?? [];
}

/** Of one program, all that were measured on any route, newest first. */
function versions(of: (pair: Pair) => string | undefined): string[] {
  const all = Object.values(measuredRoutes).flatMap(({ pairs }) => pairs.flatMap(pair => of(pair) ?? []));
  return [...new Set(all)].sort((a, b) => (isOlder(a, b) ? 1 : -1));
}
