import { counted, listed } from '../../base/english.ts';
import { groupTitles, type PickerRow, pickerRows } from '../picker-rows.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Outcome, Purpose } from '../state.ts';
import { namesMeant, notMeant, placeMeant } from './choose.ts';
import { withoutArrows } from './words.ts';

/** What the picker talks about. A row keeps its number, its place in the whole list. */
export type Listing = {
  readonly purpose: Purpose;
  readonly snapshot: Snapshot;
  readonly rows: readonly PickerRow[];
};

export function listingOf(purpose: Purpose, snapshot: Snapshot): Listing {
  return { purpose, snapshot, rows: pickerRows(snapshot) };
}

/** What an answer came to: something to say, and the snapshot if that was read again; or the end. */
export type Step =
  | { readonly say: readonly string[]; readonly snapshot?: Snapshot }
  | { readonly outcome: Outcome };

/** Why a catalog’s profile is neither changed nor deleted. */
export function readOnly(name: string): string {
  return `${name} comes from a catalog: type copy ${name} to have it under another name.`;
}

/** A row, or why the word means none. */
type RowMeant = { readonly row: PickerRow } | { readonly problem: string };

/** The row that a number, a role, a name or its unambiguous beginning means. */
export function rowMeant({ rows, snapshot }: Listing, word: string): RowMeant {
  const place = placeMeant(word);
  if (place !== undefined) {
    const row = rows[place];
    return row === undefined ? { problem: `The numbers go from 1 to ${rows.length}.` } : { row };
  }
  const names = rows.map(({ name }) => name);
  const found = word.startsWith('@')
    ? names.filter(name => name === roleTarget(word.slice(1), snapshot))
    : namesMeant(word, names);
  const row = rows.find(({ name }) => name === found[0]);
  return row === undefined || found.length > 1
    ? { problem: notMeant(found, 'There is no profile and no preset of that name. Type list to see them.') }
    : { row };
}

/** The name that a role points at, which nothing needs to have any more. */
function roleTarget(role: string, { config: { roles } }: Snapshot): string | undefined {
  return Object.hasOwn(roles, role) ? roles[role] : undefined;
}

/** How many profiles, which Claude Code, which default, and the list; presets that need something are only counted. */
export function greeting(listing: Listing): string[] {
  const { snapshot, rows } = listing;
  const own = rows.filter(({ source }) => source === 'profile').length;
  const presets = rows.filter(({ group }) => group === 'presets').length;
  const standard = snapshot.config.default;
  return [
    `cgw: ${counted(own, 'profile')}, ${snapshot.claude}, ${standard === undefined ? 'no default' : `the default is ${standard}`}.`,
    ...groupWords(listing, 'profiles'),
    ...groupWords(listing, 'catalogs'),
    ...groupWords(listing, 'ready'),
    ...(presets > 0
      ? [`${groupTitles.presets}: ${counted(presets, 'more preset')}. Type presets to list them.`]
      : []),
  ];
}

/** One group of the list under its title; nothing where it is empty. */
export function groupWords(listing: Listing, group: PickerRow['group']): string[] {
  const found = listing.rows.filter(row => row.group === group);
  return found.length === 0 ? [] : [`${groupTitles[group]}:`, ...found.map(row => rowWords(listing, row))];
}

/** A row in one line, everything about it in words. */
export function rowWords({ snapshot, rows }: Listing, row: PickerRow): string {
  const { name, title, place, problem, needs, group, roles } = row;
  const isMeant = snapshot.meant === name && !row.default && !row.active;
  const facts = [
    ...(problem === null ? [] : [`cannot be used: ${problem}`]),
    ...(row.default ? ['the default'] : []),
    ...(row.active ? ['used here'] : []),
    ...(isMeant ? ['meant in this folder'] : []),
    ...roles.map(role => `role @${role}`),
    ...(snapshot.lastUsed[0] === name ? ['used last in this folder'] : []),
    withoutArrows(title),
    ...(place === null ? [] : [place]),
    ...(needs.length > 0 ? [`needs ${listed(needs)}`] : []),
    ...(group === 'ready' ? ['a preset'] : []),
  ];
  return `${rows.indexOf(row) + 1}. ${name}: ${facts.join('; ')}`;
}

/** What is said about a row that holds no valid profile. */
export function invalid({ name, problem }: PickerRow): Step {
  return {
    say: [`${name} cannot be used: ${problem ?? 'see config.json'}. Fix it in config.json, or delete it.`],
  };
}
