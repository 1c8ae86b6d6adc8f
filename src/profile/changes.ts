import type { Profile } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import { isUnlikelyName } from '../base/key-looks.ts';
import { type Config, catalogOf } from './config.ts';
import { lookAlikeOf } from './confusables.ts';
import { invalidProfile, requireValid } from './file.ts';
import { requireName } from './names.ts';
import { presetNames, presetOf } from './presets.ts';
import { noSuchProfile, noSuchRole, profileNamed } from './resolve.ts';
import { problemsOf } from './rules.ts';

/** A change of the config as data: what commands and screens ask for alike. */
export type ConfigChange =
  | {
      readonly change: 'add';
      readonly name: string;
      readonly profile: Profile;
      readonly makeDefault?: boolean;
    }
  | {
      readonly change: 'edit';
      readonly name: string;
      readonly profile: Profile;
      /** What the user saw when the edit began: refused when it is no longer that. */
      readonly before: Profile;
    }
  | { readonly change: 'copy'; readonly from: string; readonly to: string }
  | { readonly change: 'rename'; readonly from: string; readonly to: string }
  | { readonly change: 'remove'; readonly name: string }
  /** Without a name there is no default any more. */
  | { readonly change: 'default'; readonly name?: string }
  /** Without a name the role is gone. */
  | { readonly change: 'role'; readonly role: string; readonly name?: string };

/**
 * The config after a change. Pure; the store makes it last.
 * @throws UserError (3) naming what stands against it.
 */
export function applyChange(config: Config, change: ConfigChange): Config {
  switch (change.change) {
    case 'add': {
      requireFree(config, change.name);
      const added = withProfile(config, change.name, change.profile);
      return change.makeDefault ? { ...added, default: change.name } : added;
    }
    case 'edit':
      requireUnchanged(config, change.name, change.before);
      return withProfile(config, change.name, change.profile);
    case 'copy':
      requireFree(config, change.to);
      return withProfile(config, change.to, validNamed(change.from, config));
    case 'rename':
      return renamed(config, change.from, change.to);
    case 'remove':
      return removed(config, change.name);
    case 'default':
      return withDefault(config, change.name);
    case 'role':
      return withRole(config, change.role, change.name);
  }
}

/**
 * The config with a profile put in, checked.
 * @throws UserError (3) naming the fields that are wrong.
 */
export function withProfile(config: Config, name: string, profile: Profile): Config {
  requireName('profile', name);
  requireNotCataloged(config, name);
  const problems = problemsOf(profile);
  if (problems.length > 0) throw invalidProfile(name, problems);
  return { ...config, profiles: { ...config.profiles, [name]: profile } };
}

function renamed(config: Config, from: string, to: string): Config {
  requireOwn(config, from);
  requireValid(config, from);
  requireFree(config, to);
  const profiles = Object.entries(config.profiles).map(([name, profile]) => [
    name === from ? to : name,
    profile,
  ]);
  return {
    ...repoint(config, name => (name === from ? to : name)),
    profiles: Object.fromEntries(profiles),
  };
}

function removed(config: Config, name: string): Config {
  requireOwn(config, name);
  const profiles = Object.entries(config.profiles).filter(([each]) => each !== name);
  return {
    ...repoint(config, each => (each === name ? undefined : each)),
    profiles: Object.fromEntries(profiles),
  };
}

function withDefault(config: Config, name: string | undefined): Config {
  const { default: _, ...rest } = config;
  if (name === undefined) return rest;
  validNamed(name, config);
  return { ...rest, default: name };
}

function withRole(config: Config, role: string, name: string | undefined): Config {
  if (name !== undefined && !Object.hasOwn(config.roles, role)) requireNoKey('role', role);
  requireName('role', role);
  if (name === undefined) {
    if (!Object.hasOwn(config.roles, role)) throw noSuchRole(role, config);
    const roles = Object.entries(config.roles).filter(([each]) => each !== role);
    return { ...config, roles: Object.fromEntries(roles) };
  }
  validNamed(name, config);
  return { ...config, roles: { ...config.roles, [role]: name } };
}

/** The default and the roles with every name put through `follow`; undefined drops the entry. */
function repoint(config: Config, follow: (name: string) => string | undefined): Config {
  const { default: standard, ...rest } = config;
  const next = standard === undefined ? undefined : follow(standard);
  const roles = Object.entries(config.roles).flatMap(([role, name]) => {
    const target = follow(name);
    return target === undefined ? [] : [[role, target] as const];
  });
  return { ...rest, ...(next === undefined ? {} : { default: next }), roles: Object.fromEntries(roles) };
}

/**
 * The profile of this name, as it may be used: only `edit` may begin with an invalid one, to fix it.
 * @throws UserError (3)
 */
function validNamed(name: string, config: Config): Profile {
  requireValid(config, name);
  return profileNamed(name, config);
}

/** @throws UserError (3) unless the user has a profile of that name. */
function requireOwn(config: Config, name: string): void {
  requireNotCataloged(config, name);
  if (Object.hasOwn(config.profiles, name)) return;
  if (presetOf(name) === undefined) throw noSuchProfile(name, config);
  throw new UserError(
    exitCode.invalid,
    `${name} is a preset, not a profile of yours`,
    `presets stay as they are; cgw copy ${name} NEW-NAME makes a profile of it`,
  );
}

/** @throws UserError (3) for a profile of a catalog, which only its repository changes. */
function requireNotCataloged(config: Config, name: string): void {
  const catalog = catalogOf(config, name);
  if (catalog === undefined) return;
  throw new UserError(
    exitCode.invalid,
    `${name} comes from the catalog ${catalog} and stays as it is there`,
    `cgw copy ${name} NEW-NAME makes a profile of your own of it`,
  );
}

/** @throws UserError (3) unless a profile may be called that and none is. */
function requireFree(config: Config, name: string): void {
  requireNoKey('profile', name);
  requireName('profile', name);
  if (Object.hasOwn(config.profiles, name))
    throw new UserError(
      exitCode.invalid,
      `there is a profile ${name} already`,
      `choose another name, or cgw edit ${name} or cgw remove ${name} first`,
    );
  const twin = lookAlikeOf(name, [...Object.keys(config.profiles), ...presetNames]);
  if (twin === undefined) return;
  throw new UserError(
    exitCode.invalid,
    `${name} looks like ${twin}, but its letters are different ones, so it could be mistaken for it`,
    'choose another name',
  );
}

/** @throws UserError (3) when a new name may be a key that was put in the wrong place; it is not repeated. */
function requireNoKey(what: 'profile' | 'role', name: string): void {
  if (!isUnlikelyName(name)) return;
  throw new UserError(
    exitCode.invalid,
    `the new ${what} name looks like a credential, so it is neither shown nor saved`,
    `choose a name such as ${what === 'profile' ? 'litellm-work' : 'batch'}`,
  );
}

/** @throws UserError (3) when another process changed the profile while it was being edited. */
function requireUnchanged(config: Config, name: string, before: Profile): void {
  if (Bun.deepEquals(profileNamed(name, config), before)) return;
  throw new UserError(
    exitCode.invalid,
    `${name} was changed by another process meanwhile`,
    'leave the form and edit it again',
  );
}
