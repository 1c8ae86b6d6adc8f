import { exitCode, UserError } from '../base/errors.ts';
import type { Config } from '../profile/config.ts';
import { usersOf } from '../profile/keychain-entries.ts';
import { deleteByHand, readEntry } from '../secrets/keychain.ts';

/** Where an entry for a field was asked for: what helps there, when it is taken, is said of it. */
export type Asked = 'flags' | 'secret set' | 'form' | 'import';

/** The field of a profile that is to have an entry. */
export type Wanted = { readonly name: string; readonly path: string; readonly account: string };

/** How one that is there is used on purpose; `import` makes entries only. */
const shares: { readonly [By in Asked]: ((wanted: Wanted) => string) | null } = {
  flags: ({ path, account }) => `--secret ${path}=keychain:${account}`,
  'secret set': ({ name, path, account }) => `cgw edit ${name} --secret ${path}=keychain:${account}`,
  form: ({ path, account }) => `${account} as the entry of ${path}`,
  import: null,
};

/**
 * An entry may be written for a profile that uses it already, or when there is none of that name.
 * @throws UserError (3) when it is another profile’s, or nobody knows whose; (4) when there is no keychain.
 */
export async function requireUsable(config: Config, wanted: Wanted, asked: Asked): Promise<void> {
  const { name, account } = wanted;
  const users = usersOf(config, account);
  if (users.includes(name)) return;
  const share = shares[asked]?.(wanted);
  const another = `name ${name} alone, with --as NEW-NAME, to import it under another name, or take --secrets env, which makes no entry`;
  if (users.length > 0)
    throw new UserError(
      exitCode.invalid,
      `the keychain entry ${account} is that of ${users.join(', ')}`,
      share === undefined
        ? another
        : `${share} shares it; for one of its own, choose another name for the profile`,
    );
  if ((await readEntry(account)) === undefined) return;
  throw new UserError(
    exitCode.invalid,
    `there is a keychain entry ${account} already, and it is not overwritten`,
    `${share === undefined ? another : `${share} uses it (cgw secret set then replaces its value)`}; or delete it first: ${deleteByHand(account)}`,
  );
}
