import type { Profile } from '../backends/profile.ts';
import type { Io } from '../base/io.ts';
import { problemsOf } from '../profile/check.ts';
import type { Config } from '../profile/config.ts';
import { invalidProfile, readConfig } from '../profile/file.ts';
import { entriesIn, type NewSecret } from '../profile/keychain-entries.ts';
import { profileNamed } from '../profile/resolve.ts';
import { askSecrets } from './ask-secrets.ts';
import { type Asked, requireUsable } from './usable-entry.ts';

/**
 * The values of keychain entries for fields of a profile that is to be saved, asked for; whatever stands against saving
 * it is said first. It is looked at again when it is saved: an answer can take its time.
 * @param paths the fields; the profile refers to an entry in each
 * @param fromStdin the field whose credential comes on stdin
 * @returns undefined when the user left a prompt
 * @throws UserError (3) for a profile that breaks a rule or an entry of others, (4) without a keychain
 */
export async function newSecretsFor(
  io: Io,
  name: string,
  paths: readonly string[],
  fromStdin: string | undefined,
  asked: Asked,
  make: (config: Config) => Profile,
): Promise<NewSecret[] | undefined> {
  const config = await readConfig(io);
  const profile = make(config);
  const problems = problemsOf(profile);
  if (problems.length > 0) throw invalidProfile(name, problems);
  const fields = entriesIn(profile).filter(({ path }) => paths.includes(path));
  for (const field of fields) await requireUsable(config, { name, ...field }, asked);
  return askSecrets(
    io,
    name,
    fields.map(({ path }) => path),
    fromStdin,
  );
}

/** The profile of this name as it stands in the file, also when it is invalid and about to be mended. */
export function mendable(config: Config, name: string): Profile {
  const own = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  const isMendable =
    own !== undefined && problemsOf(own).every(({ path }) => !['', 'backend'].includes(path));
  return isMendable ? own : profileNamed(name, config);
}
