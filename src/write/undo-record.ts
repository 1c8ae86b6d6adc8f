import * as z from 'zod';
import { targets } from './target.ts';

/** What it takes to put a file back as it was before cgw first wrote to it. */
export const undoRecord = z
  .strictObject({
    version: z.literal(1),
    target: z.enum(targets),
    /** Where the file really is, links followed. */
    file: z.string(),
    /** The profile that was written last. */
    profile: z.string(),
    /** The content of before, base64; null: there was no file. */
    before: z.base64().nullable(),
    /** The mode of before, where it had to be closed to others. */
    mode: z.number().int().nullable(),
    /** The folders that were made for the file, outermost first. */
    folders: z.array(z.string()).readonly(),
    /** Digests of the whole file as cgw wrote it: two of them while a second write is under way. */
    after: z.array(z.string()).readonly(),
    /** Digests of the values that cgw wrote, by name; the values may be secrets. */
    written: z.record(z.string(), z.array(z.string()).readonly()).readonly(),
  })
  .readonly();

export type UndoRecord = z.infer<typeof undoRecord>;

/** A value that is not there has a digest too. */
export function digestOf(value: unknown): string {
  return digestOfBytes(Buffer.from(JSON.stringify(value) ?? 'nothing'));
}

export function digestOfBytes(content: Uint8Array): string {
  return new Bun.CryptoHasher('sha256').update(content).digest('hex');
}

/** The content of before; undefined: there was no file. */
export function contentBefore({ before }: UndoRecord): Buffer | undefined {
  return before === null ? undefined : Buffer.from(before, 'base64');
}

/**
 * A record that holds for the file as an earlier write left it and as the next one will: wherever the process is
 * killed between them, the file is one of the two.
 */
export function underWay(next: UndoRecord, earlier: UndoRecord | undefined): UndoRecord {
  if (earlier === undefined) return next;
  const names = new Set([...Object.keys(earlier.written), ...Object.keys(next.written)]);
  return {
    ...next,
    after: union(earlier.after, next.after),
    written: Object.fromEntries(
      [...names].map(name => [name, union(earlier.written[name] ?? [], next.written[name] ?? [])]),
    ),
  };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
