import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { closeFolder, leaveToUser } from '../base/atomic-write.ts';

/** Only the user may enter. */
const mode = 0o700;

/** Makes a folder for the user alone, and those on the way to it; one that is there stays as it is. */
export function makeFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode });
  if (first === undefined) return;
  closeFolder(path, mode);
  const made = [path];
  for (let at = path; at !== first && dirname(at) !== at; at = dirname(at)) made.unshift(dirname(at));
  for (const each of made) leaveToUser(each);
}

/**
 * Makes a folder of cgw’s own, and closes one that others may enter. What cannot be closed (another user’s) is for
 * `cgw doctor` to say.
 */
export function makeOwnFolder(path: string): void {
  makeFolder(path);
  if (!isOwnFolder(path) || process.platform === 'win32') return;
  const open = statSync(path).mode & 0o077;
  if (open === 0) return;
  try {
    closeFolder(path, mode);
  } catch {
    // As said.
  }
}

/** Whether cgw gave a folder its name: one that the user named may hold more, and its permissions are the user’s affair. */
export function isOwnFolder(path: string): boolean {
  return /[\\/](cgw(-\d+)?|launch|undo)$/.test(path);
}
