import { join } from 'node:path';
import type { Io } from '../../base/io.ts';
import { homeFolder } from '../../base/paths.ts';
import type { OwnFile } from '../situation.ts';
import { fileAt } from './own-files.ts';

/** The file in which Claude Code keeps a login, with its permissions. */
export function readCredentialFiles(io: Io): OwnFile[] {
  if (io.platform === 'win32') return [];
  const folder = io.environment.CLAUDE_CONFIG_DIR || join(homeFolder(io), '.claude');
  return fileAt(join(folder, '.credentials.json'), 0o600);
}
