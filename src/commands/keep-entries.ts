import { exitCode, UserError } from '../errors.ts';
import type { Io } from '../io.ts';
import { applyChange, type ConfigChange } from '../profile/changes.ts';
import { readConfig } from '../profile/file.ts';
import {
  accountsIn,
  accountsOf,
  entriesIn,
  type Move,
  movesOf,
  type NewSecret,
  usersOf,
  withMoves,
} from '../profile/keychain-entries.ts';
import type { Config } from '../profile/profile.ts';
import { deleteByHand, deleteEntry, readEntry, storeEntry } from '../secrets/keychain.ts';
import { changeConfig } from './changes.ts';

/** A value for a keychain entry, which is made or replaced. */
export type NewEntry = { readonly path: string; readonly account: string; readonly value: string };

type Wishes = {
  /** For fields of the profile that is added or edited; each holds a reference to its entry. */
  readonly secrets?: readonly NewSecret[];
  /** What would be deleted or renamed along stays as it is. */
  readonly keepSecrets?: boolean;
};

/**
 * Carries out a change together with the keychain entries that it concerns. In this order: entries are stored, the
 * config is written, entries that nothing uses any more are deleted; so a crash leaves at worst an entry too many.
 * A config that cannot be written takes the entries back.
 * @returns what became of entries, a line each
 * @throws UserError (4) when the keychain cannot be used, (3) when an entry is somebody else’s; and as `changeConfig`.
 */
export async function changeWithEntries(
  io: Io,
  change: ConfigChange,
  wishes: Wishes = {},
): Promise<string[]> {
  switch (change.change) {
    case 'add':
    case 'edit': {
      const entries = newEntries(change.profile, wishes.secrets ?? []);
      return storeAndChange(io, change.name, entries, config => applyChange(config, change));
    }
    case 'remove':
      return remove(io, change, wishes.keepSecrets ? 'keep' : 'delete');
    case 'rename':
      return rename(io, change, wishes.keepSecrets === true);
    default:
      await changeConfig(io, change);
      return [];
  }
}

/**
 * Stores entries for fields of a profile and changes the config so that they are used.
 * @throws UserError as `changeWithEntries`
 */
export async function storeAndChange(
  io: Io,
  name: string,
  entries: readonly NewEntry[],
  change: (config: Config) => Config,
): Promise<string[]> {
  if (entries.length === 0) return carryOut(io, entries, change, 'keep');
  const config = await readConfig(io);
  for (const { path, account } of entries) await requireUsable(config, name, path, account);
  return [...(await carryOut(io, entries, change, 'keep')), ...entries.flatMap(alsoUsed(config, name))];
}

/**
 * Takes the use of an entry out of the config, and deletes it when nothing else uses it.
 * @returns what became of it, as a line
 */
export async function removeEntry(
  io: Io,
  account: string,
  change: (config: Config) => Config,
): Promise<string[]> {
  let stays: string[] = [];
  const notes = await carryOut(
    io,
    [],
    config => {
      const changed = change(config);
      stays = staying(changed, [account]);
      return changed;
    },
    'delete',
  );
  return [...notes, ...stays];
}

/**
 * An entry may be written for a profile that uses it already, or when there is none of that name.
 * @throws UserError (3) when it is another profile’s, or nobody knows whose; (4) when there is no keychain.
 */
export async function requireUsable(
  config: Config,
  name: string,
  path: string,
  account: string,
): Promise<void> {
  const users = usersOf(config, account);
  if (users.includes(name)) return;
  const share = `--secret ${path}=keychain:${account}`;
  if (users.length > 0)
    throw new UserError(
      exitCode.invalid,
      `the keychain entry ${account} is that of ${users.join(', ')}`,
      `${share} shares it; for one of its own, choose another name for the profile`,
    );
  if ((await readEntry(account)) === undefined) return;
  throw new UserError(
    exitCode.invalid,
    `there is a keychain entry ${account} already, and it is not overwritten`,
    `${share} uses it (cgw secret set then replaces its value); or delete it first: ${deleteByHand(account)}`,
  );
}

function newEntries(profile: unknown, secrets: readonly NewSecret[]): NewEntry[] {
  const fields = entriesIn(profile);
  return secrets.map(({ path, value }) => {
    const account = fields.find(field => field.path === path)?.account;
    if (account === undefined) throw new Error(`${path} does not refer to a keychain entry`);
    return { path, account, value };
  });
}

function alsoUsed(config: Config, name: string): (entry: NewEntry) => string[] {
  return ({ account }) =>
    usersOf(config, account).some(user => user !== name)
      ? [`${users(config, account, name)} the keychain entry ${account} too`]
      : [];
}

/** Which of these accounts are still in use. */
function staying(config: Config, accounts: readonly string[]): string[] {
  return accounts
    .filter(account => usersOf(config, account).length > 0)
    .map(account => `the keychain entry ${account} stays: ${users(config, account)} it`);
}

