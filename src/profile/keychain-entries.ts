import { join, resolve } from 'node:path';
import { fieldOf } from '../backends/index.ts';
import { isSecretValue, openGroupOf, type Profile, profileFields, withField } from '../backends/profile.ts';
import { removeFile, writeAtomically } from '../base/atomic-write.ts';
import { readJson } from '../base/bounded-read.ts';
import { writeProblem } from '../base/errors.ts';
import type { Where } from '../base/io.ts';
import { asRecord, isRecord } from '../base/json.ts';
import { listFolder } from '../base/paths.ts';
import { quotedWord } from '../base/quoting.ts';
import { parseReference, type Reference } from '../secrets/reference.ts';
import { MissingEntry } from '../secrets/secret.ts';
import type { Config } from './config.ts';
import { makeFolder, makeOwnFolder } from './own-folders.ts';
import { configFolder, stateFolder } from './paths.ts';
import { isBackendId } from './rules.ts';

/** A field of a profile that holds a keychain reference. */
export type KeychainField = { readonly path: string; readonly account: string };

/** A credential that was typed for a field, on its way into the keychain. It never enters a profile. */
export type NewSecret = { readonly path: string; readonly value: string };

/** A keychain entry that gets another account. */
export type AccountMove = { readonly from: string; readonly to: string };

/** The account of the entry that cgw makes for a field, e.g. `litellm/headers.x-key`. */
export function accountFor(profileName: string, path: string): string {
  return `${profileName}/${path}`;
}

/** The keychain references of a profile, in file order. */
export function keychainFields(profile: unknown): KeychainField[] {
  return credentialReferences(profile).flatMap(({ path, reference }) =>
    reference.kind === 'keychain' ? [{ path, account: reference.account }] : [],
  );
}

/** A reference of a profile, with its field and as it is written. */
export type CredentialReference = {
  readonly path: string;
  readonly text: string;
  readonly reference: Reference;
};

/** The references of a profile, field by field; the same one in two fields is two. What the file says of it may be anything. */
export function credentialReferences(profile: unknown): CredentialReference[] {
  if (!isRecord(profile)) return [];
  return profileFields(profile).flatMap(({ path, value }) => {
    const text = referenceText(profile.backend, path, value);
    const reference = text === undefined ? undefined : parseReference(text);
    return text === undefined || reference === undefined || 'problem' in reference
      ? []
      : [{ path, text, reference }];
  });
}

/** A plain field may hold the same words, a note for one; what no backend knows is taken for a credential. */
function referenceText(backend: unknown, path: string, value: unknown): string | undefined {
  const field = isBackendId(backend) ? fieldOf(backend, path) : undefined;
  if (field !== undefined && field.kind !== 'credential') return undefined;
  if (isSecretValue(value)) return value.secret;
  return openGroupOf(path) === undefined && typeof value === 'string' ? value : undefined;
}

/** The names of the profiles that use an account. */
export function usersOf(config: Config, account: string): string[] {
  return Object.keys(config.profiles).filter(name =>
    keychainFields(config.profiles[name]).some(entry => entry.account === account),
  );
}

/** Every account that a profile uses, each once. */
export function accountsIn({ profiles }: Config): string[] {
  return [
    ...new Set(
      Object.values(profiles)
        .flatMap(keychainFields)
        .map(({ account }) => account),
    ),
  ];
}

/** The accounts of a profile, each once. */
export function accountsOf({ profiles }: Config, name: string): string[] {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  return [...new Set(keychainFields(profile).map(({ account }) => account))];
}

/**
 * The accounts that go along with a profile: they carry its name, no other one uses them, and they were made for this
 * config. What was attached by its name may be in use elsewhere.
 * @param made the accounts of the entries that were made for this config
 */
export function ownAccounts(config: Config, name: string, made: ReadonlySet<string>): string[] {
  return accountsOf(config, name).filter(
    account =>
      account.startsWith(accountFor(name, '')) &&
      made.has(account) &&
      usersOf(config, account).every(user => user === name),
  );
}

/** The new accounts of its own entries when a profile is renamed. */
export function movesOf(config: Config, from: string, to: string, made: ReadonlySet<string>): AccountMove[] {
  const prefix = accountFor(from, '');
  return ownAccounts(config, from, made).map(account => ({
    from: account,
    to: accountFor(to, account.slice(prefix.length)),
  }));
}

/** The profile with its references following. */
export function withMoves(profile: Profile, moves: readonly AccountMove[]): Profile {
  return keychainFields(profile).reduce((changed, { path, account }) => {
    const move = moves.find(({ from }) => from === account);
    return move === undefined ? changed : withEntry(changed, path, move.to);
  }, profile);
}

/** The profile with a field that points at an entry; a header keeps the word before its credential. */
export function withEntry(profile: Profile, path: string, account: string): Profile {
  const held = profileFields(profile).find(entry => entry.path === path)?.value;
  const reference = `keychain:${account}`;
  if (!path.includes('.')) return withField(profile, path, reference);
  const scheme = isSecretValue(held) ? held.scheme : undefined;
  return withField(profile, path, { secret: reference, ...(scheme === undefined ? {} : { scheme }) });
}

/** The error of a profile’s secret: of a keychain entry that is missing it tells the command that puts it there. */
export function namingField(error: unknown, name: string, profile: Profile): unknown {
  if (!(error instanceof MissingEntry)) return error;
  const path = keychainFields(profile).find(({ account }) => account === error.account)?.path;
  return path === undefined
    ? error
    : new MissingEntry(error.account, `cgw secret set ${name} ${quotedWord(path)} puts it there`);
}

/*
 * Which keychain entries cgw made for which config: there is one keychain for all the configs of a user, and a config
 * may be a copy of another. A file for each entry says it, in the state folder. Where nothing is known, an entry is
 * somebody else’s, and stays.
 */

function folder(where: Where): string {
  return join(stateFolder(where), 'keychain');
}

function fileFor(account: string, where: Where): string {
  const name = new Bun.CryptoHasher('sha256').update(account).digest('hex').slice(0, 32);
  return join(folder(where), `${name}.json`);
}

/** The accounts of the entries that were made for the config in use. */
export function madeEntries(where: Where): ReadonlySet<string> {
  const own = resolve(configFolder(where));
  return new Set(
    listFolder(folder(where)).flatMap(file => {
      const { account, config } = asRecord(readJson(join(folder(where), file)));
      return typeof account === 'string' && config === own ? [account] : [];
    }),
  );
}

/** Notes that an entry was made for the config in use. @returns whether it could: else the entry stays for good */
export function noteMade(account: string, where: Where): boolean {
  const content = { account, config: resolve(configFolder(where)) };
  try {
    makeOwnFolder(stateFolder(where));
    makeFolder(folder(where));
    writeAtomically(fileFor(account, where), `${JSON.stringify(content)}\n`, { durable: false });
    return true;
  } catch {
    return false;
  }
}

/** Notes that an entry is gone. @returns why it could not; then another one of that name counts as made by cgw */
export function forgetMade(account: string, where: Where): string | undefined {
  const file = fileFor(account, where);
  try {
    removeFile(file);
    return undefined;
  } catch (error) {
    return `${file} cannot be removed: ${writeProblem(error)}`;
  }
}
