import type { Profile } from '../backends/profile.ts';
import { MissingEntry } from '../secrets/secret.ts';
import { entriesIn } from './keychain-entries.ts';

/** The error of a profile’s secret: of a keychain entry that is missing it tells the command that puts it there. */
export function namingField(error: unknown, name: string, profile: Profile): unknown {
  if (!(error instanceof MissingEntry)) return error;
  const path = entriesIn(profile).find(({ account }) => account === error.account)?.path;
  return path === undefined
    ? error
    : new MissingEntry(error.account, `cgw secret set ${name} ${path} puts it there`);
}
