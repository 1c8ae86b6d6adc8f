import type { Profile } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { shownWord } from '../base/masking.ts';
import { didYouMean } from '../base/near-names.ts';
import { quotedName, quotedWord } from '../base/quoting.ts';
import type { Config } from './config.ts';
import { isRepairable, profileIn } from './file.ts';
import { nameProblem } from './names.ts';
import { findPin, pinFile } from './pin.ts';
import { isReady, type Preset, presetNames, presetOf } from './presets.ts';

/** Who named the profile. */
type Origin = 'argument' | 'CGW_PROFILE' | 'pin' | 'default';

export type Resolved = { readonly name: string; readonly profile: Profile; readonly origin: Origin };

/**
 * What is meant: the argument (a name or `@role`), else `$CGW_PROFILE`, else the pin, else the default.
 * @throws UserError 3 when there is no such profile, 2 when nothing names one.
 */
export function resolveProfile(argument: string | undefined, config: Config, io: Io): Resolved {
  const named = nameMeant(argument, config, io);
  if (named === undefined)
    throw new UserError(
      exitCode.usage,
      'no profile is named, and there is no default',
      Object.keys(config.profiles).length === 0
        ? 'you have none yet: cgw makes one; cgw list shows presets that need no set-up'
        : 'name one (cgw list shows them), or set a default: cgw default NAME',
    );
  return { ...named, profile: profileNamed(named.name, config, namedBy[named.origin]) };
}

/** How an error says who named a profile that is not there. */
const namedBy: { readonly [From in Origin]: string } = {
  argument: '',
  CGW_PROFILE: ', which CGW_PROFILE names',
  pin: `, which a ${pinFile} file names`,
  default: ', which is the default',
};

/** The name that is meant, before it is looked up; undefined when nothing names one. */
export function nameMeant(
  argument: string | undefined,
  config: Config,
  io: Pick<Io, 'environment' | 'cwd' | 'err'>,
): { name: string; origin: Origin } | undefined {
  if (argument !== undefined) return { name: roleOrName(argument, config), origin: 'argument' };
  const marked = io.environment.CGW_PROFILE;
  if (marked) return { name: marked, origin: 'CGW_PROFILE' };
  const { pin, ignored } = findPin(io.cwd);
  for (const file of ignored) io.err(`cgw: ${file} holds no profile name and is ignored\n`);
  if (pin !== undefined) return { name: pin.name, origin: 'pin' };
  return config.default === undefined ? undefined : { name: config.default, origin: 'default' };
}

function roleOrName(argument: string, config: Config): string {
  if (!argument.startsWith('@')) return argument;
  const role = argument.slice(1);
  const name = Object.hasOwn(config.roles, role) ? config.roles[role] : undefined;
  if (name !== undefined) return name;
  throw noSuchRole(role, config);
}

/** The error for a role that nothing has. */
export function noSuchRole(role: string, { roles }: Config): UserError {
  const known = Object.keys(roles).map(each => `@${each}`);
  const settable = nameProblem(role) === undefined && shownWord(role) === role;
  return new UserError(
    exitCode.invalid,
    `there is no role @${settable ? role : quotedName(role)}`,
    `set it with cgw role ${settable ? role : 'ROLE'} PROFILE${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`,
  );
}

/**
 * A profile of the user, else a preset that is usable as it is.
 * @throws UserError (3)
 */
export function profileNamed(name: string, config: Config, namedBy = ''): Profile {
  const own = profileIn(config, name);
  if (own !== undefined) return own;
  const preset = presetOf(name);
  if (preset === undefined) throw noSuchProfile(name, config, namedBy);
  if (!isReady(preset)) throw notConfigured(name, preset);
  return preset.profile;
}

/** The profile of this name as it stands in the file, also when it is invalid and about to be fixed. */
export function repairableProfile(config: Config, name: string): Profile {
  const own = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  return own !== undefined && isRepairable(own) ? own : profileNamed(name, config);
}

/** The error for a name that nothing has. */
export function noSuchProfile(name: string, config: Config, namedBy = ''): UserError {
  const hint =
    didYouMean(name, [...Object.keys(config.profiles), ...presetNames]) ??
    'cgw list shows the profiles, cgw presets what to start from';
  return new UserError(exitCode.invalid, `there is no profile ${quotedName(name)}${namedBy}`, hint);
}

function notConfigured(name: string, preset: Preset): UserError {
  return new UserError(
    exitCode.invalid,
    `${name} is a preset that still needs ${Object.keys(preset.fill ?? {}).join(', ')}`,
    `cgw add ${name} asks for them, on a terminal; in one line: ${addCommand(name, name, preset)}`,
  );
}

/** The command line that makes a profile of a preset, with its examples filled in. */
export function addCommand(name: string, from: string, preset: Preset): string {
  const fill = Object.entries(preset.fill ?? {}).map(
    ([path, example]) =>
      `${isReferenceText(example) ? '--secret' : '--set'} ${quotedWord(`${path}=${example}`)}`,
  );
  return ['cgw add', name, ...(from === name ? [] : ['--from', from]), ...fill].join(' ');
}

function isReferenceText(example: string): boolean {
  return /(^|\s)(env|file|cmd):/.test(example);
}

export type NamedProfile = { readonly name: string; readonly profile: Profile };

/** The profile that this shell says it is under; undefined when none is, or it is gone. */
export function activeProfile(config: Config, io: Io): NamedProfile | undefined {
  const name = io.environment.CGW_PROFILE;
  if (!name) return undefined;
  try {
    return { name, profile: profileNamed(name, config) };
  } catch {
    return undefined;
  }
}
