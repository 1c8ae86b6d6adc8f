import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../support/cgw.ts';
import { symbolVersions } from './elf.ts';

test('the program needs no newer glibc than the documentation says', () => {
  const versions = symbolVersions(program)
    .filter(name => /^GLIBC_\d/.test(name))
    .map(name => name.slice('GLIBC_'.length));
  expect(versions.length).toBeGreaterThan(3);
  const newest = versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  const page = readFileSync(join(import.meta.dir, '..', '..', 'docs', 'compatibility.md'), 'utf8');
  expect(newest).toBe(/glibc (\d+\.\d+) or newer/.exec(page)?.[1]);
});
