import { regionModels } from '../backends/google.ts';
import { entriesOf, isSecretValue, type OpenGroup, openGroupOf } from '../backends/profile.ts';
import type { Candidate } from './answer.ts';
import { type Base, takesRegions } from './base.ts';

/** The groups whose keys the user chooses. */
const openGroups: { readonly [Group in OpenGroup]: string } = {
  headers: 'a header of every request',
  env: 'any further variable',
  regions: 'region of one model',
};

/** The beginnings of such paths, and those whose ends are known: what the profile holds, and models. */
export function openPaths(word: string, base: Base, what: 'plain' | 'secret'): Candidate[] {
  const secret = what === 'secret';
  const regions = !secret && takesRegions(base);
  const inside = openGroupOf(word)?.group;
  const groups = Object.entries(openGroups).filter(
    ([group]) => group !== inside && (group !== 'regions' || regions),
  );
  const held = entriesOf(base)
    .filter(({ path, value }) => openGroupOf(path) !== undefined && isSecretValue(value) === secret)
    .map(({ path }) => path);
  const models = inside === 'regions' && regions ? regionModels.map(model => `regions.${model}`) : [];
  return [
    ...groups.map(([group, help]) => ({ value: `${group}.`, help, open: true as const })),
    ...[...new Set([...held, ...models])].map(path => ({ value: `${path}=`, open: true as const })),
  ];
}
