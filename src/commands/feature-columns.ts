import type { Io } from '../base/io.ts';
import { measuredOf } from '../check/check-store.ts';
import { installedModels } from '../claude/installed-models.ts';
import type { NamedColumn } from '../features/compare.ts';
import { columnOf, type ProfileColumn } from '../features/profile-column.ts';
import { type Routes, routesOf } from '../features/route-of.ts';
import { routeIds, routes } from '../features/routes.ts';
import { versionNote } from '../features/version-notes.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { allPresets, isReady, presetOf, withExampleAddress } from '../profile/presets.ts';
import { nameMeant, profileNamed } from '../profile/resolve.ts';

/** A named column, and where its requests go. */
export type RoutedColumn = NamedColumn & { readonly routes: Routes };

/**
 * The column of a profile, `@role` or preset, with what was measured of it. A preset that still needs fields has one
 * too: what it costs does not depend on them.
 * @throws UserError (3)
 */
export function columnNamed(argument: string, config: Config, io: Io): RoutedColumn {
  const name = nameMeant(argument, config, io)?.name ?? argument;
  const preset = Object.hasOwn(config.profiles, name) ? undefined : presetOf(name);
  const source = preset === undefined ? 'profile' : 'preset';
  const profile = preset === undefined ? profileNamed(name, config) : withExampleAddress(preset);
  const of = { profile, ...measuredOf(name, profile, io), models: installedModels(io) };
  return { name, source, routes: routesOf(profile), column: columnOf(of), versions: versionNote(of) };
}

/** The user’s own profiles; who has none yet sees the presets that work as they are. */
export async function ownColumns(io: Io): Promise<RoutedColumn[]> {
  const config = await readConfig(io);
  const names = Object.keys(config.profiles);
  if (names.length > 0) return names.map(name => columnNamed(name, config, io));
  return allPresets()
    .filter(([, preset]) => isReady(preset))
    .map(([name]) => columnNamed(name, config, io));
}

/** Every route as the table has it. */
export function routeColumns(): RoutedColumn[] {
  return routeIds.map(id => {
    const column = Object.fromEntries(
      Object.entries(routes[id].column).map(([feature, cell]) => [feature, { ...cell, changedBy: null }]),
    ) as ProfileColumn;
    return { name: id, source: 'route', routes: [id], column, versions: null };
  });
}
