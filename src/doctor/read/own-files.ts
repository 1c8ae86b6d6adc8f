import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../../base/io.ts';
import { checksFolder } from '../../check/check-store.ts';
import { overlayFiles, overlayFolder } from '../../claude/overlay.ts';
import { configFile, configFolder, stateFolder } from '../../profile/paths.ts';
import type { OwnFile } from '../situation.ts';

/** Folders and files of cgw that are there, with their permissions; none on Windows, which has others. */
export function readOwnFiles(io: Io): OwnFile[] {
  if (io.platform === 'win32') return [];
  const state = stateFolder(io);
  const overlays = overlayFiles(io);
  return [
    ...[configFolder(io), state, overlayFolder(io), checksFolder(io)].flatMap(path => fileAt(path, 0o700)),
    ...[configFile(io), `${configFile(io)}.bak`, join(state, 'last-used.json'), ...overlays].flatMap(path =>
      fileAt(path, 0o600),
    ),
  ];
}

/** A path with its permission bits and those it should have at most; nothing where there is none. */
export function fileAt(path: string, wanted: number): OwnFile[] {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? [] : [{ path, mode: stat.mode & 0o777, wanted }];
  } catch {
    return [];
  }
}
