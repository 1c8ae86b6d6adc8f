import { accessSync, constants, statSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeFile, scratchFile, syncFolder, writeAtomically } from '../base/atomic-write.ts';
import { maxFileBytes, readBounded } from '../base/bounded-read.ts';
import { errorCode, exitCode, notWritable, UserError } from '../base/errors.ts';

/** What is to become of a file, and what it must still hold for that. */
export type Replacement = {
  readonly file: string;
  /** For errors. */
  readonly shown: string;
  /** What was read before; undefined: there was no file. */
  readonly expected: Uint8Array | undefined;
  /** Undefined: the file goes. */
  readonly content: Uint8Array | undefined;
  readonly mode: number;
  /** Whether the content holds a secret. */
  readonly secret?: boolean;
};

/**
 * Puts other content in the place of a file: whole or not at all, and only if nobody else has changed it meanwhile.
 * @throws UserError (1); then everything is as it was.
 */
export function replaceFile({ file, shown, expected, content, mode, secret = false }: Replacement): void {
  requireWritable(file, shown);
  const beforeMove = () => requireUnchanged(file, shown, expected);
  try {
    if (content !== undefined)
      writeAtomically(file, content, { mode, secret, owner: ownerOf(file), beforeMove });
    else {
      removeFile(scratchFile(file));
      beforeMove();
      if (expected !== undefined) unlinkSync(file);
      syncFolder(dirname(file));
    }
  } catch (error) {
    throw notWritable(shown, error);
  }
}

/** A file that its owner has made read-only is meant to stay; root could write it all the same. */
function requireWritable(file: string, shown: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if ((stat.mode & 0o200) === 0) throw notWritable(shown, new Error('it is read-only'));
  try {
    accessSync(file, constants.W_OK);
  } catch (error) {
    throw notWritable(shown, error);
  }
}

function ownerOf(file: string): { uid: number; gid: number } | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function requireUnchanged(file: string, shown: string, expected: Uint8Array | undefined): void {
  const now = readIfThere(file);
  const same = now === undefined ? expected === undefined : expected !== undefined && now.equals(expected);
  if (same) return;
  throw new UserError(
    exitCode.failed,
    `${shown} was changed meanwhile by another program`,
    'nothing was written; try again',
  );
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readBounded(file, 16 * maxFileBytes);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
