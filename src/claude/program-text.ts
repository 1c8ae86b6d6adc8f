import { closeSync, fstatSync, readSync } from 'node:fs';
import { openUnwaited } from '../base/bounded-read.ts';

/*
 * A program of Claude Code is 400 MB, with its JavaScript as text in it. It is read in pieces, and never started.
 */

/** A piece of what is read at a time, and what is kept on both sides of a find: the longest list is 90,000 bytes long. */
const pieceBytes = 8 * 1024 * 1024;
const sideBytes = 256 * 1024;

/** What stands before and behind a text in a large file; undefined: it is not in there. */
export function around(
  path: string,
  text: string,
): { readonly before: string; readonly after: string } | undefined {
  const wanted = Buffer.from(text);
  return withFile(path, file => {
    for (const { at, piece } of pieces(file, wanted.length)) {
      const found = piece.indexOf(wanted);
      if (found < 0) continue;
      const from = Math.max(0, at + found - sideBytes);
      const side = Buffer.alloc(2 * sideBytes);
      const read = readSync(file, side, 0, side.length, from);
      const middle = at + found - from;
      return {
        before: side.toString('latin1', 0, middle),
        after: side.toString('latin1', middle, read),
      };
    }
    return undefined;
  });
}

/** Every text in a large file that a pattern finds, each once; the pattern takes no more than 200 bytes. */
export function everyMatch(path: string, pattern: RegExp): ReadonlySet<string> {
  const found = new Set<string>();
  withFile(path, file => {
    for (const { piece } of pieces(file, 200))
      for (const [all, one = all] of piece.toString('latin1').matchAll(pattern)) found.add(one);
  });
  return found;
}

/** The pieces of a file, of which each begins with the end of the one before. */
function* pieces(file: number, overlap: number): Generator<{ readonly at: number; readonly piece: Buffer }> {
  const buffer = Buffer.alloc(pieceBytes);
  for (let at = 0; ; at += pieceBytes - overlap) {
    const length = readSync(file, buffer, 0, pieceBytes, at);
    if (length < overlap) return;
    yield { at, piece: buffer.subarray(0, length) };
  }
}

function withFile<Result>(path: string, use: (file: number) => Result): Result | undefined {
  let file: number | undefined;
  try {
    file = openUnwaited(path);
    return fstatSync(file).isFile() ? use(file) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
