import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../base/io.ts';
import { homeFolder } from '../base/paths.ts';

type Where = Pick<Io, 'environment' | 'platform'>;

/** Where `config.json` is (README, "Files"). */
export function configFolder(where: Where): string {
  const { environment, platform } = where;
  if (environment.CGW_CONFIG_DIR) return environment.CGW_CONFIG_DIR;
  if (environment.XDG_CONFIG_HOME) return join(environment.XDG_CONFIG_HOME, 'cgw');
  if (platform === 'win32' && environment.APPDATA) return join(environment.APPDATA, 'cgw');
  return join(homeFolder(where), '.config', 'cgw');
}

export function configFile(where: Where): string {
  return join(configFolder(where), 'config.json');
}

/** Where launch overlays and other state are; nothing there is worth a backup. */
export function stateFolder(where: Where): string {
  const { environment, platform } = where;
  if (environment.XDG_STATE_HOME) return join(environment.XDG_STATE_HOME, 'cgw');
  if (platform === 'win32' && environment.LOCALAPPDATA) return join(environment.LOCALAPPDATA, 'cgw');
  return join(homeFolder(where), '.local', 'state', 'cgw');
}

/** Only the user may enter. */
const mode = 0o700;

/** Makes a folder for the user alone, and those on the way to it; one that is there stays as it is. */
export function makeFolder(path: string): void {
  if (mkdirSync(path, { recursive: true, mode }) !== undefined) chmodSync(path, mode);
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
    chmodSync(path, mode);
  } catch {
    // As said.
  }
}

/** Whether cgw gave a folder its name: one that the user named may hold more, and its permissions are the user’s affair. */
export function isOwnFolder(path: string): boolean {
  return /[\\/](cgw|launch|undo)$/.test(path);
}
