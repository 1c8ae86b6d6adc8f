import { decoded, encoded } from './encoded-text.ts';
import type { Format } from './format.ts';
import { contentBefore, digestOf, digestOfBytes, type UndoRecord } from './undo-record.ts';

/** A file without what cgw wrote into it. */
export type TakenBack = {
  /** Undefined: there is no file. */
  readonly content: Buffer | undefined;
  /** The names of what somebody has changed since; it stays. */
  readonly kept: readonly string[];
};

/**
 * Takes cgw’s changes back. A file in which nobody else has changed anything since gets its very bytes back; in
 * another one only the values that still are as cgw wrote them go back to what they were.
 * @throws UserError (3) when the file cannot be understood any more.
 */
export function takenBack(
  content: Uint8Array | undefined,
  record: UndoRecord,
  format: Format,
  path: string,
): TakenBack {
  if (content === undefined) return { content: undefined, kept: [] };
  const before = contentBefore(record);
  if (record.after.includes(digestOfBytes(content))) return { content: before, kept: [] };
  if (before?.equals(content)) return { content: before, kept: [] };
  const now = decoded(content, path);
  const original = before === undefined ? '' : decoded(before, path).text;
  const values = format.valuesOf(now.text);
  const originals = format.valuesOf(original);
  const back: string[] = [];
  const kept: string[] = [];
  for (const [name, digests] of Object.entries(record.written)) {
    const digest = digestOf(values.get(name));
    if (digest === digestOf(originals.get(name))) continue;
    if (digests.includes(digest)) back.push(name);
    else kept.push(name);
  }
  const text = format.restored(now.text, original, back);
  if (before === undefined && format.isEmpty(text)) return { content: undefined, kept };
  return { content: encoded(text, now), kept };
}
