import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, type Io } from '../../io.ts';
import { configFile, configFolder, stateFolder } from '../../profile/paths.ts';
import type { OwnFile } from '../situation.ts';

/** Folders and files of cgw that are there, with their permissions; none on Windows, which has others. */
export function readOwnFiles(io: Io): OwnFile[] {
  if (io.platform === 'win32') return [];
  const state = stateFolder(io);
  const overlays = filesIn(overlayFolder(io));
  return [
    ...[configFolder(io), state, overlayFolder(io)].flatMap(path => fileAt(path, 0o700)),
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

/** As long as `cgw run` keeps them (`claude/overlay.ts`). */
const keptMs = 24 * 60 * 60 * 1000;

/** The overlays of processes that are gone, a day after they were written. */
export function readStaleOverlays(io: Io): string[] {
  return filesIn(overlayFolder(io)).filter(path => {
    const pid = Number(/(\d+)\.json$/.exec(path)?.[1] ?? Number.NaN);
    return Number.isInteger(pid) && pid > 0 && ageOf(path) > keptMs && !isAlive(pid);
  });
}

function overlayFolder(io: Io): string {
  return join(stateFolder(io), 'launch');
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map(file => join(folder, file));
  } catch {
    return [];
  }
}

function ageOf(path: string): number {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return written === undefined ? 0 : Date.now() - written;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
