import { backends } from '../backends/index.ts';
import type { Profile } from '../backends/profile.ts';
import type { Environment } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { type Config, catalogOf } from './config.ts';
import { allPresets, isReady } from './presets.ts';
import { problemsOf } from './rules.ts';

/** A line of the list of profiles; the fields are those of `cgw list --json`. */
export type Listed = {
  readonly name: string;
  readonly source: 'profile' | 'catalog' | 'preset';
  /** The catalog that it comes from. */
  readonly catalog: string | null;
  /** Null when the file names none that cgw knows. */
  readonly backend: BackendId | null;
  /** Of the preset, which tells two on one backend apart; of a profile’s backend. */
  readonly title: string;
  /** Base URL, region or project: what tells two profiles of one backend apart. */
  readonly place: string | null;
  readonly default: boolean;
  readonly active: boolean;
  readonly roles: readonly string[];
  readonly note: string | null;
  /** What makes it unusable, or null. */
  readonly problem: string | null;
};

/** The user’s profiles in file order, those of catalogs, then the presets that are usable as they are and not overridden. */
export function listProfiles(config: Config, environment: Environment): Listed[] {
  const listed = (
    name: string,
    stored: Profile,
    of: Pick<Listed, 'source' | 'catalog'> & { readonly title?: string },
  ): Listed => {
    // What stands in the file may be no profile at all; it is listed with its problem.
    const profile: Partial<Profile> = isRecord(stored) ? stored : {};
    const backend =
      profile.backend !== undefined && Object.hasOwn(backends, profile.backend) ? profile.backend : null;
    return {
      name,
      source: of.source,
      catalog: of.catalog,
      backend,
      title: of.title ?? (backend === null ? 'unknown backend' : backends[backend].title),
      place: placeOf(profile),
      default: config.default === name,
      active: environment.CGW_PROFILE === name,
      roles: Object.keys(config.roles).filter(role => config.roles[role] === name),
      note: typeof profile.note === 'string' ? profile.note : null,
      // Most of a thousand are never looked at so closely.
      get problem() {
        return problemOf(stored);
      },
    };
  };
  const own: Listed[] = [];
  const shared: Listed[] = [];
  for (const [name, profile] of Object.entries(config.profiles)) {
    const catalog = catalogOf(config, name);
    if (catalog === undefined) own.push(listed(name, profile, { source: 'profile', catalog: null }));
    else shared.push(listed(name, profile, { source: 'catalog', catalog }));
  }
  const ready = allPresets()
    .filter(([name, preset]) => isReady(preset) && !Object.hasOwn(config.profiles, name))
    .map(([name, { profile, title }]) => listed(name, profile, { source: 'preset', catalog: null, title }));
  return [...own, ...shared, ...ready];
}

function problemOf(stored: unknown): string | null {
  const [problem] = problemsOf(stored);
  return problem === undefined ? null : `${problem.path} ${problem.message}`.trim();
}

/** The first field that says where a profile points. */
function placeOf(profile: Partial<Profile>): string | null {
  const places = [
    'baseUrl',
    'resource',
    'awsProfile',
    'region',
    'projectId',
    'project',
    'workspaceId',
  ] as const;
  const held = places.map(path => profile[path]).find(value => typeof value === 'string');
  return typeof held === 'string' ? held : null;
}
