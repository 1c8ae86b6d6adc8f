import type { Profile } from '../backends/profile.ts';
import type { Io } from '../base/io.ts';
import { resultsOf } from '../check/check-store.ts';
import { installedModels } from '../claude/installed-models.ts';
import type { Compared } from '../features/compare.ts';
import { type ProfileColumn, profileColumn } from '../features/profile-column.ts';
import { type Routes, routesOf } from '../features/route-of.ts';
import { routeIds, routes } from '../features/routes.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { allPresets, isReady, presetOf, withExampleAddress } from '../profile/presets.ts';
import { nameMeant, profileNamed } from '../profile/resolve.ts';

/** A column of the feature table with its name: a profile’s, a preset’s or a route’s. */
export type NamedColumn = {
  readonly name: string;
  readonly source: 'profile' | 'preset' | 'route';
  readonly routes: Routes;
  readonly column: ProfileColumn;
};

/**
 * The column of a profile or `@role`. A preset that still needs fields has one too: what it costs does not
 * depend on them.
 * @throws UserError (3)
 */
export function columnNamed(argument: string, config: Config, io: Io): NamedColumn {
  const { name, source, profile } = comparable(argument, config, io);
  return columnOf(name, source, profile, io);
}

type Comparable = Compared & { readonly name: string; readonly source: 'profile' | 'preset' };

/** A profile, `@role` or preset, also one that still needs fields, with what was measured of it. */
export function comparable(argument: string, config: Config, io: Io): Comparable {
  const name = nameMeant(argument, config, io)?.name ?? argument;
  const preset = Object.hasOwn(config.profiles, name) ? undefined : presetOf(name);
  const source = preset === undefined ? 'profile' : 'preset';
  const profile = preset === undefined ? profileNamed(name, config) : withExampleAddress(preset);
  return { name, source, profile, checks: resultsOf(name, profile, io), models: installedModels(io) };
}

/** The user’s own profiles; who has none yet sees the presets that work as they are. */
export async function ownColumns(io: Io): Promise<NamedColumn[]> {
  const config = await readConfig(io);
  const names = Object.keys(config.profiles);
  if (names.length > 0) return names.map(name => columnNamed(name, config, io));
  return allPresets()
    .filter(([, preset]) => isReady(preset))
    .map(([name, preset]) => columnOf(name, 'preset', preset.profile, io));
}

/** Every route as the table has it. */
export function routeColumns(): NamedColumn[] {
  return routeIds.map(id => {
    const column = Object.fromEntries(
      Object.entries(routes[id].column).map(([feature, cell]) => [feature, { ...cell, changedBy: null }]),
    ) as ProfileColumn;
    return { name: id, source: 'route', routes: [id], column };
  });
}

function columnOf(name: string, source: 'profile' | 'preset', profile: Profile, io: Io): NamedColumn {
  return {
    name,
    source,
    routes: routesOf(profile),
    column: profileColumn(profile, resultsOf(name, profile, io), installedModels(io)),
  };
}
