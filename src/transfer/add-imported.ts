import type { Profile } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import type { Config } from '../profile/config.ts';
import { keptTexts, requireUsable } from '../profile/keychain-changes.ts';
import { transact } from '../profile/transaction.ts';
import type { ReadyProfile } from './imported.ts';
import type { PlacedSecret } from './plain-secrets.ts';

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
