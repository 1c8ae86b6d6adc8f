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
  const usable = Object.entries(config.profiles).map(([name, profile]) => ({
    name,
    profile,
    catalog: config.catalogs === undefined ? null : (catalogOf(config, name) ?? null),
    title: undefined,
  }));
  const own = usable
    .filter(({ catalog }) => catalog === null)
    .map(each => ({ ...each, source: 'profile' as const }));
  const shared = usable
    .filter(({ catalog }) => catalog !== null)
    .map(each => ({ ...each, source: 'catalog' as const }));
  const ready = allPresets()
    .filter(([name, preset]) => isReady(preset) && !Object.hasOwn(config.profiles, name))
    .map(([name, { profile, title }]) => ({
      name,
      profile,
      catalog: null,
      source: 'preset' as const,
      title,
    }));
  return [...own, ...shared, ...ready].map(({ name, profile: stored, catalog, source, title }) => {
    // What stands in the file may be no profile at all; it is listed with its problem.
    const profile: Partial<Profile> = isRecord(stored) ? stored : {};
    const backend =
      profile.backend !== undefined && Object.hasOwn(backends, profile.backend) ? profile.backend : null;
    return {
      name,
      source,
      catalog,
      backend,
      title: title ?? (backend === null ? 'unknown backend' : backends[backend].title),
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
  });
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
