import type { Profile } from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import { quotedName } from '../base/quoting.ts';
import { jsonText } from '../base/terminal-text.ts';
import { nameProblem } from './names.ts';

export type Config = {
  /** For editors. */
  readonly $schema?: string;
  readonly version: 1;
  readonly default?: string;
  /** `run` reports neither what a switch loses nor which settings files it beat. */
  readonly quiet?: boolean;
  /** Only `false` counts: the screens take no clicks and no wheel. */
  readonly mouse?: boolean;
  readonly roles: { readonly [role: string]: string };
  /** The user’s own and, as `CATALOG.NAME`, those of the catalogs; the file keeps the latter under `catalogs` only. */
  readonly profiles: Profiles;
  /** What teams share, as it was when the user agreed to it. */
  readonly catalogs?: Catalogs;
};

type Profiles = { readonly [name: string]: Profile };
export type Catalogs = { readonly [name: string]: PinnedCatalog };

/** The copy of a team’s repository at one commit: it works offline, and changes only by `cgw catalog update`. */
export type PinnedCatalog = {
  /** An address for git, or the absolute path of a repository. */
  readonly source: string;
  readonly commit: string;
  readonly profiles: Profiles;
};

/** The name under which a profile of a catalog is used: plain text in every shell, file name and pin. */
export function catalogedName(catalog: string, name: string): string {
  return `${catalog}.${name}`;
}

/** What is wrong with the name of a catalog, or undefined: the first dot of `CATALOG.NAME` ends it. */
export function catalogNameProblem(name: string): string | undefined {
  return nameProblem(name) ?? (name.includes('.') ? 'may not hold "."' : undefined);
}

/** All profiles that can be used: a profile of the user’s own goes before one of a catalog. */
export function withCatalogs(own: Profiles, catalogs: Catalogs): Profiles {
  return { ...catalogedProfiles(catalogs), ...own };
}

/** The config with these catalogs and no others. */
export function replaceCatalogs(config: Config, catalogs: Catalogs): Config {
  const { catalogs: _, ...rest } = asStored(config);
  const isEmpty = Object.keys(catalogs).length === 0;
  return {
    ...rest,
    profiles: withCatalogs(rest.profiles, catalogs),
    ...(isEmpty ? {} : { catalogs }),
  };
}

function catalogedProfiles(catalogs: Catalogs): Profiles {
  return Object.fromEntries(
    Object.entries(catalogs).flatMap(([catalog, { profiles }]) =>
      Object.entries(profiles).map(([name, profile]) => [catalogedName(catalog, name), profile] as const),
    ),
  );
}

/** The catalog that a profile comes from; undefined for one of the user’s own. */
export function catalogOf({ catalogs, profiles }: Config, name: string): string | undefined {
  const dot = name.indexOf('.');
  const catalog = name.slice(0, dot);
  if (catalogs === undefined || dot < 0 || !Object.hasOwn(catalogs, catalog)) return undefined;
  const held = catalogs[catalog]?.profiles ?? {};
  const inner = name.slice(dot + 1);
  // The same object, since a profile of the user’s own of that name goes before it.
  return Object.hasOwn(held, inner) && held[inner] === profiles[name] ? catalog : undefined;
}

/** Where the profiles of a catalog come from, for people. */
export function originText({ catalogs }: Config, catalog: string): string {
  const pinned = catalogs?.[catalog];
  return `from the catalog ${catalog}${pinned === undefined ? '' : `, at ${shortCommit(pinned)}`}`;
}

/** A commit as git shows it. */
export function shortCommit({ commit }: PinnedCatalog): string {
  return commit.slice(0, 7);
}

/** The names of the user’s own profiles. */
export function ownNames(config: Config): string[] {
  const names = Object.keys(config.profiles);
  return config.catalogs === undefined ? names : names.filter(name => catalogOf(config, name) === undefined);
}

