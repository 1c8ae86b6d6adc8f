import { readEntry } from './keychain.ts';
import { MissingEntry } from './secret.ts';

/** @throws MissingEntry (4) when there is no such entry, UserError (4) when there is no keychain. */
export async function fromKeychain(account: string): Promise<string> {
  const value = await readEntry(account);
  if (value === undefined) throw new MissingEntry(account);
  return value;
}
