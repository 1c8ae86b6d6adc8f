import { blockFormat } from './block-format.ts';
import { decoded } from './encoded-text.ts';
import type { FileChange } from './file-change.ts';
import type { Format } from './format.ts';
import { secretTest } from './masking.ts';
import { settingsFormat } from './settings-format.ts';
import { takenBack } from './taken-back.ts';
import { isSettings } from './target.ts';
import type { UndoRecord } from './undo-record.ts';
import { changesBetween } from './write-change.ts';

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
  const { content: back, kept } = takenBack(content, record, format, path);
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

function formatOf({ target }: UndoRecord, path: string): Format {
  return isSettings(target) ? settingsFormat(path, { env: new Map(), helper: undefined }) : blockFormat([]);
}