/** The config as its file holds it. */
export function asStored(config: Config): Config {
  if (config.catalogs === undefined) return config;
  const own = ownNames(config).map(name => [name, config.profiles[name]] as const);
  return { ...config, profiles: Object.fromEntries(own) as Profiles };
}

export const configVersion = 1;

export const emptyConfig: Config = { version: configVersion, roles: {}, profiles: {} };

/**
 * What may be wrong with each part of a config. The profiles themselves are checked by `problemsOf`, one by one. It
 * loads no library, as the hot read asks it, too.
 */
const rules: { readonly [Part in keyof Config]-?: (value: unknown) => string | undefined } = {
  $schema: value =>
    value === undefined || typeof value === 'string' ? undefined : '"$schema" is not an address',
  version: value => {
    if (value === configVersion) return undefined;
    const newer = typeof value === 'number' && value > configVersion;
    if (value === undefined) return `"version" is missing, this cgw reads ${configVersion}`;
    const found = typeof value === 'string' ? quotedName(value) : jsonText(value);
    return `"version" is ${found}, this cgw reads ${configVersion}${newer ? ' (a newer cgw wrote it)' : ''}`;
  },
  default: value => {
    if (value === undefined) return undefined;
    return typeof value === 'string' ? namesProblem('default', [value]) : '"default" is not a name';
  },
  quiet: value =>
    value === undefined || typeof value === 'boolean' ? undefined : '"quiet" is not true or false',
  mouse: value =>
    value === undefined || typeof value === 'boolean' ? undefined : '"mouse" is not true or false',
  roles: (value = {}) =>
    isTexts(value)
      ? namesProblem('roles', [...Object.keys(value), ...Object.values(value)])
      : '"roles" is not an object of names',
  profiles: (value = {}) =>
    isRecord(value) ? namesProblem('profiles', Object.keys(value)) : '"profiles" is not an object',
  catalogs: value => (value === undefined ? undefined : catalogsProblem(value)),
};

function catalogsProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return '"catalogs" is not an object';
  for (const [name, catalog] of Object.entries(value)) {
    const problem = catalogNameProblem(name);
    if (problem !== undefined) return `the name ${quotedName(name)} in "catalogs" ${problem}`;
    const { source, commit, profiles } = isRecord(catalog) ? catalog : {};
    if (typeof source !== 'string' || typeof commit !== 'string' || !isRecord(profiles))
      return `"catalogs.${name}" is not a source, a commit and profiles`;
    const wrong = namesProblem(
      `catalogs.${name}`,
      Object.keys(profiles).map(each => catalogedName(name, each)),
    );
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** The one check of a config’s outline, for every read and every write: why it is none, or undefined. */
export function outlineProblem(raw: unknown): string | undefined {
  if (!isRecord(raw)) return 'it does not hold an object';
  for (const [part, problemOf] of Object.entries(rules)) {
    const problem = problemOf(raw[part]);
    if (problem !== undefined) return problem;
  }
  for (const key of Object.keys(raw))
    if (!Object.hasOwn(rules, key))
      return `${quotedName(key)} is not known; it takes version, default, quiet, mouse, roles, profiles and catalogs`;
  return undefined;
}

/**
 * Whether one of many names, a line each, may be wrong: one search, where a thousand checks would be felt. What
 * is more than plain ASCII, long, or begins with a sign is checked by `nameProblem`.
 */
const suspicious = /^$|[^A-Za-z0-9._\n-]|^(?:[._-]|.{65})/m;

function namesProblem(part: string, names: readonly string[]): string | undefined {
  const lines = names.join('\n');
  if (!suspicious.test(lines) && lines.split('\n').length === names.length) return undefined;
  for (const name of names) {
    const problem = nameProblem(name);
    if (problem !== undefined) return `the name ${quotedName(name)} in "${part}" ${problem}`;
  }
  return undefined;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  if (!isRecord(value)) return false;
  for (const item of Object.values(value)) if (typeof item !== 'string') return false;
  return true;
}
