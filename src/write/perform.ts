import type { Profile } from '../backends/profile.ts';
import { scratchFile, sweep } from '../base/atomic-write.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { makeFolders, missingFolders, removeFolders } from './folders.ts';
import { ownProgram } from './own-program.ts';
import { contentAt, type Found, type Place } from './place.ts';
import { planUndo, type UndoPlan } from './plan-undo.ts';
import { planWrite, type WritePlan } from './plan-write.ts';
import { replaceFile } from './replace-file.ts';
import { surroundingsOf } from './surroundings.ts';
import { type UndoRecord, underWay } from './undo-record.ts';
import { readRecord, removeRecord, whileLocked, writeRecord } from './undo-store.ts';
/** A profile, and its secrets for who insists on having them in the file. */
export type WriteWish = {
  readonly name: string;
  readonly profile: Profile;
  readonly secrets: ReadonlyMap<string, string> | undefined;
};

/** What a write would do; nothing is touched. */
export function previewWrite(wish: WriteWish, place: Place, io: Io): WritePlan {
  return planned(wish, place, contentAt(place), io);
}

/**
 * Writes a profile to a target: whole or not at all, and never without a record of what was there.
 * @throws UserError (3) when the file cannot be changed as it is, (1) when it cannot be written.
 */
export function performWrite(wish: WriteWish, place: Place, io: Io): WritePlan {
  // Once without the lock, so that what is refused leaves no trace.
  previewWrite(wish, place, io);
  return whileLocked(io, () => {
    const found = contentAt(place);
    const plan = planned(wish, place, found, io);
    const mode = modeFor(wish, found);
    if (found.content?.equals(plan.content) && found.mode === mode) return plan;
    const earlier = readRecord(place, io);
    const folders = missingFolders(place);
    const record: UndoRecord = { ...plan.record, file: place.file, ...origin(found, mode, folders, earlier) };
    writeRecord(place, underWay(record, earlier), io);
    try {
      makeFolders(folders, place);
      replaceFile({ ...place, expected: found.content, content: plan.content, mode });
    } catch (error) {
      settle(place, earlier, io);
      removeFolders(folders);
      throw error;
    }
    if (earlier !== undefined) settle(place, record, io);
    return plan;
  });
}

/**
 * Leaves the record that holds for the file as it is now. Where that fails, the one that was written before the file
 * was touched stays, and undo works with it too.
 */
function settle(place: Place, record: UndoRecord | undefined, io: Io): void {
  try {
    if (record === undefined) removeRecord(place, io);
    else writeRecord(place, record, io);
  } catch {
    // As said.
  }
}

function planned(wish: WriteWish, place: Place, { content }: Found, io: Io): WritePlan {
  return planWrite({
    ...wish,
    target: place.target,
    path: place.shown,
    content,
    record: readRecord(place, io),
    program: ownProgram(place.target, io),
    environment: io.environment,
    ...surroundingsOf(place, io),
  });
}

/** As open as it was, and never open to others with a secret in it. */
function modeFor({ secrets }: WriteWish, { mode = 0o600 }: Found): number {
  return secrets === undefined ? mode : mode & 0o600;
}

/** What the first write found: the mode, if one of them had to close the file, and the folders that were missing. */
function origin(
  { mode: found }: Found,
  mode: number,
  folders: readonly string[],
  earlier: UndoRecord | undefined,
): Pick<UndoRecord, 'mode' | 'folders'> {
  const closed = found !== undefined && found !== mode ? found : null;
  return {
    mode: earlier?.mode ?? closed,
    folders: [...new Set([...(earlier?.folders ?? []), ...folders])],
  };
}

/** What undo would do; nothing is touched. */
export function previewUndo(place: Place, io: Io): UndoPlan {
  return planUndo(contentAt(place).content, recordOf(place, io), place.shown);
}

/**
 * Takes back what cgw wrote to a target.
 * @throws UserError (3) when it wrote nothing there, (1) when the file cannot be written.
 */
export function performUndo(place: Place, io: Io): UndoPlan {
  previewUndo(place, io);
  return whileLocked(io, () => {
    const record = recordOf(place, io);
    const found = contentAt(place);
    const plan = planUndo(found.content, record, place.shown);
    const mode = modeBefore(record, found);
    const same =
      plan.content === undefined ? found.content === undefined : found.content?.equals(plan.content);
    sweep(scratchFile(place.file));
    if (!same || (found.mode !== undefined && found.mode !== mode))
      replaceFile({ ...place, expected: found.content, content: plan.content, mode });
    removeRecord(place, io);
    if (plan.content === undefined) removeFolders(record.folders);
    return plan;
  });
}

/** The file is opened again if cgw closed it and nobody has changed that since. */
function modeBefore(record: UndoRecord, { mode = 0o600 }: Found): number {
  return record.mode !== null && mode === (record.mode & 0o600) ? record.mode : mode;
}

function recordOf(place: Place, io: Io): UndoRecord {
  const record = readRecord(place, io);
  if (record !== undefined) return record;
  throw new UserError(
    exitCode.invalid,
    `there is nothing to take back: cgw has written nothing to ${place.shown}`,
    'name another target, or change the file by hand',
  );
}
