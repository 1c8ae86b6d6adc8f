import type { Profile } from '../backends/profile.ts';
import { UserError } from '../base/errors.ts';
import { readEntry } from '../secrets/keychain.ts';
import { accountsToMake } from './risks.ts';

/** The keychain entries that profiles could make for themselves, and that are there; where nobody can tell, all. */
export async function entriesHere(
  wanted: readonly { readonly name: string; readonly profile: Profile }[],
): Promise<ReadonlySet<string>> {
  const accounts = wanted.flatMap(({ name, profile }) => accountsToMake(name, profile));
  if (accounts.length === 0) return new Set();
  const there = new Set<string>();
  try {
    for (const account of accounts) if ((await readEntry(account)) !== undefined) there.add(account);
    return there;
  } catch (error) {
    if (error instanceof UserError) return new Set(accounts);
    throw error;
  }
}
