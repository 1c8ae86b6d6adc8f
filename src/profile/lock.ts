import { Database } from 'bun:sqlite';

const patienceMs = 20_000;

/**
 * Runs `work` while no other process holds the lock file. The lock is SQLite’s own file lock: the kernel
 * frees it when a process dies, however it dies, so there is never a stale one to break.
 */
export function withLock<Result>(path: string, work: () => Result): Result {
  const lock = new Database(path, { create: true });
  try {
    lock.run(`PRAGMA busy_timeout = ${patienceMs}`);
    lock.run('BEGIN EXCLUSIVE');
    return work();
  } finally {
    lock.close();
  }
}
