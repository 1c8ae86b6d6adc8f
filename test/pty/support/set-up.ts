import { afterAll } from 'bun:test';
import { setUp } from '../../support/set-up.ts';
import { endTerminals } from './terminal.ts';

/** For the top of a test file with terminals: nothing of them survives it, whatever failed. */
export function setUpTerminals(): void {
  // Before the homes go away: hooks run in this order.
  afterAll(endTerminals);
  setUp();
}
