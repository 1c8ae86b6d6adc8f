import { readEntry } from './keychain.ts';
import { unavailable } from './secret.ts';

/** @throws UserError (4) when there is no such entry, or no keychain. */
export async function fromKeychain(account: string): Promise<string> {
  const value = await readEntry(account);
  if (value !== undefined) return value;
  throw unavailable(
    `keychain:${account}`,
    'is not in the keychain',
    'cgw secret set PROFILE FIELD puts it there',
  );
}
