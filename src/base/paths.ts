import { readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { exitCode, UserError } from './errors.ts';
import type { Environment, Io } from './io.ts';
import { isLossy } from './utf8.ts';

/**
 * The home folder as the shell sees it.
 * @throws UserError (1) for a user who has none, and for one that every folder would have its own of
 */
export function homeFolder({ environment }: Pick<Io, 'environment'>): string {
  // Windows has no HOME: where Git Bash exports one, Claude Code goes by USERPROFILE (observed on 2.1.332, 2026-11-29).
  const home = environment[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] || ownHome();
  if (isAbsolute(home)) {
    const named = requireNamed(home, 'HOME');
    // As `/`, or without a slash at the end: paths in it are told by their beginning.
    return named.endsWith('/') ? named.replace(/(.)\/+$/, '$1') : named;
  }
  throw new UserError(
    exitCode.failed,
    home === ''
      ? 'HOME is not set, and this user has no home folder'
      : `HOME is not an absolute path: ${home}`,
    'set HOME to your home folder',
  );
}

/**
 * A path that is what it says. One that is not UTF-8 has lost bytes on its way here, and names another place.
 * @param what it is
 * @throws UserError (1)
 */
export function requireNamed(path: string, what: string): string {
  if (!isLossy(path)) return path;
  throw new UserError(
    exitCode.failed,
    `${what} is not UTF-8, and cgw cannot name it: ${path}`,
    'give the folder a name in UTF-8, or a link that has one',
  );
}

/** Of the user database, which may not know this user (a container with a number for one). */
function ownHome(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/** The folder of Claude Code’s settings and login; an empty `CLAUDE_CONFIG_DIR` is the folder it is started in (observed). */
export function claudeFolder(
  { CLAUDE_CONFIG_DIR: named }: Environment,
  here: Pick<Io, 'environment' | 'cwd'>,
): string {
  return resolve(here.cwd, named ?? join(homeFolder(here), '.claude'));
}

/** A path with the home folder written as `~`, for people; whole on Windows, whose cmd does not know `~`. */
export function tildePath(path: string, where: Pick<Io, 'environment'>): string {
  const home = homeFolder(where);
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** A path without links, in the case in which its folders have it; as it is where that cannot be told. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Whether a path is a folder or lies in it; both without links. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** Whether a folder is there; what may not be looked at is none. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** The names in a folder; none where it cannot be read. */
export function listFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** A folder and those that it lies in, from the inside out. */
export function foldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}
