import { UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import type { Config } from '../profile/config.ts';
import { accountsIn } from '../profile/keychain-entries.ts';
import { forgetMade, noteMade } from '../profile/made-entries.ts';
import { deleteByHand, deleteEntry, readEntry, storeEntry } from '../secrets/keychain.ts';

/** A value for a keychain entry, which is made or replaced. */
export type NewEntry = { readonly account: string; readonly value: string };

/** What is to be done to config and keychain together. */
export type Deed = {
  readonly config: Config;
  readonly store: readonly NewEntry[];
  /** Of those that the config uses no more, the ones that are deleted; the others are named. */
  readonly delete: readonly string[];
};

/** The config before and after a deed, and the accounts that it uses no more. */
export type Outcome = {
  readonly before: Config;
  readonly after: Config;
  readonly deleted: readonly string[];
  readonly kept: readonly string[];
};

/**
 * Carries out a change of the config together with the keychain entries that it concerns, while no other cgw changes
 * the config. In this order: entries are stored, the config is written, entries are deleted; so a crash leaves at worst
 * an entry too many. A config that cannot be written takes the entries back.
 * @param decide says what is to be done to the config as it is now
 * @throws UserError (4) when the keychain cannot be used; and as `decide` and `updateConfig`.
 */
export async function carryOut(io: Io, decide: (config: Config) => Promise<Deed>): Promise<Outcome> {
  // Loaded here because conf and zod are heavy.
  const { whileConfigLocked } = await import('../profile/store.ts');
  return whileConfigLocked(io, async (before, save) => {
    const deed = await decide(before);
    const used = accountsIn(deed.config);
    const unused = accountsIn(before).filter(account => !used.includes(account));
    const [deleted, kept] = [
      unused.filter(each => deed.delete.includes(each)),
      unused.filter(each => !deed.delete.includes(each)),
    ];
    const made = await storing(io, deed.store, () => save(deed.config));
    for (const account of made) noteMade(account, io);
    await deleteAll(deleted, io);
    return { before, after: deed.config, deleted, kept };
  });
}

/** A line for each entry that is kept; `why` follows on it. */
export function keptTexts(accounts: readonly string[], why = ''): string[] {
  return accounts.map(
    account => `the keychain entry ${account} is kept${why}; to delete it: ${deleteByHand(account)}`,
  );
}

/**
 * Does the work with the entries stored; when it fails they are as they were before.
 * @returns the accounts that are new
 */
async function storing(io: Io, entries: readonly NewEntry[], work: () => void): Promise<string[]> {
  const made: string[] = [];
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const entry of entries) {
      const before = await readEntry(entry.account);
      if (before === undefined) made.push(entry.account);
      undo.unshift(() => takeBack(entry, before));
      await storeEntry(entry.account, entry.value);
    }
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
    forgetMade(account, io);
  }
}

function notDeleted({ exit, message }: UserError, [first = '', ...more]: readonly string[]): UserError {
  return new UserError(
    exit,
    `the config is changed, but ${message}${more.length > 0 ? ` (nor ${more.join(', ')})` : ''}`,
    `delete by hand, where there is a keychain: ${[first, ...more].map(each => deleteByHand(each)).join('; ')}`,
  );
}
