import { describe, expect, test } from 'bun:test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { linesOf, unifiedDiff } from '../../src/write/diff.ts';
import { runs } from '../support/tier.ts';

function diff(before: string, after: string): string {
  const lines = { before: linesOf(before), after: linesOf(after) };
  return unifiedDiff(lines.before, lines.after, lines, { before: 'a', after: 'b' });
}

describe('a unified diff', () => {
  test('of equal texts is empty', () => {
    expect(diff('a\nb\n', 'a\nb\n')).toBe('');
  });

  test('shows three lines around a change', () => {
    expect(diff('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n')).toBe(
      '--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  test('of a new file and of one that goes', () => {
    expect(diff('', 'x\ny\n')).toBe('--- a\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n');
    expect(diff('x\n', '')).toBe('--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n');
  });

  test('says where a last line break is missing', () => {
    expect(diff('x', 'x\n')).toBe('--- a\n+++ b\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n');
  });

  test('writes control characters out', () => {
    expect(diff('', 'a\u001b[31m\tb\r\n')).toContain('+a\\u001b[31m\tb\r\n');
  });
});

test.skipIf(Bun.which('patch') === null)('patch makes the one of the other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cgw-diff-'));
  const line = fc.constantFrom('a', 'b', 'c', '{', '}', '  "x": 1,', '');
  const text = fc
    .tuple(fc.array(line, { maxLength: 25 }), fc.boolean())
    .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const file = join(folder, 'file');
      writeFileSync(file, before);
      writeFileSync(join(folder, 'patch'), diff(before, after));
      const patch = [
        'patch',
        '--quiet',
        '--force',
        '--posix',
        '-o',
        join(folder, 'out'),
        file,
        join(folder, 'patch'),
      ];
      const result = Bun.spawnSync(patch);
      expect(result.stdout.toString() + result.stderr.toString()).toBe('');
      expect(readFileSync(join(folder, 'out'), 'utf8')).toBe(after);
    }),
    { numRuns: runs(150) },
  );
  rmSync(folder, { recursive: true });
});
