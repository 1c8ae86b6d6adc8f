import { FFIType, ptr } from 'bun:ffi';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lchownSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, exitCode, UserError, writeProblem } from './errors.ts';
import { openLibc } from './libc.ts';

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
  /**
   * Whether a new file takes the place of one that has another name, too. What came with a project may be a second name
   * of a file of the user’s.
   */
  readonly fresh?: boolean;
  /** Whether it holds what nobody else may read, so that it is not written where that cannot be. */
  readonly secret?: boolean;
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
    fresh = false,
    secret = false,
  }: AtomicWrite = {},
): void {
  try {
    removeFile(scratch);
    const descriptor = openSync(scratch, 'wx', 0o600);
    try {
      writeAll(descriptor, Buffer.from(content));
      if (owner !== undefined && (owner.uid !== process.getuid?.() || owner.gid !== process.getgid?.()))
        fchownSync(descriptor, owner.uid, owner.gid);
      if (!attempt(() => fchmodSync(descriptor, mode)) && secret) requireClosed(descriptor);
      if (durable) sync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    beforeMove();
    moveOver(scratch, file, fresh);
    if (durable) syncFolder(dirname(file));
  } catch (error) {
    removeScratch(scratch);
    throw error;
  }
}

/** @returns whose a file in a user’s folder stays where sudo made root of the user; undefined: of whoever runs this */
function userBehindSudo(file: string): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0 || process.env.SUDO_UID === undefined) return undefined;
  return lstatSync(file, { throwIfNoEntry: false }) ?? statSync(dirname(file));
}

/** Leaves what was made to the user whom sudo made root: what belongs to root would be lost to that user. */
export function leaveToUser(path: string): void {
  const whose = userBehindSudo(dirname(path));
  if (whose !== undefined) lchownSync(path, whose.uid, whose.gid);
}

/** What a file system answers that has no permissions (vfat, CIFS), or that cannot do what was asked. */
const unsupported = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL'];

/** Whether an error may say no more than that. */
export function isUnsupported(error: unknown): boolean {
  return unsupported.includes(errorCode(error) ?? '');
}

/** Runs what some file systems cannot do. @returns whether this one could */
function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (isUnsupported(error)) return false;
    throw error;
  }
}

function requireClosed(descriptor: number): void {
  if ((fstatSync(descriptor).mode & 0o077) !== 0)
    throw new Error('its file system keeps no permissions, so others could read the secret');
}

/** Sets the permissions of a folder where its file system has any. */
export function closeFolder(path: string, mode: number): void {
  attempt(() => chmodSync(path, mode));
}

/** Not every file system can promise that what is written survives a power failure. */
function sync(descriptor: number): void {
  attempt(() => fsyncSync(descriptor));
}

/**
 * Puts a file in the place of another. A file that is more than its content is written in place instead: one that is a
 * mount of its own (containers make them of single files), has a second name, or attributes that a new file would not
 * have.
 * @param fresh whether a second name is left behind with the old content
 */
export function moveOver(scratch: string, file: string, fresh = false): void {
  const whose = userBehindSudo(file);
  if (whose !== undefined) lchownSync(scratch, whose.uid, whose.gid);
  if (fresh || !isMore(file)) {
    try {
      rename(scratch, file);
      return;
    } catch (error) {
      if (!isUnmovable(error)) throw error;
      const stat = lstatSync(file, { throwIfNoEntry: false });
      if (stat === undefined) {
        moveToFree(scratch, file);
        return;
      }
      if (!stat.isFile()) throw error;
    }
  }
  writeInPlace(file, readFileSync(scratch), statSync(scratch).mode & 0o777);
  unlinkSync(scratch);
}

/** Windows does not replace a file while another program has it open, if only for a moment to read or to scan it. */
function rename(from: string, to: string): void {
  for (let attempt = 1; ; attempt++)
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const isOpen = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '');
      if (process.platform !== 'win32' || !isOpen || attempt === 50) throw error;
      Bun.sleepSync(20);
    }
}

