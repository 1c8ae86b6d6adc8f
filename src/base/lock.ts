import { Database } from 'bun:sqlite';
import { closeSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { leaveToUser, removeScratch } from './atomic-write.ts';
import { errorCode, exitCode, UserError } from './errors.ts';

/**
 * Runs `work` while no other process holds the lock file. The lock is SQLite’s own file lock: the kernel
 * frees it when a process dies, however it dies, so there is never a stale one to break.
 * @throws UserError (1) when the lock is unavailable.
 */
export function withLock<Result>(path: string, work: () => Result, patienceMs = 20_000): Result {
  let lock = tryLock(path, 0);
  if (lock === undefined) {
    requireLocks(path);
    lock = tryLock(path, patienceMs);
  }
  if (lock === undefined) throw notLocked(path, busy);
  try {
    return work();
  } finally {
    lock.close();
  }
}

/** Who waits is told so when it takes longer than this. */
const saidAfterMs = 1000;

/** A question of the keychain stays open for a minute at most, and there may be one for every entry of a profile. */
const longPatienceMs = 300_000;

/**
 * The same for work that may wait for a person, such as one who unlocks a keychain.
 * @param waiting called once, when another process keeps the lock for long
 * @throws UserError (1) when the lock is unavailable.
 */
export async function whileLocked<Result>(
  path: string,
  work: () => Promise<Result>,
  waiting: () => void,
  patienceMs = longPatienceMs,
): Promise<Result> {
  const lock = await waitForLock(path, waiting, patienceMs);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function waitForLock(path: string, waiting: () => void, patienceMs: number): Promise<Database> {
  const start = performance.now();
  let isSaid = false;
  let isTried = false;
  for (;;) {
    // In short turns, so that screens and signals get theirs.
    const lock = tryLock(path, Math.min(100, patienceMs));
    if (lock !== undefined) return lock;
    const waited = performance.now() - start;
    if (waited >= patienceMs) throw notLocked(path, busy);
    if (!isTried) requireLocks(path);
    isTried = true;
    if (waited >= saidAfterMs && !isSaid) {
      isSaid = true;
      waiting();
    }
    await Bun.sleep(20);
  }
}

const busy = 'SQLITE_BUSY';

/**
 * SQLite takes a file system that has no locks (ENOLCK) for one where others hold them. A file that nobody else knows
 * tells which it is.
 * @throws UserError (1) where there are no locks
 */
function requireLocks(path: string): void {
  const own = `${path}.${process.pid}`;
  try {
    const works = tryLock(own, 0);
    works?.close();
    if (works === undefined) throw withoutLocks(path);
  } finally {
    removeScratch(own);
  }
}

function withoutLocks(path: string): UserError {
  return new UserError(
    exitCode.failed,
    `the file system of ${dirname(path)} has no locks`,
    'point CGW_CONFIG_DIR and XDG_STATE_HOME to folders on a local one',
  );
}

/** @returns undefined while another process holds it */
function tryLock(path: string, patienceMs: number): Database | undefined {
  let lock: Database | undefined;
  makeFile(path);
  try {
    lock = new Database(path, { create: true });
    lock.run(`PRAGMA busy_timeout = ${patienceMs}`);
    lock.run('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const code = errorCode(error) ?? String(error);
    if (code === busy) return undefined;
    throw notLocked(path, code);
  }
}

/**
 * SQLite would make the file as open as the umask lets it. One that is there is not opened: to close it would free the
 * lock that this process may hold on it.
 */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
    leaveToUser(path);
  } catch {
    // It is there, or SQLite says why it cannot be.
  }
}

/** The error for a lock that is unavailable, by the code of SQLite; extended codes begin with the plain one. */
export function notLocked(path: string, code: string): UserError {
  if (code === busy)
    return new UserError(
      exitCode.failed,
      `${path} is held by another cgw that is writing`,
      'try again in a moment',
    );
  if (code === 'SQLITE_IOERR_LOCK') return withoutLocks(path);
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR'))
    return new UserError(
      exitCode.failed,
      `${path} cannot be locked: the disk is full${code === 'SQLITE_FULL' ? '' : ' or broken'}`,
      'check whether there is room',
    );
  if (/^SQLITE_(CANTOPEN|READONLY)/.test(code) && isFileOrFree(path))
    return new UserError(
      exitCode.failed,
      `the folder ${dirname(path)} cannot be written`,
      'check its permissions, and whether there is room',
    );
  return new UserError(
    exitCode.failed,
    `${path} cannot be locked (${code})`,
    'check the permissions of its folder; if it is not empty, move it away',
  );
}

/** A folder in the place of the lock cannot be opened either, and is no matter of permissions. */
function isFileOrFree(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    return true;
  }
}
