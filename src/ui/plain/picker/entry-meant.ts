import type { Catalog } from '../../catalog.ts';
import type { Entry } from '../../entries.ts';
import { namesMeant, notMeant, placeMeant } from '../choose.ts';
import type { Dialogue } from '../dialogue.ts';
import type { Step, World } from './world.ts';

/** An entry, or why the word means none. */
export type EntryMeant = { readonly entry: Entry } | { readonly problem: string };

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
): { readonly entries: readonly Entry[] } | { readonly problem: string } {
  const entries: Entry[] = [];
  for (const word of words) {
    const meant = entryMeant(world, word);
    if ('problem' in meant) return meant;
    entries.push(meant.entry);
  }
  return { entries };
}

type EntryCommand = (world: World, entry: Entry, rest: readonly string[]) => Step | Dialogue<Step>;

/** A command on one entry, which its first word names. */
export function onEntry(command: EntryCommand) {
  return (world: World, [word, ...rest]: readonly string[]): Step | Dialogue<Step> => {
    if (word === undefined) return { say: ['That needs the number or the name of a profile after it.'] };
    const meant = entryMeant(world, word);
    return 'problem' in meant ? { say: [meant.problem] } : command(world, meant.entry, rest);
  };
}
