import { afterAll, setDefaultTimeout } from 'bun:test';
import { removeHomes } from './home.ts';

/** For the top of a test file that runs the program: many processes at a time, and homes to clear away. */
export function setUp(): void {
  // On a small machine the last ones wait long.
  setDefaultTimeout(30_000);
  afterAll(removeHomes);
}
