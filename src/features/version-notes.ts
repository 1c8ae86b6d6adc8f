import type { Profile } from '../backends/profile.ts';
import { isOlder } from '../base/versions.ts';
import { compare } from './compare.ts';
import type { FeatureId } from './features.ts';
import { type MeasuredRoute, pairFor, type Versions } from './measured.ts';
import { measuredRoutes } from './measured-routes.ts';
import { type ColumnSource, columnOf } from './profile-column.ts';
import { routesOf } from './route-of.ts';
import { type Program, programs, type Upgrade, type VersionNote } from './version-texts.ts';

/** What there is to say of a profile’s versions; null: nothing of its route was measured. Pure. */
export function versionNote(source: ColumnSource): VersionNote | null {
  const { profile, versions = {} } = source;
  const route = measuredRoute(profile);
  const pair = route && pairFor(route, versions);
  if (route === undefined || pair === undefined) return null;
  const used = (['litellm', 'claudeCode'] as const).filter(program => pair[program] !== undefined);
  return {
    measured: used.map(program => `${programs[program]} ${pair[program]}`).join(' and '),
    outside: used.flatMap(program => outsideOf(program, versions[program], route)),
    unknown: used.filter(program => versions[program] === undefined),
    upgrades: used.flatMap(program => upgradeOf(program, source, route)),
  };
}

/** The profile’s route, or the first of those it may be: they were measured in the same versions. */
function measuredRoute(profile: Profile): MeasuredRoute | undefined {
  return measuredRoutes[routesOf(profile)[0]];
}

function versionsOf(program: Program, { pairs }: MeasuredRoute): string[] {
  return pairs.flatMap(pair => pair[program] ?? []).toSorted((a, b) => (isOlder(a, b) ? -1 : 1));
}

function outsideOf(program: Program, version: string | undefined, route: MeasuredRoute): string[] {
  const measured = versionsOf(program, route);
  const [oldest = '', newest = ''] = [measured[0], measured.at(-1)];
  if (version === undefined) return [];
  const range = oldest === newest ? oldest : `${oldest} to ${newest}`;
  const than = isOlder(version, oldest) ? 'older' : isOlder(newest, version) ? 'newer' : undefined;
  return than === undefined
    ? []
    : [`${programs[program]} ${version} is ${than} than what was measured (${range})`];
}

/** What the newest measured version has, and the one in use has not, or the other way round. */
function upgradeOf(program: Program, source: ColumnSource, route: MeasuredRoute): Upgrade[] {
  const { versions = {} } = source;
  const newest = versionsOf(program, route).at(-1);
  const version = versions[program];
  if (newest === undefined || version === undefined || !isOlder(version, newest)) return [];
  // What a check found out was found of the version in use.
  const columnIn = (those: Versions) => columnOf({ ...source, checks: [], versions: those });
  const { gained, lost } = compare(columnIn(versions), columnIn({ ...versions, [program]: newest }));
  const ids = (differences: readonly { readonly feature: FeatureId }[]) =>
    differences.map(({ feature }) => feature);
  return gained.length + lost.length === 0
    ? []
    : [{ to: `${programs[program]} ${newest}`, gained: ids(gained), lost: ids(lost) }];
}
