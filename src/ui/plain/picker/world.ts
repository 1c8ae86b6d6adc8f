import type { Catalog } from '../../catalog.ts';
import { groupTitles, type PickerRow, pickerRows } from '../../picker-rows.ts';
import type { ChangeRequest, Outcome, Purpose } from '../../state.ts';
import { namesMeant, notMeant, placeMeant } from '../choose.ts';
import { carryOut, type Dialogue } from '../dialogue.ts';
import { counted, listed, sentence, withoutArrows } from '../words.ts';

/** What the picker knows while it talks. Entries keep their numbers: those of the whole list. */
export type World = {
  readonly purpose: Purpose;
  readonly catalog: Catalog;
  readonly entries: readonly PickerRow[];
};

/** What a command came to: something to say, and the world if that changed; or the end. */
export type Step =
  | { readonly say: readonly string[]; readonly catalog?: Catalog }
  | { readonly outcome: Outcome };

export function worldOf(purpose: Purpose, catalog: Catalog): World {
  return { purpose, catalog, entries: pickerRows(catalog) };
}

export function numberOf({ entries }: World, entry: PickerRow): number {
  return entries.indexOf(entry) + 1;
}

/** A change that needs nothing but to be made. */
export function* changed(request: ChangeRequest): Dialogue<Step> {
  const carried = yield* carryOut(request);
  switch (carried.type) {
    case 'loaded':
      return { say: [request.done, ...carried.notes].map(sentence), catalog: carried.catalog };
    case 'noted':
      return { say: [sentence(carried.text)] };
    case 'failed': {
      const { text, catalog } = carried;
      return { say: [sentence(text)], ...(catalog === undefined ? {} : { catalog }) };
    }
  }
}

/** What is said about an entry that holds no valid profile. */
export function invalid({ name, problem }: PickerRow): Step {
  return {
    say: [`${name} cannot be used: ${problem ?? 'see config.json'}. Mend it in config.json, or delete it.`],
  };
}

/** Why an entry cannot be worked with as a profile; undefined when it can. */
export function notUsable(entry: PickerRow): Step | undefined {
  const { name, profile, needs } = entry;
  if (profile === null) return invalid(entry);
  return needs.length > 0
    ? { say: [`${name} is a preset that still has to be set up: type add ${name} for that.`] }
    : undefined;
}

/** An entry, or why the word means none. */
export type EntryMeant = { readonly entry: PickerRow } | { readonly problem: string };

/** The entry that a number, a role, a name or its unambiguous beginning means. */
export function entryMeant({ entries, catalog }: World, word: string): EntryMeant {
  const place = placeMeant(word);
  if (place !== undefined) {
    const entry = entries[place];
    return entry === undefined ? { problem: `The numbers go from 1 to ${entries.length}.` } : { entry };
  }
  const names = entries.map(({ name }) => name);
  const found = word.startsWith('@')
    ? names.filter(name => name === roleTarget(word.slice(1), catalog))
    : namesMeant(word, names);
  const entry = entries.find(({ name }) => name === found[0]);
  return entry === undefined || found.length > 1
    ? { problem: notMeant(found, 'There is no profile and no preset of that name. Type list to hear them.') }
    : { entry };
}

/** The name that a role points at, which nothing needs to have any more. */
function roleTarget(role: string, { config: { roles } }: Catalog): string | undefined {
  return Object.hasOwn(roles, role) ? roles[role] : undefined;
}

/** Several words, each an entry. */
export function entriesMeant(
  world: World,
  words: readonly string[],
): { readonly entries: readonly PickerRow[] } | { readonly problem: string } {
  const entries: PickerRow[] = [];
  for (const word of words) {
    const meant = entryMeant(world, word);
    if ('problem' in meant) return meant;
    entries.push(meant.entry);
  }
  return { entries };
}

type EntryCommand = (world: World, entry: PickerRow, rest: readonly string[]) => Step | Dialogue<Step>;

/** A command on one entry, which its first word names. */
export function onEntry(command: EntryCommand) {
  return (world: World, [word, ...rest]: readonly string[]): Step | Dialogue<Step> => {
    if (word === undefined) return { say: ['That needs the number or the name of a profile after it.'] };
    const meant = entryMeant(world, word);
    return 'problem' in meant ? { say: [meant.problem] } : command(world, meant.entry, rest);
  };
}

/** The whole of the greeting: how many profiles, which Claude Code, which default, and the list. */
export function greeting(world: World): string[] {
  const { catalog, entries } = world;
  const own = entries.filter(({ source }) => source === 'profile').length;
  const standard = catalog.config.default;
  return [
    `cgw: ${counted(own, 'profile')}, ${catalog.claude}, ${standard === undefined ? 'no default' : `the default is ${standard}`}.`,
    ...listWords(world),
  ];
}

/** The entries by their groups. What still has to be set up is only counted: it is a long list. */
function listWords(world: World): string[] {
  const presets = entriesIn(world, 'presets').length;
  return [
    ...groupWords(world, 'profiles'),
    ...groupWords(world, 'ready'),
    ...(presets > 0
      ? [`${groupTitles.presets}: ${counted(presets, 'more preset')}. Type presets to hear them.`]
      : []),
  ];
}

export function groupWords(world: World, group: PickerRow['group']): string[] {
  const found = entriesIn(world, group);
  return found.length === 0 ? [] : [`${groupTitles[group]}:`, ...found.map(each => entryWords(world, each))];
}

function entriesIn({ entries }: World, group: PickerRow['group']): PickerRow[] {
  return entries.filter(entry => entry.group === group);
}

/** An entry in one line, everything about it in words. */
export function entryWords(world: World, entry: PickerRow): string {
  const { name, title, place, problem, needs, group } = entry;
  const facts = [
    ...(problem === null ? [] : [`cannot be used: ${problem}`]),
    ...tagsOf(world, entry),
    withoutArrows(title),
    ...(place === null ? [] : [place]),
    ...(needs.length > 0 ? [`needs ${listed(needs)}`] : []),
    ...(group === 'ready' ? ['a preset'] : []),
  ];
  return `${numberOf(world, entry)}. ${name}: ${facts.join('; ')}`;
}

/** What points at an entry, and what it is here and now. */
function tagsOf({ catalog }: World, entry: PickerRow): string[] {
  const { name, roles } = entry;
  return [
    ...(entry.default ? ['the default'] : []),
    ...(entry.active ? ['in force here'] : []),
    ...(catalog.meant === name && !entry.default && !entry.active ? ['meant in this folder'] : []),
    ...roles.map(role => `role @${role}`),
    ...(catalog.lastUsed[0] === name ? ['used last in this folder'] : []),
  ];
}
