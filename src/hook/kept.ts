import { fstatSync } from 'node:fs';

/** Whether what is printed goes into a file: a cache of start-up code, or one that the shell sources. */
export function isKept(): boolean {
  try {
    return fstatSync(1).isFile();
  } catch {
    return false;
  }
}
