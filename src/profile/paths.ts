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
