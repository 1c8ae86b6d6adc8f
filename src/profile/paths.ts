import { isAbsolute, join } from 'node:path';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io, Where } from '../base/io.ts';
import { homeFolder, requireNamed } from '../base/paths.ts';

/**
 * Where `config.json` is (docs/files.md).
 * @throws UserError (2) for a folder that would be another one wherever cgw is called
 */
export function configFolder(where: Where): string {
  const { environment, platform } = where;
  const named = environment.CGW_CONFIG_DIR;
  if (named) {
    if (isAbsolute(named)) return requireNamed(named, 'CGW_CONFIG_DIR');
    throw new UserError(
      exitCode.usage,
      `CGW_CONFIG_DIR is not an absolute path: ${named}`,
      'start it with / (the shell replaces ~)',
    );
  }
  const standard = xdgFolder('XDG_CONFIG_HOME', where);
  if (standard !== undefined) return join(standard, 'cgw');
  if (platform === 'win32' && environment.APPDATA) return join(environment.APPDATA, 'cgw');
  return join(homeFolder(where), '.config', 'cgw');
}

export function configFile(where: Where): string {
  return join(configFolder(where), 'config.json');
}

/** Where launch overlays and other state are; nothing there is worth a backup. */
export function stateFolder(where: Where): string {
  const { environment, platform } = where;
  const standard = xdgFolder('XDG_STATE_HOME', where);
  if (standard !== undefined) return join(standard, 'cgw');
  if (platform === 'win32' && environment.LOCALAPPDATA) return join(environment.LOCALAPPDATA, 'cgw');
  return join(homeFolder(where), '.local', 'state', 'cgw');
}

/** A folder that a variable of the XDG standard names. Relative ones do not count, as it says; `~` makes one. */
export function xdgFolder(
  name: (typeof xdgFolders)[number] | 'XDG_RUNTIME_DIR',
  { environment }: Pick<Io, 'environment'>,
): string | undefined {
  const folder = environment[name];
  return folder !== undefined && isAbsolute(folder) ? requireNamed(folder, name) : undefined;
}

/** Those in which cgw keeps its files. */
const xdgFolders = ['XDG_CONFIG_HOME', 'XDG_STATE_HOME'] as const;

/** Variables that name a folder for cgw’s files and do not count. */
export function ignoredFolders(where: Pick<Io, 'environment'>): string[] {
  return xdgFolders.filter(name => where.environment[name] && xdgFolder(name, where) === undefined);
}
