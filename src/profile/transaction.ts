import { removeFile } from '../base/atomic-write.ts';
import { exitCode, UserError, writeProblem } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { deleteByHand, deleteEntry, readEntry, storeEntry } from '../secrets/keychain.ts';
import type { Config } from './config.ts';
import { accountsIn, forgetMade, noteMade } from './keychain-entries.ts';
import { stateFolder } from './paths.ts';
import { type NewFile, storeFile } from './secret-files.ts';

/** A value for a keychain entry, which is made or replaced. */
export type NewEntry = { readonly account: string; readonly value: string };

/** What is to be done to config and keychain together. */
type Transaction = {
  readonly config: Config;
  readonly store?: readonly NewEntry[];
  /** Credentials that get a file instead. */
  readonly files?: readonly NewFile[];
  /** Of those that the config uses no more, the ones that are deleted; the others are named. */
  readonly delete?: readonly string[];
  readonly deleteFiles?: readonly string[];
};

/** The config before and after a transaction, and the accounts that it uses no more. */
export type ChangeResult = {
  readonly before: Config;
  readonly after: Config;
  readonly deleted: readonly string[];
  readonly kept: readonly string[];
};

/**
 * Changes the config together with the keychain entries that it concerns, while no other cgw changes the config. In
 * this order: entries are stored, the config is written, entries are deleted; so a crash leaves at worst an entry too
 * many. A config that cannot be written takes the entries back.
 * @param decide says what is to be done to the config as it is now
 * @throws UserError (4) when the keychain cannot be used; and as `decide` and `updateConfig`.
 */
export async function transact(
  io: Io,
  decide: (config: Config) => Promise<Transaction>,
): Promise<ChangeResult> {
  // Loaded here because conf is heavy.
  const { whileConfigLocked } = await import('./store.ts');
  return whileConfigLocked(io, async (before, save) => {
    const {
      config: after,
      store = [],
      files = [],
      delete: doomed = [],
      deleteFiles = [],
    } = await decide(before);
    const used = accountsIn(after);
    const unused = accountsIn(before).filter(account => !used.includes(account));
    const deleted = unused.filter(each => doomed.includes(each));
    const kept = unused.filter(each => !doomed.includes(each));
    const made = await storing(io, store, files, () => save(after));
    for (const account of made)
      if (!noteMade(account, io))
        io.err(
          `cgw: ${stateFolder(io)} cannot be written, so the keychain entry ${account} will not go with its profile\n`,
        );
    await deleteAll(deleted, io);
    for (const file of deleteFiles) deleteFile(file);
    return { before, after, deleted, kept };
  });
}

/**
 * Does the work with the entries stored; when it fails they are as they were before.
 * @returns the accounts that are new
 */
async function storing(
  io: Io,
  entries: readonly NewEntry[],
  files: readonly NewFile[],
  work: () => void,
): Promise<string[]> {
  const made: string[] = [];
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const entry of entries) {
      const before = await readEntry(entry.account);
      if (before === undefined) made.push(entry.account);
      undo.unshift(() => takeBack(entry, before));
      await storeEntry(entry.account, entry.value);
    }
    for (const each of files) undo.unshift(storeFile(each));
    work();
    return made;
  } catch (error) {
    for (const step of undo)
      await step().catch((problem: unknown) => {
        io.err(`cgw: could not be taken back: ${problem instanceof Error ? problem.message : problem}\n`);
      });
    throw error;
  }
}

/** What stands there meanwhile by another program, or by another config of the user, is left alone. */
async function takeBack({ account, value }: NewEntry, before: string | undefined): Promise<void> {
  if ((await readEntry(account)) !== value) return;
  if (before === undefined) await deleteEntry(account);
  else await storeEntry(account, before);
}

async function deleteAll(accounts: readonly string[], io: Io): Promise<void> {
  for (const [index, account] of accounts.entries()) {
    try {
      await deleteEntry(account);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw notDeleted(error, accounts.slice(index));
    }
    const problem = forgetMade(account, io);
    if (problem !== undefined)
      io.err(
        `cgw: ${problem}; while it is there, an entry ${account} of your own would go with its profile\n`,
      );
  }
}

function deleteFile(file: string): void {
  try {
    removeFile(file);
  } catch (error) {
    throw new UserError(
      exitCode.failed,
      `the config is changed, but ${file} cannot be removed: ${writeProblem(error)}`,
      'delete it by hand: it holds the credential',
    );
  }
}

function notDeleted({ exit, message }: UserError, [first = '', ...more]: readonly string[]): UserError {
  return new UserError(
    exit,
    `the config is changed, but ${message}${more.length > 0 ? ` (nor ${more.join(', ')})` : ''}`,
    `delete by hand, where there is a keychain: ${[first, ...more].map(each => deleteByHand(each)).join('; ')}`,
  );
}
