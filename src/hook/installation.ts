import type { Rc } from './language.ts';

/** What a user has to do, a line each. */
export function installation({ once, file, line }: Rc): string[] {
  return [...(once === undefined ? [] : ['once:', `  ${once}`]), `in ${file}:`, `  ${line}`];
}
