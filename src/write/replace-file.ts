import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, exitCode, UserError } from '../base/errors.ts';
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
};

/**
 * Puts other content in the place of a file: whole or not at all, and only if nobody else has changed it meanwhile.
 * @throws UserError (1); then everything is as it was.
 */
export function replaceFile({ file, shown, expected, content, mode }: Replacement): void {
  requireWritable(file, shown);
  const scratch = scratchFile(file);
  try {
    rmSync(scratch, { force: true });
    if (content !== undefined) writeWhole(scratch, content, mode, ownerOf(file));
    requireUnchanged(file, shown, expected);
    if (content !== undefined) renameSync(scratch, file);
    else if (expected !== undefined) unlinkSync(file);
    syncFolder(dirname(file));
  } catch (error) {
    sweep(scratch);
    throw error instanceof UserError ? error : notWritable(shown, error);
  }
}

/** Removes what is left of a write, if it can be removed. */
export function sweep(scratch: string): void {
  try {
    rmSync(scratch, { force: true });
  } catch {
    // The next write tries again.
  }
}

/** Beside the file, because only within a folder a file moves whole. */
export function scratchFile(file: string): string {
  return `${file}.tmp-cgw`;
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

type Owner = { readonly uid: number; readonly gid: number };

function ownerOf(file: string): Owner | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

/** With the owner of the file in whose place it goes. */
export function writeWhole(scratch: string, content: Uint8Array, mode: number, owner?: Owner): void {
  rmSync(scratch, { force: true });
  const descriptor = openSync(scratch, 'wx', 0o600);
  try {
    for (let written = 0; written < content.length; ) written += writeSync(descriptor, content, written);
    if (owner !== undefined && (owner.uid !== process.getuid?.() || owner.gid !== process.getgid?.()))
      fchownSync(descriptor, owner.uid, owner.gid);
    fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** So that the new name survives a power failure too. Folders cannot be synced everywhere. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The content is safe; at worst the old one comes back.
  }
}

/** Between this and the move nothing but one system call is left. */
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
    return readFileSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export function notWritable(shown: string, error: unknown): UserError {
  return new UserError(
    exitCode.failed,
    `${shown} cannot be written (${errorCode(error) ?? (error instanceof Error ? error.message : String(error))})`,
    'check its permissions, its owner and the free space',
  );
}
