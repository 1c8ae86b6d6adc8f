import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isOlder } from '../../../src/base/versions.ts';

const locks = resolve(import.meta.dir, '../litellm/locks');

/** Where every file that a LiteLLM needs stands with its hash. */
export function lockOf(version: string): string {
  return join(locks, `${version}.txt`);
}

/** The LiteLLM that the suite runs: the newest that has a lock. */
export const pinnedLiteLLM: string = readdirSync(locks)
  .map(name => name.replace(/\.txt$/, ''))
  .reduce((newest, each) => (isOlder(newest, each) ? each : newest));
