import { blockFormat, type FileFormat } from './block-format.ts';
import { changesBetween, decoded, encoded, type FileChange, isSettings } from './file-change.ts';
import { secretTest } from './masking.ts';
import { settingsFormat } from './settings-format.ts';
import { contentBefore, digestOf, digestOfBytes, type UndoRecord } from './undo-record.ts';

/** A file without what cgw wrote into it. */
export type UndoneContent = {
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
export function withoutOwnChanges(
  content: Uint8Array | undefined,
  record: UndoRecord,
  format: FileFormat,
  path: string,
): UndoneContent {
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

export type UndoPlan = FileChange & {
  /** What somebody has changed since, by name: it stays. */
  readonly kept: readonly string[];
  /** Whether the file is, or will be, byte for byte what it was. */
  readonly whole: boolean;
};

/**
 * The content of a file without what cgw wrote into it. Pure.
 * @param path the file, for errors.
 * @throws UserError (3) when the file cannot be understood any more.
 */
export function planUndo(content: Uint8Array | undefined, record: UndoRecord, path: string): UndoPlan {
  const format = formatOf(record, path);
  const { content: back, kept } = withoutOwnChanges(content, record, format, path);
  const before = content === undefined ? undefined : decoded(content, path).text;
  const after = back === undefined ? undefined : decoded(back, path).text;
  const isSecret = secretTest(new Set(), new Set());
  return {
    target: record.target,
    path,
    before,
    after,
    content: back,
    changes: isSettings(record.target) ? changesBetween(format, before ?? '', after ?? '', isSecret) : [],
    isSecret,
    warnings: [],
    kept: kept.map(name => format.shown(name)),
    whole: (back?.toString('base64') ?? null) === record.before,
  };
}

function formatOf({ target }: UndoRecord, path: string): FileFormat {
  return isSettings(target)
    ? settingsFormat(path, { env: new Map(), helper: undefined, programs: {} })
    : blockFormat([]);
}
