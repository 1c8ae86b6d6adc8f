import { marks, type State } from '../../../features/cell.ts';
import { compare, comparisonLines, type Compared as Measured } from '../../../features/compare.ts';
import { type FeatureId, featureIds, features } from '../../../features/features.ts';
import { profileColumn } from '../../../features/profile-column.ts';
import { listed, spoken, withoutArrows } from '../words.ts';
import { entriesMeant } from './entry-meant.ts';
import { invalid } from './usable.ts';
import type { Step, World } from './world.ts';

type Compared = Measured & { readonly name: string };

/** What profiles differ in, and what a switch from the first to each other one means. */
export function compareEntries(world: World, words: readonly string[]): Step {
  const found = entriesMeant(world, words);
  if ('problem' in found) return { say: [found.problem] };
  // One alone is compared with what is meant here.
  const before = words.length === 1 ? world.entries.filter(({ name }) => name === world.catalog.meant) : [];
  const entries = [...new Set([...before, ...found.entries])];
  const compared = entries.flatMap(({ name, profile, checks }) =>
    profile === null ? [] : [{ name, profile, checks }],
  );
  const useless = entries.find(({ profile }) => profile === null);
  if (useless !== undefined) return invalid(useless);
  const [first, ...others] = compared;
  if (first === undefined || others.length === 0)
    return { say: ['That needs two profiles or more, as in: compare 1 2.'] };
  return { say: [...sideBySide(compared), ...others.flatMap(other => switchWords(first, other))] };
}

/** A table is hard to follow by ear: the features that differ one by one, the others together. */
function sideBySide(compared: readonly Compared[]): string[] {
  const columns = compared.map(({ name, profile, checks }) => ({
    name,
    column: profileColumn(profile, checks),
  }));
  const statesOf = (id: FeatureId) => columns.map(({ name, column }) => ({ name, state: column[id].state }));
  const alike = Map.groupBy(featureIds, id => {
    const [state, ...others] = new Set(statesOf(id).map(each => each.state));
    return others.length === 0 ? state : undefined;
  });
  const differing = (alike.get(undefined) ?? []).map(id => {
    const states = statesOf(id).map(({ name, state }) => `${name} ${marks[state].word}`);
    return `  ${features[id].title}: ${states.join(', ')}`;
  });
  const same = (Object.keys(marks) as State[]).flatMap(state => {
    const titles = (alike.get(state) ?? []).map(id => features[id].title);
    return titles.length === 0 ? [] : [`  ${marks[state].word}: ${titles.join('; ')}`];
  });
  const names = listed(compared.map(({ name }) => name));
  return [
    ...(differing.length > 0 ? [`${names} differ in these features:`] : [`${names} differ in no feature.`]),
    ...differing,
    ...(same.length > 0 ? ['They have the same of these:', ...same] : []),
  ];
}

function switchWords(from: Compared, to: Compared): string[] {
  return comparisonLines(from.name, to.name, compare(from, to))
    .map(line => withoutArrows(spoken(line)))
    .filter(line => line !== '');
}
