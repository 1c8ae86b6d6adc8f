import { join } from 'node:path';
import { writeAtomically } from '../base/atomic-write.ts';
import { readBounded } from '../base/bounded-read.ts';
import type { Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { makeOwnFolder, stateFolder } from '../profile/paths.ts';

/** Files of the state folder that hold something for each folder in which Claude Code was launched. */
const files = { used: 'last-used.json', told: 'told.json', trusted: 'trusted-projects.json' } as const;

type Memory = keyof typeof files;

/** As many folders as are remembered; the longest untouched is forgotten first. */
const mostFolders = 500;

/** What is remembered of a folder; undefined where nothing is, or the file cannot be read. */
export function recall(memory: Memory, folder: string, io: Io): unknown {
  return all(memory, io)[folder];
}

/**
 * Remembers it. Who writes at the same time wins: nothing here is worth a lock, and nothing keeps anybody from working.
 * @returns whether it could be written
 */
export function remember(memory: Memory, folder: string, value: unknown, io: Io): boolean {
  const { [folder]: _, ...others } = all(memory, io);
  const kept = Object.entries(others).slice(-(mostFolders - 1));
  const file = memoryFile(memory, io);
  try {
    makeOwnFolder(stateFolder(io));
    const content = JSON.stringify(Object.fromEntries([...kept, [folder, value]]));
    writeAtomically(file, content, { scratch: `${file}.${process.pid}`, durable: false });
    return true;
  } catch {
    return false;
  }
}

function all(memory: Memory, io: Io): Readonly<Record<string, unknown>> {
  try {
    return parseObject(readBounded(memoryFile(memory, io)).toString('utf8')) ?? {};
  } catch {
    return {};
  }
}

export function memoryFiles(io: Io): string[] {
  return (Object.keys(files) as Memory[]).map(memory => memoryFile(memory, io));
}

export function memoryFile(memory: Memory, io: Io): string {
  return join(stateFolder(io), files[memory]);
}
