import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Io } from './io.ts';

/** The home folder as the shell sees it. */
export function homeFolder({ environment }: Pick<Io, 'environment'>): string {
  return environment.HOME || homedir();
}

/** A path with the home folder written as `~`, for people. */
export function tildePath(path: string, where: Pick<Io, 'environment'>): string {
  const home = homeFolder(where);
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** A path without links; as it is where that cannot be told. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