/** The other profiles and their verb: `b uses`, `b, c use`. */
function users(config: Config, account: string, but?: string): string {
  const others = usersOf(config, account).filter(user => user !== but);
  return `${others.join(', ')} ${others.length > 1 ? 'use' : 'uses'}`;
}

async function remove(
  io: Io,
  change: Extract<ConfigChange, { change: 'remove' }>,
  orphans: 'delete' | 'keep',
): Promise<string[]> {
  let stays: string[] = [];
  const notes = await carryOut(
    io,
    [],
    config => {
      const changed = applyChange(config, change);
      const { own, shared } = accountsOf(config, change.name);
      stays = staying(changed, [...own, ...shared]);
      return changed;
    },
    orphans,
  );
  return [...notes, ...stays];
}

async function rename(
  io: Io,
  change: Extract<ConfigChange, { change: 'rename' }>,
  keep: boolean,
): Promise<string[]> {
  const config = await readConfig(io);
  // Whatever stands against the change itself is said before the keychain is touched.
  applyChange(config, change);
  const moves = keep ? [] : movesOf(config, change.from, change.to);
  const { entries, moved } = await valuesFor(config, moves, change).catch(error => {
    throw stayPossible(error, change);
  });
  return carryOut(
    io,
    entries,
    current => {
      const renamed = applyChange(current, change);
      const profile = renamed.profiles[change.to];
      return profile === undefined
        ? renamed
        : { ...renamed, profiles: { ...renamed.profiles, [change.to]: withMoves(profile, moved) } };
    },
    'delete',
    moved,
  );
}

/** What is to be stored under the new names; an entry that is missing cannot move, so its reference stays. */
async function valuesFor(
  config: Config,
  moves: readonly Move[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ entries: NewEntry[]; moved: Move[] }> {
  const entries: NewEntry[] = [];
  const moved: Move[] = [];
  for (const move of moves) {
    const value = await readEntry(move.from);
    if (value === undefined) continue;
    if (usersOf(config, move.to).length > 0 || (await readEntry(move.to)) !== undefined)
      throw new UserError(
        exitCode.invalid,
        `there is a keychain entry ${move.to} already, and it is not overwritten`,
        `cgw rename ${from} ${to} --keep-secrets leaves ${move.from} as it is; or delete the other one first: ${deleteByHand(move.to)}`,
      );
    entries.push({ path: '', account: move.to, value });
    moved.push(move);
  }
  return { entries, moved };
}

/** Without a keychain a profile can still be renamed. */
function stayPossible(error: unknown, { from, to }: { readonly from: string; readonly to: string }): unknown {
  return error instanceof UserError && error.exit === exitCode.secret
    ? new UserError(
        error.exit,
        error.message,
        `cgw rename ${from} ${to} --keep-secrets leaves its keychain entries as they are`,
      )
    : error;
}

/** Stores, changes, and deals with what nothing uses any more. */
export async function carryOut(
  io: Io,
  entries: readonly NewEntry[],
  change: (config: Config) => Config,
  orphans: 'delete' | 'keep',
  moved: readonly Move[] = [],
): Promise<string[]> {
  let before: readonly string[] = [];
  let after: readonly string[] = [];
  await storing(io, entries, () =>
    changeConfig(io, config => {
      const changed = change(config);
      [before, after] = [accountsIn(config), accountsIn(changed)];
      return changed;
    }),
  );
  const unused = before.filter(account => !after.includes(account));
  if (orphans === 'keep')
    return unused.map(
      account => `the keychain entry ${account} is kept; to delete it: ${deleteByHand(account)}`,
    );
  for (const account of unused) await deleteUnused(account);
  return unused.map(account => {
    const to = moved.find(({ from }) => from === account)?.to;
    return to === undefined
      ? `the keychain entry ${account} is deleted`
      : `the keychain entry ${account} is now ${to}`;
  });
}

async function deleteUnused(account: string): Promise<void> {
  try {
    await deleteEntry(account);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.exit,
      `the config is changed, but ${error.message}`,
      `delete it by hand, where there is a keychain: ${deleteByHand(account)}`,
    );
  }
}

/** Does the work with the entries stored; when it fails they are as they were before. */
async function storing(io: Io, entries: readonly NewEntry[], work: () => Promise<void>): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const { account, value } of entries) {
      const before = await readEntry(account);
      undo.unshift(() => (before === undefined ? deleteEntry(account) : storeEntry(account, before)));
      await storeEntry(account, value);
    }
    await work();
  } catch (error) {
    for (const step of undo)
      await step().catch((problem: unknown) => {
        io.err(`cgw: could not be taken back: ${problem instanceof Error ? problem.message : problem}\n`);
      });
    throw error;
  }
}
