import type { Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../errors.ts';
import type { Io } from '../io.ts';
import type { Assignments } from '../profile/assignments.ts';
import { problemsOf } from '../profile/check.ts';
import { invalidProfile } from '../profile/file.ts';
import { requireName } from '../profile/names.ts';
import { presetOf } from '../profile/presets.ts';
import type { Config, Profile } from '../profile/profile.ts';
import { noSuchProfile } from '../profile/resolve.ts';

/** Changes the config (`profile/store.ts`, loaded here because conf and zod are heavy). */
export async function changeConfig(io: Io, change: (config: Config) => Config): Promise<void> {
  const { updateConfig } = await import('../profile/store.ts');
  await updateConfig(io, change);
}

/** The field flags of `add` and `edit`. */
export function assignmentsOf(invocation: Invocation): Assignments {
  const of = (flag: string) => invocation.values.get(flag) ?? [];
  return { set: of('set'), secret: of('secret'), unset: of('unset') };
}

/**
 * The config with a profile put in, checked.
 * @throws UserError (3) naming the fields that are wrong.
 */
export function withProfile(config: Config, name: string, profile: Profile): Config {
  const problems = problemsOf(profile);
  if (problems.length > 0) throw invalidProfile(name, problems);
  return { ...config, profiles: { ...config.profiles, [name]: profile } };
}

/** The default and the roles with every name put through `follow`; undefined drops the entry. */
export function repoint(config: Config, follow: (name: string) => string | undefined): Config {
  const { default: standard, ...rest } = config;
  const next = standard === undefined ? undefined : follow(standard);
  const roles = Object.entries(config.roles).flatMap(([role, name]) => {
    const target = follow(name);
    return target === undefined ? [] : [[role, target] as const];
  });
  return { ...rest, ...(next === undefined ? {} : { default: next }), roles: Object.fromEntries(roles) };
}

/** @throws UserError (3) unless the user has a profile of that name. */
export function requireOwn(config: Config, name: string): void {
  if (Object.hasOwn(config.profiles, name)) return;
  if (presetOf(name) === undefined) throw noSuchProfile(name, config);
  throw new UserError(
    exitCode.invalid,
    `${name} is a preset, not a profile of yours`,
    `presets stay as they are; cgw copy ${name} NEW-NAME makes a profile of it`,
  );
}

/** @throws UserError (3) unless a profile may be called that and none is. */
export function requireFree(config: Config, name: string): void {
  requireName('profile', name);
  if (!Object.hasOwn(config.profiles, name)) return;
  throw new UserError(
    exitCode.invalid,
    `there is a profile ${name} already`,
    `choose another name, or cgw edit ${name} or cgw remove ${name} first`,
  );
}
