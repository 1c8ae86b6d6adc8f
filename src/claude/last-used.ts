import { join } from 'node:path';
import { writeAtomically } from '../base/atomic-write.ts';
import { readBounded } from '../base/bounded-read.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { makeOwnFolder, stateFolder } from '../profile/paths.ts';

/** As many folders as are remembered; the longest unused is forgotten first. */
const mostFolders = 500;

/** The last one, and the one before it to go back to. */
const mostNames = 2;

/** The profiles that were launched last in this folder, by name, the latest first. */
export function lastUsed(io: Io): string[] {
  return namesIn(read(io)[io.cwd]);
}

/** Remembers it. Best effort: nothing depends on it but a notice and the picker’s `-`. */
export function rememberUsed(name: string, io: Io): void {
  const { [io.cwd]: here, ...others } = read(io);
  const names = [name, ...namesIn(here).filter(each => each !== name)].slice(0, mostNames);
  const kept = Object.entries(others).slice(-(mostFolders - 1));
  const file = path(io);
  try {
    makeOwnFolder(stateFolder(io));
    const content = JSON.stringify(Object.fromEntries([...kept, [io.cwd, names]]));
    writeAtomically(file, content, { scratch: `${file}.${process.pid}`, durable: false });
  } catch {
    // A state folder that cannot be written must not keep anybody from working.
  }
}

/** Files of an older cgw hold one name for a folder. */
function namesIn(held: unknown): string[] {
  const names = Array.isArray(held) ? held : [held];
  return names.filter(name => typeof name === 'string');
}

function read(io: Io): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(readBounded(path(io)).toString('utf8'));
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function path(io: Io): string {
  return join(stateFolder(io), 'last-used.json');
}
