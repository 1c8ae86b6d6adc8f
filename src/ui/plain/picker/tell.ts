import { fieldOf } from '../../../backends/index.ts';
import { heldFields, isSecretValue, type Profile } from '../../../backends/profile.ts';
import { marks, type State } from '../../../features/cell.ts';
import { compare, comparisonLines, type Compared as Measured } from '../../../features/compare.ts';
import { type FeatureId, featureIds, features } from '../../../features/features.ts';
import { profileColumn } from '../../../features/profile-column.ts';
import { describeReference } from '../../../secrets/reference.ts';
import type { Line } from '../../lines.ts';
import type { PickerRow } from '../../picker-rows.ts';
import { draftOf, shownProfile } from '../../screens/form/draft.ts';
import { isWord } from '../../screens/form/sources.ts';
import { valueText } from '../../screens/form/value.ts';
import { checkLines, envLines, featureLines, noteLines } from '../../screens/picker/tabs.ts';
import type { Tab } from '../../state.ts';
import { listed, spoken, spokenLines, unmasked, wide, withoutArrows } from '../words.ts';
import { entriesMeant, entryWords, invalid, type Step, type World } from './world.ts';

type TabWords = {
  readonly title: (name: string) => string;
  readonly lines: (entry: PickerRow, profile: Profile, world: World) => Line[];
};

/** The tabs of the screens as text. */
const tabWords: { readonly [Each in Tab]: TabWords } = {
  Features: {
    title: name => `What ${name} has of the features of Claude Code, what is lost first:`,
    lines: ({ checks }, profile) => featureLines({ profile, checks }, wide),
  },
  Env: {
    title: name => `What ${name} does to the environment:`,
    lines: ({ name }, profile, { catalog }) => envLines(name, profile, catalog, wide),
  },
  Check: {
    title: name => `How well the features of ${name} are known:`,
    lines: (entry, profile, { catalog }) => checkLines(entry, profile, catalog.checks.get(entry.name), wide),
  },
  Notes: {
    title: name => `About ${name}:`,
    lines: (entry, profile) => noteLines(entry, profile, wide),
  },
};

/** One tab of an entry. A preset that needs something has them too. */
export function tab(which: Tab): (world: World, entry: PickerRow) => Step {
  return (world, entry) => {
    const { name, profile, needs } = entry;
    if (profile === null) return invalid(entry);
    const { title, lines } = tabWords[which];
    const spoken = spokenLines(lines(entry, profile, world)).filter(line => line !== '');
    return {
      say: [
        title(name),
        ...(needs.length > 0 ? [`It still needs ${listed(needs)}.`] : []),
        // A variable may well hold an arrow; nothing else here is anybody’s value.
        ...(which === 'Env' ? spoken : spoken.map(withoutArrows)),
      ],
    };
  };
}

/** An entry with all its fields. */
export function show(world: World, entry: PickerRow): Step {
  if (entry.profile === null) return invalid(entry);
  const { backend } = entry.profile;
  const shown = shownProfile(backend, draftOf(entry.profile));
  const fields = heldFields(shown).map(
    ({ path, value }) => `  ${path}: ${unmasked(valueText(described(shown, path, value)))}`,
  );
  return {
    say: [
      entryWords(world, entry),
      ...(fields.length > 0 ? ['Its fields:', ...fields] : ['No field of it is set.']),
    ],
  };
}

/** A reference without the arguments of its command: they could be private. */
function described({ backend }: Profile, path: string, value: unknown): unknown {
  if (isSecretValue(value)) return { ...value, secret: describeReference(value.secret) };
  const isReference = typeof value === 'string' && fieldOf(backend, path)?.kind === 'credential';
  return isReference && !isWord(value) ? describeReference(value) : value;
}

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
