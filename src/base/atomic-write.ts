import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from './errors.ts';

type AtomicWrite = {
  /** Of the new file, whatever the umask says. */
  readonly mode?: number;
  /** Of the new file, where that is not this user. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  /**
   * Where the content is gathered: beside the file, because only within a folder a file moves whole. Who may write at
   * the same time needs a name of his own.
   */
  readonly scratch?: string;
  /** Between this and the move nothing but one system call is left. What it throws leaves everything as it was. */
  readonly beforeMove?: () => void;
  /** Whether it is to survive a power failure; that may take a while. */
  readonly durable?: boolean;
};

/** Puts content in the place of a file, whole or not at all. @throws the system’s errors; then all is as it was. */
export function writeAtomically(
  file: string,
  content: Uint8Array | string,
  {
    mode = 0o600,
    owner,
    scratch = scratchFile(file),
    beforeMove = () => {},
    durable = true,
  }: AtomicWrite = {},
): void {
  try {
    removeFile(scratch);
    const descriptor = openSync(scratch, 'wx', 0o600);
    try {
      writeAll(descriptor, Buffer.from(content));
      if (owner !== undefined && (owner.uid !== process.getuid?.() || owner.gid !== process.getgid?.()))
        fchownSync(descriptor, owner.uid, owner.gid);
      fchmodSync(descriptor, mode);
      if (durable) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    beforeMove();
    renameSync(scratch, file);
    if (durable) syncFolder(dirname(file));
  } catch (error) {
    removeScratch(scratch);
    throw error;
  }
}

function writeAll(descriptor: number, content: Uint8Array): void {
  for (let written = 0; written < content.length; ) written += writeSync(descriptor, content, written);
}

/** Where a file is written that nobody else writes meanwhile: what a killed write has left goes with the next one. */
export function scratchFile(file: string): string {
  return `${file}.tmp-cgw`;
}

/** Removes a file, if there is one. `rmSync` of Bun 1.4.5 tells EFAULT for most of what can go wrong. @throws the system’s errors */
export function removeFile(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Removes what is left of a write, if it can be removed. */
export function removeScratch(scratch: string): void {
  try {
    removeFile(scratch);
  } catch {
    // The next write tries again.
  }
}

/** So that a new name, or that one is gone, survives a power failure too. Folders cannot be synced everywhere. */
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
