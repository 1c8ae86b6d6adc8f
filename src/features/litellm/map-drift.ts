import { isRecord } from '../../base/json.ts';
import { betaMap, type LitellmProvider, litellmProviders, type Outcome } from './beta-map.ts';

/** How LiteLLM’s file of beta headers differs from the map that the table was made from. */
export type MapDrift = {
  readonly fresh: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly string[];
};

/** Columns of the file that no route of the table stands for, and what is no column. */
const otherColumns = ['databricks', 'vertex_ai_header_only', 'description'];

/** Holds LiteLLM’s own file against the map. Undefined: it is not in the form that is known (1.110.2). Pure. */
export function mapDriftOf(file: unknown): MapDrift | undefined {
  if (!isRecord(file)) return undefined;
  const outcomes = new Map<LitellmProvider, ReadonlyMap<string, Outcome>>();
  for (const provider of litellmProviders) {
    const column = file[provider];
    if (!isRecord(column)) return undefined;
    outcomes.set(provider, outcomesIn({ ...column, ...headersOnly(provider, file) }));
  }
  const names = new Set([...outcomes.values()].flatMap(column => [...column.keys()]));
  const at = (provider: LitellmProvider, name: string) => outcomes.get(provider)?.get(name) ?? 'absent';
  const columns = Object.keys(file).filter(
    name => !otherColumns.includes(name) && !litellmProviders.some(each => each === name),
  );
  return {
    fresh: [
      ...[...names]
        .filter(name => !Object.hasOwn(betaMap, name))
        .map(name => `${name}: ${sentTo(provider => at(provider, name))}`),
      ...columns.map(name => `${name}: a provider, or a rule, that the table does not have`),
    ],
    gone: Object.keys(betaMap)
      .filter(name => !names.has(name))
      .map(name => `${name}: no longer in the map, so that it reaches nobody`),
    changed: Object.entries(betaMap).flatMap(([name, row]) => {
      if (!names.has(name)) return [];
      return litellmProviders
        .filter(provider => at(provider, name) !== row[provider])
        .map(
          provider =>
            `${name} to ${provider}: ${words[at(provider, name)]}; cgw knows ${words[row[provider]]}`,
        );
    }),
  };
}

const words: { readonly [Each in Outcome]: string } = {
  forwarded: 'forwarded',
  renamed: 'renamed',
  null: 'dropped',
  absent: 'not in the map, so dropped',
};

function outcomesIn(column: Readonly<Record<string, unknown>>): ReadonlyMap<string, Outcome> {
  return new Map(
    Object.entries(column).map(([name, value]) => [
      name,
      value === null ? 'null' : value === name ? 'forwarded' : 'renamed',
    ]),
  );
}

/** What a provider takes as a header alone arrives there, too. */
function headersOnly(provider: LitellmProvider, file: Readonly<Record<string, unknown>>): object {
  const column = file[`${provider}_header_only`];
  return isRecord(column) ? column : {};
}

function sentTo(outcome: (provider: LitellmProvider) => Outcome): string {
  const to = litellmProviders.filter(each => outcome(each) === 'forwarded' || outcome(each) === 'renamed');
  return to.length === 0 ? 'reaches nobody' : `reaches ${to.join(', ')}`;
}
