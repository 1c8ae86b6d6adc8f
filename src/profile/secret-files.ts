import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { removeFile, writeAtomically } from '../base/atomic-write.ts';
import { readBounded } from '../base/bounded-read.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Where } from '../base/io.ts';
import type { Config } from './config.ts';
import { credentialReferences } from './keychain-entries.ts';
import { makeOwnFolder } from './own-folders.ts';
import { configFolder } from './paths.ts';

/** Where credentials are that a user leaves to cgw where there is no keychain: one a file, for the user alone. */
export function secretsFolder(where: Where): string {
  return join(configFolder(where), 'secrets');
}

/** The file there for a field of a profile. */
export function secretFile(folder: string, profile: string, path: string): string {
  return join(folder, `${profile}.${path}`);
}

/** A credential for a file of its own; `replaces` one of the same profile. */
export type NewFile = { readonly file: string; readonly value: string; readonly replaces: boolean };

/**
 * Makes the file.
 * @returns what makes it as it was
 * @throws UserError (3) where there is one already: it may be another profile’s.
 */
export function storeFile({ file, value, replaces }: NewFile): () => Promise<void> {
  makeOwnFolder(dirname(dirname(file)));
  makeOwnFolder(dirname(file));
  const isThere = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  if (isThere && !replaces)
    throw new UserError(
      exitCode.invalid,
      `there is a file ${file} already, and it is not overwritten`,
      'choose another name for the profile, or name that file as it is',
    );
  const before = isThere ? readBounded(file) : undefined;
  write(file, `${value}\n`);
  return async () => (before === undefined ? removeFile(file) : write(file, before));
}

function write(file: string, content: Uint8Array | string): void {
  writeAtomically(file, content, { mode: 0o600, secret: true });
}

/** The fields of a profile that refer to a file, with its path. */
export function fileFields(profile: unknown): ReadonlyMap<string, string> {
  return new Map(
    credentialReferences(profile).flatMap(({ path, reference }) =>
      reference.kind === 'file' ? [[path, reference.path] as const] : [],
    ),
  );
}

/** The files of the folder for them that a profile refers to. */
export function secretFilesOf(profile: unknown, folder: string): string[] {
  return [...fileFields(profile).values()].filter(file => dirname(file) === folder);
}

/** Those that go along with a profile: nobody else refers to them. */
export function ownSecretFiles({ profiles }: Config, name: string, folder: string): string[] {
  const others = Object.entries(profiles).flatMap(([each, profile]) =>
    each === name ? [] : secretFilesOf(profile, folder),
  );
  return secretFilesOf(profiles[name], folder).filter(file => !others.includes(file));
}
