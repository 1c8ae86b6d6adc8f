import { expect } from 'bun:test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dir, '..', 'commands', 'golden');

/**
 * Compares with a file under `test/commands/golden/`. `CGW_UPDATE_GOLDEN=1` writes it instead; then it is to be
 * read, because a changed golden file is a changed interface.
 */
export function expectGolden(file: string, text: string): void {
  const path = join(folder, file);
  if (process.env.CGW_UPDATE_GOLDEN === '1') writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).toBe(text);
}
