import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { removeCheck, renameCheck } from '../check/check-store.ts';
import { applyChange, type ConfigChange } from '../profile/changes.ts';
import type { Config } from '../profile/config.ts';
import {
  accountsOf,
  entriesIn,
  type Move,
  movesOf,
  type NewSecret,
  ownAccounts,
  usersOf,
  withMoves,
} from '../profile/keychain-entries.ts';
import { madeEntries } from '../profile/made-entries.ts';
import { deleteByHand, readEntry } from '../secrets/keychain.ts';
import { callersText } from './callers-text.ts';
import { carryOut, keptTexts, type NewEntry, type Outcome } from './carry-out.ts';
import { changeConfig } from './changes.ts';
import { type Asked, requireUsable, type Wanted } from './usable-entry.ts';

type Wishes = {
  /** For fields of the profile that is added or edited; each holds a reference to its entry. */
  readonly secrets?: readonly NewSecret[];
  /** What would be deleted or renamed along stays as it is. */
  readonly keepSecrets?: boolean;
};

type Remove = Extract<ConfigChange, { change: 'remove' }>;
type Rename = Extract<ConfigChange, { change: 'rename' }>;

/**
 * Carries out a change of the screens, or of `remove` and `rename`, together with the keychain entries that it
 * concerns; what was measured of a profile follows it.
 * @returns what became of entries, and what else has to follow, a line each
 * @throws UserError (4) when the keychain cannot be used, (3) when an entry is somebody else’s; and as `changeConfig`.
 */
export async function changeWithEntries(
  io: Io,
  change: ConfigChange,
  { secrets = [], keepSecrets = false }: Wishes = {},
): Promise<string[]> {
  switch (change.change) {
    case 'add':
    case 'edit': {
      const { name } = change;
      const { notes } = await storeAndChange(io, name, secrets, 'form', config =>
        applyChange(config, change),
      );
      return [...notes];
    }
    case 'remove': {
      const notes = await remove(io, change, keepSecrets);
      removeCheck(change.name, io);
      return [...notes, ...callersText(change.name, undefined, io)];
    }
    case 'rename': {
      const notes = await rename(io, change, keepSecrets);
      renameCheck(change.from, change.to, io);
      return [...notes, ...callersText(change.from, change.to, io)];
    }
    default:
      await changeConfig(io, change);
      return [];
  }
}

/**
 * Stores entries for fields of a profile and changes the config so that they are used.
 * @param change the field of each secret holds a reference to a keychain entry after it
 * @throws UserError as `changeWithEntries`
 */
export async function storeAndChange(
  io: Io,
  name: string,
  secrets: readonly NewSecret[],
  asked: Asked,
  change: (config: Config) => Config,
): Promise<Outcome & { readonly notes: readonly string[] }> {
  let entries: (Wanted & NewEntry)[] = [];
  const outcome = await carryOut(io, async current => {
    const config = change(current);
    entries = newEntries(name, config.profiles[name], secrets);
    for (const entry of entries) await requireUsable(current, entry, asked);
    return { config, store: entries, delete: [] };
  });
  return {
    ...outcome,
    notes: [...keptTexts(outcome.kept), ...entries.flatMap(alsoUsed(outcome.before, name))],
  };
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
  const outcome = await carryOut(io, async current => {
    const { config, account } = change(current);
    stays = staying(config, [account]);
    const own = ownAccounts(current, name, madeEntries(io)).filter(
      each => each === account && stays.length === 0,
    );
    await requireKeychain(own, withoutKeychain);
    return { config, store: [], delete: own };
  });
  return [...goneTexts(outcome, name), ...stays];
}

function newEntries(name: string, profile: unknown, secrets: readonly NewSecret[]): (Wanted & NewEntry)[] {
  const fields = entriesIn(profile);
  return secrets.map(({ path, value }) => {
    const account = fields.find(field => field.path === path)?.account;
    if (account === undefined) throw new Error(`${path} does not refer to a keychain entry`);
    return { name, path, account, value };
  });
}

function alsoUsed(config: Config, name: string): (entry: NewEntry) => string[] {
  return ({ account }) =>
    usersOf(config, account).some(user => user !== name)
      ? [`${users(config, account, name)} the keychain entry ${account} too`]
      : [];
}

function goneTexts({ deleted, kept }: Outcome, name: string): string[] {
  return [
    ...deleted.map(account => `the keychain entry ${account} is deleted`),
    ...keptTexts(kept, `, as it was not made for ${name} in this config`),
  ];
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

async function remove(io: Io, change: Remove, keep: boolean): Promise<string[]> {
  const { name } = change;
  const outcome = await carryOut(io, async current => {
    const config = applyChange(current, change);
    const own = keep ? [] : ownAccounts(current, name, madeEntries(io));
    await requireKeychain(own, `cgw remove ${name} --keep-secrets removes the profile alone`);
    return { config, store: [], delete: own };
  });
  const gone = keep ? keptTexts(outcome.kept) : goneTexts(outcome, name);
  return [...gone, ...staying(outcome.after, accountsOf(outcome.before, name))];
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

async function rename(io: Io, change: Rename, keep: boolean): Promise<string[]> {
  let moved: readonly Move[] = [];
  const outcome = await carryOut(io, async current => {
    // Whatever stands against the change itself is said before the keychain is touched.
    const renamed = applyChange(current, change);
    const moves = keep ? [] : movesOf(current, change.from, change.to, madeEntries(io));
    const store = await valuesFor(current, moves, change).catch(error => {
      throw orElse(error, `${keepLine(change)} leaves its keychain entries as they are`);
    });
    moved = moves.filter(({ to }) => store.some(({ account }) => account === to));
    const profile = renamed.profiles[change.to];
    return {
      config:
        profile === undefined
          ? renamed
          : { ...renamed, profiles: { ...renamed.profiles, [change.to]: withMoves(profile, moved) } },
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
async function valuesFor(config: Config, moves: readonly Move[], change: Rename): Promise<NewEntry[]> {
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
