import type { Profile } from '../backends/profile.ts';
import { measuredIn } from '../check/stored-check.ts';
import { type ColumnSource, columnOf, type ProfileColumn } from '../features/profile-column.ts';
import { routesOf } from '../features/route-of.ts';
import { routes } from '../features/routes.ts';
import { versionNote } from '../features/version-notes.ts';
import type { VersionNote } from '../features/version-texts.ts';
import type { Config } from '../profile/config.ts';
import { type Listed, listProfiles } from '../profile/listing.ts';
import { allPresets, isReady, type Preset, presetOf, withExampleAddress } from '../profile/presets.ts';
import { matchScore, wordsOf } from './fuzzy.ts';
import type { Snapshot } from './snapshot.ts';

/** A line of the picker. */
export type PickerRow = Listed & {
  readonly group: Group;
  /** What it is compared and shown as; null where the file holds no valid profile. */
  readonly held: Held | null;
  /** What a preset still needs. */
  readonly needs: readonly string[];
};

/** A profile, what it costs, with what was measured of it as it is now, and which versions that speaks of. */
export type Held = {
  readonly profile: Profile;
  readonly column: ProfileColumn;
  readonly versions: VersionNote | null;
};

type Group = 'profiles' | 'catalogs' | 'ready' | 'presets';

export const groupTitles: { readonly [Each in Group]: string } = {
  profiles: 'Yours',
  catalogs: 'From catalogs',
  ready: 'Ready to use',
  presets: 'To set up',
};

/** The user’s profiles, the presets that work as they are, and those that still need something. */
export function pickerRows(snapshot: Snapshot): PickerRow[] {
  const { config, environment } = snapshot;
  const usable = listProfiles(config, environment).map(listed => usableRow(listed, snapshot));
  const rest = allPresets().filter(
    ([name, preset]) => !isReady(preset) && !Object.hasOwn(config.profiles, name),
  );
  return [...usable, ...rest.map(([name, preset]) => presetRow(name, preset, snapshot))];
}

const groupOf: { readonly [Source in Listed['source']]: Group } = {
  profile: 'profiles',
  catalog: 'catalogs',
  preset: 'ready',
};

/** Validity and what hangs on it are computed when they are looked at: of a thousand rows a screen shows twenty. */
function usableRow(listed: Listed, snapshot: Snapshot): PickerRow {
  const { config } = snapshot;
  const { name, source, backend, title, place, active, roles, note } = listed;
  const problem = once(() => listed.problem);
  const held = once(() => {
    const profile = problem() === null ? profileOf(name, config) : null;
    return profile === null ? null : heldOf(name, profile, snapshot);
  });
  return {
    name,
    source,
    backend,
    title,
    place,
    default: listed.default,
    active,
    roles,
    note,
    group: groupOf[source],
    catalog: listed.catalog,
    needs: [],
    get problem() {
      return problem();
    },
    get held() {
      return held();
    },
  };
}

function heldOf(name: string, profile: Profile, snapshot: Snapshot): Held {
  const source = columnSource(name, profile, snapshot);
  const column = once(() => columnOf(source));
  const versions = once(() => versionNote(source));
  return {
    profile,
    get column() {
      return column();
    },
    get versions() {
      return versions();
    },
  };
}

/** What decides on the column of a profile. */
function columnSource(
  name: string,
  profile: Profile,
  { checks, claudeVersion, models }: Snapshot,
): ColumnSource {
  return { profile, ...measuredIn(checks.get(name), profile, claudeVersion), models };
}

function once<Value>(compute: () => Value): () => Value {
  let held: { readonly value: Value } | undefined;
  return () => {
    held ??= { value: compute() };
    return held.value;
  };
}

function profileOf(name: string, config: Config): Profile | null {
  if (Object.hasOwn(config.profiles, name)) return config.profiles[name] ?? null;
  return presetOf(name)?.profile ?? null;
}

function presetRow(name: string, preset: Preset, snapshot: Snapshot): PickerRow {
  return {
    name,
    group: 'presets',
    source: 'preset',
    catalog: null,
    backend: preset.profile.backend,
    title: preset.title,
    place: null,
    default: false,
    active: false,
    roles: [],
    note: null,
    problem: null,
    held: heldOf(name, withExampleAddress(preset), snapshot),
    needs: Object.keys(preset.fill ?? {}),
  };
}

/** What a filter finds. */
type Found = {
  readonly rows: readonly PickerRow[];
  /** The one that answers best, in whichever group. */
  readonly best: PickerRow | undefined;
};

/** What the last filter found among these rows: a key asks for it in many places. */
const found = new WeakMap<readonly PickerRow[], Found & { readonly filter: string }>();

/** The rows that answer to every word of the filter, in each group the best first. */
export function filtered(rows: readonly PickerRow[], filter: string): Found {
  const held = found.get(rows);
  if (held?.filter === filter) return held;
  const fresh = { filter, ...matching(rows, filter) };
  found.set(rows, fresh);
  return fresh;
}

type Ranked = { readonly row: PickerRow; readonly group: number; readonly score: number };

function matching(rows: readonly PickerRow[], filter: string): Found {
  const words = wordsOf(filter);
  if (words.length === 0) return { rows, best: rows[0] };
  const ranked = rows.flatMap((row): Ranked[] => {
    const score = matchScore(row.name, words, () => searchable(row));
    return score === undefined ? [] : [{ row, group: groupOrder.indexOf(row.group), score }];
  });
  const order = (a: Ranked, b: Ranked) => a.group - b.group || b.score - a.score;
  // Often all of a thousand answer alike, and stand as they stood.
  if (!ranked.every((each, index) => order(ranked[index - 1] ?? each, each) <= 0)) ranked.sort(order);
  const most = Math.max(...ranked.map(({ score }) => score));
  return { rows: ranked.map(({ row }) => row), best: ranked.find(({ score }) => score === most)?.row };
}

const groupOrder: readonly Group[] = ['profiles', 'catalogs', 'ready', 'presets'];

const searchTexts = new WeakMap<PickerRow, string>();

/** The name, what it is called, its roles, and everything it holds as text: region, URL, note, … */
function searchable(row: PickerRow): string {
  const known = searchTexts.get(row);
  if (known !== undefined) return known;
  const { name, title, roles, held } = row;
  const values = Object.values(held?.profile ?? {}).filter(value => typeof value === 'string');
  const ways = held === null ? [] : routesOf(held.profile).map(id => routes[id].title);
  const text = [name, title, ...ways, ...roles.map(role => `@${role}`), ...values].join('\n').toLowerCase();
  searchTexts.set(row, text);
  return text;
}
