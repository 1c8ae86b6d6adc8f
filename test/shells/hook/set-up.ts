import { afterAll, setDefaultTimeout } from 'bun:test';
import { endTerminals } from '../../pty/support/terminal.ts';
import { removeHomes } from '../../support/home.ts';

/** For the top of a test file with hooks in interactive shells: nothing of them survives it. */
export function setUpHooks(): void {
  setDefaultTimeout(60_000);
  // In this order: what still runs may write into its home.
  afterAll(endTerminals);
  afterAll(removeHomes);
}
