import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Place } from './place.ts';
import { notWritable } from './replace-file.ts';

/** The folders on the way to a file that are not there, outermost first. */
export function missingFolders({ file }: Place): string[] {
  const missing: string[] = [];
  for (let at = dirname(file); statSync(at, { throwIfNoEntry: false }) === undefined; at = dirname(at))
    missing.unshift(at);
  return missing;
}

/**
 * Makes folders for the user alone.
 * @throws UserError (1)
 */
export function makeFolders(folders: readonly string[], { shown }: Place): void {
  try {
    for (const folder of folders) mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw notWritable(shown, error);
  }
}

/** Removes folders that were made, unless something has come into them. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders.toReversed())
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
}
