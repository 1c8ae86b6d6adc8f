import { join } from 'node:path';
import { writeAtomically } from '../base/atomic-write.ts';
import { readJson } from '../base/bounded-read.ts';
import type { Io } from '../base/io.ts';
import { asRecord } from '../base/json.ts';
import { makeOwnFolder } from '../profile/own-folders.ts';
import { stateFolder } from '../profile/paths.ts';

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
  return asRecord(readJson(memoryFile(memory, io)));
}

export function memoryFiles(io: Io): string[] {
  return (Object.keys(files) as Memory[]).map(memory => memoryFile(memory, io));
}

export function memoryFile(memory: Memory, io: Io): string {
  return join(stateFolder(io), files[memory]);
}

/** The last one, and the one before it to go back to. */
const mostNames = 2;

/** The profiles that were launched last in this folder, by name, the latest first. */
export function lastUsed(io: Io): string[] {
  // Files of an older cgw hold one name for a folder.
  const held = recall('used', io.cwd, io);
  const names = Array.isArray(held) ? held : [held];
  return names.filter(name => typeof name === 'string');
}

/** Remembers it. Best effort: nothing depends on it but a notice and the picker’s `-`. */
export function rememberUsed(name: string, io: Io): void {
  const names = [name, ...lastUsed(io).filter(each => each !== name)].slice(0, mostNames);
  remember('used', io.cwd, names, io);
}

/**
 * When a notice is said: `news` and `warning` where the last launch of this profile in this folder did not say the same,
 * `answer`, which needs one, each time. With `quiet` only warnings are.
 */
type Kind = 'news' | 'warning' | 'answer';

/** What a launch says before it begins. */
export type Notices = {
  readonly tell: (kind: Kind, text: string) => void;
  /** What has been told is known from now on. */
  readonly keep: () => void;
};

/** Profiles of a folder of which it is known. */
const mostProfiles = 20;

/** The notices of a launch. Only at a terminal somebody remembers: elsewhere each is said, and none is kept. */
export function noticesOf(profile: string, quiet: boolean, io: Io): Notices {
  const isRead = io.isTerminal('err');
  const here = isRead ? recall('told', io.cwd, io) : undefined;
  const folder = asRecord(here);
  const held = Object.hasOwn(folder, profile) ? folder[profile] : undefined;
  const known: readonly unknown[] = Array.isArray(held) ? held : [];
  const told: string[] = [];
  return {
    tell: (kind, text) => {
      if (quiet && kind !== 'warning') return;
      const mark = Bun.hash(text).toString(36);
      if (kind === 'answer' || !known.includes(mark)) io.err(`cgw: ${text}\n`);
      if (kind !== 'answer') told.push(mark);
    },
    keep: () => {
      if (!isRead || JSON.stringify(told) === JSON.stringify(known)) return;
      const { [profile]: _, ...others } = folder;
      const kept = Object.entries(others).slice(-(mostProfiles - 1));
      remember('told', io.cwd, Object.fromEntries([...kept, [profile, told]]), io);
    },
  };
}
