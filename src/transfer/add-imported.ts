import type { Profile } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { shownPath } from '../base/masking.ts';
import { nearNames } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import { safeLine } from '../base/terminal-text.ts';
import type { Config } from '../profile/config.ts';
import { keptTexts, requireUsable, transact } from '../profile/keychain-changes.ts';
import { problemsOf } from '../profile/rules.ts';
import { exposedIn } from './exposed-secrets.ts';
import type { ImportedProfile, ReadyProfile } from './imported.ts';
import type { PlacedSecret } from './plain-secrets.ts';

/**
 * The profiles that are asked for: all, those that are named, or one under another name.
 * @throws UserError (3) when one is not there, when there is none at all, or several would get one name.
 */
export function chosenProfiles(
  incoming: readonly ImportedProfile[],
  names: readonly string[],
  as: string | undefined,
  where: string,
): ImportedProfile[] {
  if (incoming.length === 0)
    throw new UserError(
      exitCode.invalid,
      `${where} holds no profile, and nothing that one can be made of`,
      'cgw add makes a profile from a preset',
    );
  const there = incoming.map(({ name }) => name);
  const missing = names.find(name => !there.includes(name));
  if (missing !== undefined) {
    const near = nearNames(missing, there);
    throw new UserError(
      exitCode.invalid,
      `there is no profile ${quotedName(missing)} in ${where}`,
      near.length > 0 ? `did you mean ${near.join(' or ')}?` : `it holds ${there.join(', ')}`,
    );
  }
  const wanted = incoming.filter(({ name }) => names.length === 0 || names.includes(name));
  if (as === undefined) return wanted;
  if (wanted.length > 1)
    throw new UserError(
      exitCode.usage,
      `--as names one profile, and ${where} holds ${wanted.map(({ name }) => name).join(', ')}`,
      `name one of them: cgw import FILE ${there[0]} --as ${as}`,
    );
  return wanted.map(each => ({ ...each, name: as }));
}

/**
 * The config with the profiles put in. One that is there already exactly so stays.
 * @param replace those of the same name are replaced
 * @throws UserError (3) naming the names that are taken.
 */
export function withImported(config: Config, arrivals: readonly ReadyProfile[], replace: boolean): Config {
  const taken = arrivals.filter(each => isTaken(config, each)).map(({ name }) => name);
  if (taken.length > 0 && !replace)
    throw new UserError(
      exitCode.invalid,
      `${taken.length > 1 ? 'there are profiles' : 'there is a profile'} ${taken.join(', ')} already, and not the same; nothing was imported`,
      `--replace replaces ${taken.length > 1 ? 'them' : 'it'}; cgw import FILE ${taken[0]} --as NAME takes it over under another name`,
    );
  const added = Object.fromEntries(arrivals.map(({ name, profile }) => [name, profile]));
  return { ...config, profiles: { ...config.profiles, ...added } };
}

/** Whether there is another profile of that name, or the same with another credential, for all that is known. */
function isTaken(config: Config, arrival: ReadyProfile): boolean {
  return Object.hasOwn(config.profiles, arrival.name) && !isAlreadyStored(config, arrival);
}

/** Whether a profile is there already as it would be imported. */
export function isAlreadyStored({ profiles }: Config, { name, profile, renews }: ReadyProfile): boolean {
  return !renews && Object.hasOwn(profiles, name) && isSame(profiles[name], profile);
}

function isSame(one: Profile | undefined, other: Profile): boolean {
  return Bun.deepEquals(one, other, true);
}

/**
 * Nothing that looks like a credential may come in where none belongs, and every profile must be valid.
 * @throws UserError (3) naming profile and fields, never what stands there.
 */
export function requireSafe(where: string, arrivals: readonly ImportedProfile[]): void {
  for (const { name, profile, secrets } of arrivals) {
    const exposed = exposedIn(
      profile,
      secrets.flatMap(({ value }) => value ?? []),
    );
    if (exposed.length > 0)
      throw new UserError(
        exitCode.invalid,
        `${where}: ${name}: what looks like a credential stands in ${exposed.join(', ')}; nothing was imported`,
        'take it out of the file: a credential belongs into token, apiKey or a secret header',
      );
    const [first, ...more] = problemsOf(profile);
    if (first === undefined) continue;
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    throw new UserError(
      exitCode.invalid,
      `${where}: ${name}: ${safeLine(`${shownPath(first.path) || 'the profile'} ${first.message}`)}${others}; nothing was imported`,
      'fix it there, or name the profiles to import behind the file',
    );
  }
}

/**
 * Adds imported profiles, with the keychain entries that are made for them: all of them or none.
 * @returns what became of entries, a line each
 * @throws UserError (4) when the keychain cannot be used, (3) when an entry or a name is taken meanwhile.
 */
export async function addImported(
  io: Io,
  arrivals: readonly ReadyProfile[],
  placed: readonly PlacedSecret[],
  replace: boolean,
): Promise<string[]> {
  if (arrivals.length === 0) return [];
  const entries = placed.flatMap(({ profile, path, at, value }) =>
    value !== undefined && arrivals.some(({ name }) => name === profile)
      ? [{ name: profile, path, account: at, value }]
      : [],
  );
  const { kept } = await transact(io, async current => {
    const config = withImported(current, arrivals, replace);
    for (const entry of entries) await requireUsable(current, entry, 'import');
    return { config, store: entries };
  });
  return keptTexts(kept);
}
