import type { Io } from '../io.ts';
import { problemsOf } from '../profile/check.ts';
import { invalidProfile, readConfig } from '../profile/file.ts';
import { entriesIn } from '../profile/keychain-entries.ts';
import type { Config, Profile } from '../profile/profile.ts';
import { profileNamed } from '../profile/resolve.ts';
import { askSecrets } from './ask-secrets.ts';
import { type NewEntry, requireUsable } from './keep-entries.ts';

/**
 * The keychain entries for fields of a profile that is to be saved, with their values asked for; whatever stands
 * against saving it is said first.
 * @param asked the fields; the profile refers to an entry in each
 * @param fromStdin the field whose credential comes on stdin
 * @returns undefined when the user left a prompt
 * @throws UserError (3) for a profile that breaks a rule or an entry of others, (4) without a keychain
 */
export async function newEntriesFor(
  io: Io,
  name: string,
  asked: readonly string[],
  fromStdin: string | undefined,
  make: (config: Config) => Profile,
): Promise<NewEntry[] | undefined> {
  const config = await readConfig(io);
  const profile = make(config);
  const problems = problemsOf(profile);
  if (problems.length > 0) throw invalidProfile(name, problems);
  const fields = entriesIn(profile).filter(({ path }) => asked.includes(path));
  for (const { path, account } of fields) await requireUsable(config, name, path, account);
  const paths = fields.map(({ path }) => path);
  const secrets = await askSecrets(io, name, paths, fromStdin);
  return secrets?.flatMap(({ path, value }) =>
    fields.filter(field => field.path === path).map(field => ({ ...field, value })),
  );
}

/** The profile of this name as it stands in the file, also when it is invalid and about to be mended. */
export function mendable(config: Config, name: string): Profile {
  const own = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  const isMendable =
    own !== undefined && problemsOf(own).every(({ path }) => !['', 'backend'].includes(path));
  return isMendable ? own : profileNamed(name, config);
}
