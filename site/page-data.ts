import type { Cell, Support } from '../src/features/cell.ts';
import type { RouteId, ThinkingSigner } from '../src/features/documented-routes.ts';
import { type FeatureId, featureIds, recordOf } from '../src/features/features.ts';
import { type Pair, pairFor, type Versions } from '../src/features/measured.ts';

/**
 * What the page’s program knows, as small as it goes: each text, version and cell stands in its list once, and
 * everything else is its number there. Sources are in the page itself.
 */
export type PageData = {
  /** Newest first, as all versions of the page. */
  readonly claudeCode: readonly string[];
  readonly litellm: readonly string[];
  readonly days: readonly string[];
  readonly texts: readonly string[];
  readonly cells: readonly EncodedCell[];
  readonly routes: readonly EncodedRoute[];
};

/** Sources count from 1, negative where they are superseded; 0 is the lab, with the versions at hand. */
type EncodedCell = readonly [
  state: Support,
  shows: 'loud' | 'silent' | 0,
  loss: number,
  why: number,
  lever: number | -1,
  ...sources: number[],
];

type EncodedRoute = {
  readonly id: RouteId;
  readonly title: string;
  readonly signer: ThinkingSigner;
  /** Claude Code, LiteLLM (-1: none), day; newest first. */
  readonly pairs: readonly (readonly [claudeCode: number, litellm: number, day: number])[];
  /** By feature: its cell in each pair, or one that holds of all. */
  readonly features: readonly (number | readonly number[])[];
};

/** A cell of the feature table; its sources are numbers of the page’s list. */
export type PageCell = Pick<Cell, 'state' | 'shows' | 'loss' | 'why' | 'lever'> & {
  readonly sources: readonly number[];
};

export type PageColumn = { readonly [Id in FeatureId]: PageCell };

export type PageRoute = Pick<EncodedRoute, 'id' | 'title' | 'signer'> & {
  /** What was measured; none where the route is only documented. */
  readonly pairs: readonly Pair[];
  /** A column for each pair, or the one of a route without any. */
  readonly columns: readonly PageColumn[];
};

/** @throws Error when the list is shorter: the page does not fit its program */
function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index];
  if (item === undefined) throw new Error(`the page’s data has no item ${index}`);
  return item;
}

/** The routes in the order of the table’s columns. Pure. */
export function routesIn(data: PageData): readonly PageRoute[] {
  const cells = data.cells.map(
    ([state, shows, loss, why, lever, ...sources]): PageCell => ({
      state,
      ...(shows === 0 ? {} : { shows }),
      loss: at(data.texts, loss),
      why: at(data.texts, why),
      lever: lever === -1 ? null : at(data.texts, lever),
      sources,
    }),
  );
  return data.routes.map(({ id, title, signer, pairs, features }) => ({
    id,
    title,
    signer,
    pairs: pairs.map(([claudeCode, litellm, day]) => ({
      claudeCode: at(data.claudeCode, claudeCode),
      ...(litellm === -1 ? {} : { litellm: at(data.litellm, litellm) }),
      measured: at(data.days, day),
    })),
    columns: Array.from({ length: Math.max(pairs.length, 1) }, (_, pair) =>
      recordOf(featureIds, feature => {
        const inPairs = at(features, featureIds.indexOf(feature));
        return at(cells, typeof inPairs === 'number' ? inPairs : at(inPairs, pair));
      }),
    ),
  }));
}

/** A route’s column in somebody’s versions, with the measured ones that stand for them. */
export function columnIn(
  route: PageRoute,
  versions: Versions,
): { pair: Pair | undefined; column: PageColumn } {
  const pair = pairFor(route, versions);
  return { pair, column: at(route.columns, pair === undefined ? 0 : route.pairs.indexOf(pair)) };
}

/** The states that the head of the table counts. */
export const countedStates = ['none', 'partial'] as const satisfies readonly Support[];

/** How many features of a column are in a state. */
export function howMany(state: Support, column: PageColumn): number {
  return featureIds.filter(id => column[id].state === state).length;
}