/** @throws what the system says; then the file is as it was, or its old content lies beside it, as the error says */
function writeInPlace(file: string, content: Uint8Array, mode: number): void {
  const descriptor = openSync(file, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    const before = readFileSync(file);
    const modeBefore = fstatSync(descriptor).mode & 0o777;
    const kept = keepAside(file, before);
    try {
      // Before anything is in it that others may not read.
      const isClosed = attempt(() => fchmodSync(descriptor, mode));
      if (!isClosed && (modeBefore & 0o077 & ~mode) !== 0)
        throw new Error('it is open to others, and its file system keeps it so');
      overwrite(descriptor, content);
    } catch (failed) {
      if (!isRestored(descriptor, file, before, modeBefore)) throw cutOff(file, kept, failed);
      removeScratch(kept);
      throw failed;
    }
    removeScratch(kept);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Keeps what a file holds beside it while it is written in place: a disk may fail in the middle, and then once more.
 * @returns where
 * @throws UserError (1) where a write that was cut off has left such a file
 */
function keepAside(file: string, content: Buffer): string {
  const kept = `${file}.before-cgw`;
  const isLeft = lstatSync(kept, { throwIfNoEntry: false }) !== undefined;
  if (isLeft && !readFileSync(kept).equals(content)) throw cutOff(file, kept);
  writeAtomically(kept, content);
  return kept;
}

/** @returns whether the file holds its old content again */
function isRestored(descriptor: number, file: string, content: Buffer, mode: number): boolean {
  try {
    overwrite(descriptor, content);
    fchmodSync(descriptor, mode);
    return true;
  } catch {
    return readFileSync(file).equals(content);
  }
}

function cutOff(file: string, kept: string, error?: unknown): UserError {
  const why = error === undefined ? '' : `: ${writeProblem(error)}`;
  return new UserError(
    exitCode.failed,
    `a write to ${file} was cut off${why}`,
    `${kept} holds what was there before: put it back, or remove it`,
  );
}

/** The same where there is no file yet. */
function moveToFree(scratch: string, file: string): void {
  try {
    copyFileSync(scratch, file, constants.COPYFILE_EXCL);
    leaveToUser(file);
  } catch (failed) {
    if (errorCode(failed) !== 'EEXIST') removeScratch(file);
    throw failed;
  }
  unlinkSync(scratch);
}

/** What a file system says that cannot put one file in the place of another (a mount, some network drives). */
function isUnmovable(error: unknown): boolean {
  return ['EBUSY', 'EXDEV'].includes(errorCode(error) ?? '') || isUnsupported(error);
}

/** A link is none: what it leads to is not the file that is replaced. */
function isMore(file: string): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && (stat.nlink > 1 || hasAttributes(file));
}

/** Extended attributes: marks of users and programs, and access lists. The one that SELinux gives every file does not count. */
function hasAttributes(file: string): boolean {
  const libc = openLibc({
    listxattr: { args: [FFIType.ptr, FFIType.ptr, FFIType.u64], returns: FFIType.i64 },
  });
  if (libc === undefined) return false;
  const names = Buffer.alloc(64 * 1024);
  const length = Number(libc.listxattr(ptr(Buffer.from(`${file}\0`)), ptr(names), names.length));
  const all = names.toString('utf8', 0, Math.max(length, 0)).split('\0');
  return all.some(name => name !== '' && name !== 'security.selinux');
}

function overwrite(descriptor: number, content: Uint8Array): void {
  writeAll(descriptor, content, 0);
  ftruncateSync(descriptor, content.length);
  sync(descriptor);
}

/** @param from where in the file; null: where it is open */
function writeAll(descriptor: number, content: Uint8Array, from: number | null = null): void {
  for (let written = 0; written < content.length; )
    written += writeSync(
      descriptor,
      content,
      written,
      content.length - written,
      from === null ? null : from + written,
    );
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
