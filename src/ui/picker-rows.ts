import type { Profile } from '../backends/profile.ts';
import { resultsFor } from '../check/stored-check.ts';
import type { CheckResult } from '../features/profile-column.ts';
import { routesOf } from '../features/route-of.ts';
import { routes } from '../features/routes.ts';
import type { Config } from '../profile/config.ts';
import { type Listed, listProfiles } from '../profile/listing.ts';
import { allPresets, isReady, type Preset, presetOf, withExampleAddress } from '../profile/presets.ts';
import type { Catalog } from './catalog.ts';

/** A line of the picker. */
export type PickerRow = Listed & {
  readonly group: Group;
  /** What it would be compared and shown as; null where the file holds no valid profile. */
  readonly profile: Profile | null;
  /** What was measured of it as it is now. */
  readonly checks: readonly CheckResult[];
  /** What a preset still needs. */
  readonly needs: readonly string[];
};

type Group = 'profiles' | 'ready' | 'presets';

export const groupTitles: { readonly [Each in Group]: string } = {
  profiles: 'Yours',
  ready: 'Ready as they are',
  presets: 'To set up',
};

/** The user’s profiles, the presets that work as they are, and those that still need something. */
export function pickerRows({ config, environment, checks: stored }: Catalog): PickerRow[] {
  const usable = listProfiles(config, environment).map((listed): PickerRow => {
    const profile = listed.problem === null ? profileOf(listed.name, config) : null;
    const checks = profile === null ? [] : resultsFor(stored.get(listed.name), profile);
    const group = listed.source === 'profile' ? 'profiles' : 'ready';
    return { ...listed, group, profile, checks, needs: [] };
  });
  const rest = allPresets().filter(
    ([name, preset]) => !isReady(preset) && !Object.hasOwn(config.profiles, name),
  );
  return [...usable, ...rest.map(([name, preset]) => presetEntry(name, preset))];
}

function profileOf(name: string, config: Config): Profile | null {
  if (Object.hasOwn(config.profiles, name)) return config.profiles[name] ?? null;
  return presetOf(name)?.profile ?? null;
}

function presetEntry(name: string, preset: Preset): PickerRow {
  return {
    name,
    group: 'presets',
    source: 'preset',
    backend: preset.profile.backend,
    title: preset.title,
    place: null,
    default: false,
    active: false,
    roles: [],
    note: null,
    problem: null,
    profile: withExampleAddress(preset),
    checks: [],
    needs: Object.keys(preset.fill ?? {}),
  };
}

/** The entries that hold every word of the filter, those that begin with it first. */
export function filtered(entries: readonly PickerRow[], filter: string): readonly PickerRow[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  const [first] = words;
  if (first === undefined) return entries;
  const found = entries.filter(entry => {
    const text = searchable(entry);
    return words.every(word => text.includes(word));
  });
  return found.sort(
    (a, b) =>
      groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group) ||
      matchRank(a.name, first) - matchRank(b.name, first),
  );
}

/** The name itself, names that begin so, names that hold it, and what holds it elsewhere. */
export function matchRank(name: string, word: string): number {
  const lower = name.toLowerCase();
  if (lower === word) return 0;
  if (lower.startsWith(word)) return 1;
  return lower.includes(word) ? 2 : 3;
}

const groupOrder: readonly Group[] = ['profiles', 'ready', 'presets'];

/** The name, what it is called, its roles, and everything it holds as text: region, URL, note, … */
function searchable({ name, title, roles, profile }: PickerRow): string {
  const held = Object.values(profile ?? {}).filter(value => typeof value === 'string');
  const ways = profile === null ? [] : routesOf(profile).map(id => routes[id].title);
  return [name, title, ...ways, ...roles.map(role => `@${role}`), ...held].join('\n').toLowerCase();
}
