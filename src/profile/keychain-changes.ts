import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { quotedWord } from '../base/quoting.ts';
import { deleteByHand, readEntry } from '../secrets/keychain.ts';
import { applyChange, type ConfigChange } from './changes.ts';
import type { Config } from './config.ts';
import {
  type AccountMove,
  accountsOf,
  type KeychainField,
  keychainFields,
  madeEntries,
  movesOf,
  type NewSecret,
  ownAccounts,
  usersOf,
  withMoves,
} from './keychain-entries.ts';
import { fileFields, type NewFile, ownSecretFiles, secretFilesOf, secretsFolder } from './secret-files.ts';
import { type ChangeResult, type NewEntry, transact } from './transaction.ts';

/** Where an entry for a field was asked for: what helps there, when it is taken, is said of it. */
export type AskedBy = 'flags' | 'secret set' | 'form' | 'import';

/** The field of a profile that is to have an entry. */
type WantedEntry = KeychainField & { readonly name: string };

/** How one that is there is used on purpose; `import` makes entries only. */
const shares: { readonly [By in AskedBy]: ((wanted: WantedEntry) => string) | null } = {
  flags: ({ path, account }) => `--secret ${quotedWord(`${path}=keychain:${account}`)}`,
  'secret set': ({ name, path, account }) =>
    `cgw edit ${name} --secret ${quotedWord(`${path}=keychain:${account}`)}`,
  form: ({ path, account }) => `${account} as the entry of ${path}`,
  import: null,
};

/**
 * An entry may be written for a profile that uses it already, or when there is none of that name.
 * @throws UserError (3) when it is another profile’s, or nobody knows whose; (4) when there is no keychain.
 */
