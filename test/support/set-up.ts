import { afterAll, setDefaultTimeout } from 'bun:test';
import { removeHomes } from './home.ts';

/** For the top of a test file that runs the program: many processes at a time, and homes to clear away. */
export function setUp(): void {
  // On a small machine that does other things, too, the last ones wait long; no test is meant to come near.
  setDefaultTimeout(120_000);
  afterAll(removeHomes);
}
