import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBounded } from '../base/bounded-read.ts';
import { isUnlikelyName } from '../base/key-looks.ts';
import { nameProblem } from './names.ts';

/** The file in a project that names one of the user’s profiles, and nothing else. */
export const pinFile = '.cgw';

type Pin = { readonly file: string; readonly name: string };

/** The pin in force, and the files on the way that look like pins and hold no profile name. */
export type FoundPin = { readonly pin: Pin | undefined; readonly ignored: readonly string[] };

/** The nearest `.cgw` with a name, from `folder` upwards. */
export function findPin(folder: string): FoundPin {
  const ignored: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, pinFile);
    const name = readPin(file);
    if (name !== undefined && isPinnable(name)) return { pin: { file, name }, ignored };
    if (name !== undefined) ignored.push(file);
    if (dirname(at) === at) return { pin: undefined, ignored };
  }
}

/** What is not a name, or may be a key that somebody took the file for, is neither looked up nor shown. */
export function isPinnable(name: string): boolean {
  return nameProblem(name) === undefined && !isUnlikelyName(name);
}

/** More than any name, and less than a file that is meant to hold somebody up. */
const mostBytes = 256;

/**
 * What a pin file says; undefined where there is none, empty where it is not followed. Only a plain file of the user’s own
 * counts: above a project may be folders that many may write to.
 */
function readPin(file: string): string | undefined {
  try {
    // Asked first, because an exception for what is usual, that there is none, costs more than the answer.
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
    return readBounded(file, mostBytes, 'own').toString('utf8').trim();
  } catch (error) {
    return error instanceof RangeError ? '' : undefined;
  }
}