export async function requireUsable(config: Config, wanted: WantedEntry, asked: AskedBy): Promise<void> {
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

/**
 * Stores entries for fields of a profile and changes the config so that they are used.
 * @param change the field of each secret holds a reference to a keychain entry after it
 * @returns also what became of entries, a line each
 * @throws UserError (4) when the keychain cannot be used, (3) when an entry is somebody else’s; and as `updateConfig`.
 */
export async function storeAndChange(
  io: Io,
  name: string,
  secrets: readonly NewSecret[],
  asked: AskedBy,
  change: (config: Config) => Config,
): Promise<ChangeResult & { readonly notes: readonly string[] }> {
  let entries: (WantedEntry & NewEntry)[] = [];
  const outcome = await transact(io, async current => {
    const config = change(current);
    const profile = config.profiles[name];
    entries = newEntries(name, profile, inKeychain(profile, secrets));
    for (const entry of entries) await requireUsable(current, entry, asked);
    return { config, store: entries, files: newFiles(profile, current.profiles[name], secrets, io) };
  });
  return {
    ...outcome,
    notes: [
      ...keptTexts(outcome.kept),
      ...entries.flatMap(alsoUsed(outcome.before, name)),
      ...keptFileTexts(outcome, name, io),
    ],
  };
}

function newEntries(
  name: string,
  profile: unknown,
  secrets: readonly NewSecret[],
): (WantedEntry & NewEntry)[] {
  const fields = keychainFields(profile);
  return secrets.map(({ path, value }) => {
    const account = fields.find(field => field.path === path)?.account;
    if (account === undefined) throw new Error(`${path} does not refer to a keychain entry`);
    return { name, path, account, value };
  });
}

/** Those whose field refers to a keychain entry. */
function inKeychain(profile: unknown, secrets: readonly NewSecret[]): NewSecret[] {
  const files = fileFields(profile);
  return secrets.filter(({ path }) => !files.has(path));
}

/** The others: cgw writes into its own folder only. */
function newFiles(profile: unknown, before: unknown, secrets: readonly NewSecret[], io: Io): NewFile[] {
  const files = fileFields(profile);
  const folder = secretsFolder(io);
  const own = secretFilesOf(profile, folder);
  return secrets.flatMap(({ path, value }) => {
    const file = files.get(path);
    if (file === undefined) return [];
    if (!own.includes(file)) throw new Error(`${path} does not refer to a file of cgw’s`);
    return [{ file, value, replaces: secretFilesOf(before, folder).includes(file) }];
  });
}

/**
 * Takes the use of an entry out of the config, and deletes it when it is the profile’s own.
 * @param change the config without it, and its account
 * @param withoutKeychain what can be done where there is no keychain
 * @returns what became of it, as a line
 */
export async function removeEntry(
  io: Io,
  name: string,
  change: (config: Config) => { readonly config: Config; readonly account: string },
  withoutKeychain: string,
): Promise<string[]> {
  let stays: string[] = [];
  const outcome = await transact(io, async current => {
    const { config, account } = change(current);
    stays = stayTexts(config, [account]);
    const own = ownAccounts(current, name, madeEntries(io)).filter(
      each => each === account && stays.length === 0,
    );
    await requireKeychain(own, withoutKeychain);
    return { config, delete: own };
  });
  return [...goneTexts(outcome, name), ...stays];
}

/**
 * Removes a profile with the keychain entries of its own.
 * @param keep the entries stay
 * @returns what became of them, a line each
 * @throws UserError as `storeAndChange`
 */
export async function removeProfile(
  io: Io,
  change: Extract<ConfigChange, { change: 'remove' }>,
  keep: boolean,
): Promise<string[]> {
  const { name } = change;
  const outcome = await transact(io, async current => {
    const config = applyChange(current, change);
    const own = keep ? [] : ownAccounts(current, name, madeEntries(io));
    await requireKeychain(own, `cgw remove ${name} --keep-secrets removes the profile alone`);
    return { config, delete: own, deleteFiles: keep ? [] : ownSecretFiles(current, name, secretsFolder(io)) };
  });
  const files = ownSecretFiles(outcome.before, name, secretsFolder(io));
  const verb = keep ? 'stays' : 'is deleted';
  const gone = [
    ...(keep ? keptTexts(outcome.kept) : goneTexts(outcome, name)),
    ...files.map(file => `the file ${tildePath(file, io)} ${verb}`),
  ];
  return [...gone, ...stayTexts(outcome.after, accountsOf(outcome.before, name))];
}

type Rename = Extract<ConfigChange, { change: 'rename' }>;

/**
 * Renames a profile; the keychain entries of its own follow.
 * @param keep they stay as they are
 * @returns what became of them, a line each
 * @throws UserError as `storeAndChange`
 */
export async function renameProfile(io: Io, change: Rename, keep: boolean): Promise<string[]> {
  let moved: readonly AccountMove[] = [];
  const outcome = await transact(io, async current => {
    // Whatever stands against the change itself is said before the keychain is touched.
    const renamed = applyChange(current, change);
    const moves = keep ? [] : movesOf(current, change.from, change.to, madeEntries(io));
    const store = await valuesFor(current, moves, change).catch(error => {
      throw orElse(error, `${keepLine(change)} leaves its keychain entries as they are`);
    });
    moved = moves.filter(({ to }) => store.some(({ account }) => account === to));
    const profile = renamed.profiles[change.to];
    const profiles = profile === undefined ? {} : { [change.to]: withMoves(profile, moved) };
    return {
      config: { ...renamed, profiles: { ...renamed.profiles, ...profiles } },
      store,
      delete: moved.map(({ from }) => from),
    };
  });
  return outcome.deleted.map(
    account =>
      `the keychain entry ${account} is now ${moved.find(({ from }) => from === account)?.to ?? 'gone'}`,
  );
}

/** What is to be stored under the new names; an entry that is missing cannot move, so its reference stays. */
async function valuesFor(config: Config, moves: readonly AccountMove[], change: Rename): Promise<NewEntry[]> {
  const entries: NewEntry[] = [];
  for (const move of moves) {
    const value = await readEntry(move.from);
    if (value === undefined) continue;
    if (usersOf(config, move.to).length > 0 || (await readEntry(move.to)) !== undefined)
      throw new UserError(
        exitCode.invalid,
        `there is a keychain entry ${move.to} already, and it is not overwritten`,
        `${keepLine(change)} leaves ${move.from} as it is; or delete the other one first: ${deleteByHand(move.to)}`,
      );
    entries.push({ account: move.to, value });
  }
  return entries;
}

function keepLine({ from, to }: Rename): string {
  return `cgw rename ${from} ${to} --keep-secrets`;
}

/** What will be deleted can be: else nothing is changed. */
async function requireKeychain([account]: readonly string[], withoutIt: string): Promise<void> {
  if (account === undefined) return;
  try {
    await readEntry(account);
  } catch (error) {
    throw orElse(error, withoutIt);
  }
}

/** An error of the keychain, with what can be done without one. */
function orElse(error: unknown, remedy: string): unknown {
  return error instanceof UserError && error.exit === exitCode.secret
    ? new UserError(error.exit, error.message, remedy)
    : error;
}

function alsoUsed(config: Config, name: string): (entry: NewEntry) => string[] {
  return ({ account }) =>
    usersOf(config, account).some(user => user !== name)
      ? [`${users(config, account, name)} the keychain entry ${account} too`]
      : [];
}

function goneTexts({ deleted, kept }: ChangeResult, name: string): string[] {
  return [
    ...deleted.map(account => `the keychain entry ${account} is deleted`),
    ...keptTexts(kept, `, as it was not made for ${name} in this config`),
  ];
}

/** A line for each entry that is kept; `why` follows on it. */
export function keptTexts(accounts: readonly string[], why = ''): string[] {
  return accounts.map(
    account => `the keychain entry ${account} is kept${why}; to delete it: ${deleteByHand(account)}`,
  );
}

/** A line for each file of the profile’s own to which it refers no more. */
function keptFileTexts({ before, after }: ChangeResult, name: string, io: Io): string[] {
  const held = secretFilesOf(after.profiles[name], secretsFolder(io));
  return ownSecretFiles(before, name, secretsFolder(io))
    .filter(file => !held.includes(file))
    .map(file => `the file ${tildePath(file, io)} is kept, with the credential in it`);
}

/** A line for each of these accounts that is still in use. */
function stayTexts(config: Config, accounts: readonly string[]): string[] {
  return accounts
    .filter(account => usersOf(config, account).length > 0)
    .map(account => `the keychain entry ${account} stays: ${users(config, account)} it`);
}

/** The other profiles and their verb: `b uses`, `b, c use`. */
function users(config: Config, account: string, but?: string): string {
  const others = usersOf(config, account).filter(user => user !== but);
  return `${others.join(', ')} ${others.length > 1 ? 'use' : 'uses'}`;
}
