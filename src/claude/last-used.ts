import type { Io } from '../base/io.ts';
import { recall, remember } from './folder-memory.ts';

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
