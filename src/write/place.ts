import { lstatSync, mkdirSync, realpathSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { maxFileBytes, readBounded } from '../base/bounded-read.ts';
import { errorCode, leftAsItIs, notReadable, notWritable, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { homeFolder, requireNamed, tildePath } from '../base/paths.ts';
import type { WriteTarget } from './file-change.ts';

/** Where a target is. */
export type Place = {
  readonly target: WriteTarget;
  /** The file itself, links followed. */
  readonly file: string;
  /** The file as people know it. */
  readonly shown: string;
  /** Whether the name leads elsewhere. */
  readonly isLinked: boolean;
};

/** What is there; content and mode are undefined together. */
export type FileState = { readonly content: Buffer | undefined; readonly mode: number | undefined };

/** @throws UserError (3) when there is something that is no file. */
export function placeOf(target: WriteTarget, file: string | undefined, io: Io): Place {
  const named = file === undefined ? defaults[target](io) : resolve(io.cwd, file);
  requireNamed(named, 'the path of this file');
  const shown = tildePath(named, io);
  return {
    target,
    file: realFile(named, shown),
    shown,
    isLinked: lstatSync(named, { throwIfNoEntry: false })?.isSymbolicLink() === true,
  };
}

const defaults: { readonly [To in WriteTarget]: (io: Io) => string } = {
  user: io => join(io.environment.CLAUDE_CONFIG_DIR || join(homeFolder(io), '.claude'), 'settings.json'),
  project: io => join(io.cwd, '.claude', 'settings.json'),
  local: io => join(io.cwd, '.claude', 'settings.local.json'),
  envrc: io => join(io.cwd, '.envrc'),
  dotenv: io => join(io.cwd, '.env'),
};

/** The path without links; what does not exist yet keeps its name. */
function realFile(path: string, shown: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw notReadable(shown, error);
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw leftAsItIs(shown, 'it is, or lies behind, a link to what does not exist', 'remove the link');
  return join(realFile(dirname(path), shown), basename(path));
}

/** @throws UserError (3) for what is no file, (1) for what cannot be read. */
export function contentAt({ file, shown }: Pick<Place, 'file' | 'shown'>): FileState {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return { content: undefined, mode: undefined };
    if (!stat.isFile()) throw leftAsItIs(shown, 'it is not a file', 'move it away');
    return { content: readBounded(file, 16 * maxFileBytes), mode: stat.mode & 0o777 };
  } catch (error) {
    throw error instanceof UserError ? error : notReadable(shown, error);
  }
}

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
      // Not empty, or not made.
    }
}
