import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../base/atomic-write.ts';
import { errorCode, exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { parseJson } from '../base/json.ts';
import { withLock } from '../base/lock.ts';
import { makeOwnFolder, stateFolder } from '../profile/paths.ts';
import type { Place } from './place.ts';
import { notWritable } from './replace-file.ts';
import { digestOf, type UndoRecord, undoRecord } from './undo-record.ts';

/*
 * Undo records: one file for each file that cgw has written to, named after where it really is. They hold what
 * stood there before, which may be secret, and are readable by the user alone.
 */

function undoFolder(io: Io): string {
  return join(stateFolder(io), 'undo');
}

function recordFile({ file }: Place, io: Io): string {
  return join(undoFolder(io), `${digestOf(file).slice(0, 32)}.json`);
}

/** @throws UserError (3) for a record that is damaged: what it knew must not be overwritten. */
export function readRecord(place: Place, io: Io): UndoRecord | undefined {
  const path = recordFile(place, io);
  const text = textAt(path);
  if (text === undefined) return undefined;
  const result = undoRecord.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new UserError(
    exitCode.invalid,
    `${path}, which holds what ${place.shown} was before, is damaged`,
    'put that file right by hand, and move the record away',
  );
}

/** All the records there are; one that is damaged is left out. */
export function readRecords(io: Io): UndoRecord[] {
  const folder = undoFolder(io);
  const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : [];
  return files.flatMap(name => undoRecord.safeParse(parseJson(textAt(join(folder, name)) ?? '')).data ?? []);
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw new UserError(
      exitCode.failed,
      `${path} cannot be read (${errorCode(error) ?? String(error)})`,
      'check its permissions',
    );
  }
}

/** @throws UserError (1) */
export function writeRecord(place: Place, record: UndoRecord, io: Io): void {
  const path = recordFile(place, io);
  try {
    writeAtomically(path, `${JSON.stringify(record, undefined, 2)}\n`);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/** @throws UserError (1) */
export function removeRecord(place: Place, io: Io): void {
  const path = recordFile(place, io);
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw notWritable(path, error);
  }
}

/** Runs `work` while no other cgw writes to such files. */
export function whileLocked<Result>(io: Io, work: () => Result): Result {
  const folder = undoFolder(io);
  try {
    for (const each of [stateFolder(io), folder]) makeOwnFolder(each);
  } catch (error) {
    throw notWritable(folder, error);
  }
  return withLock(join(folder, 'lock'), work);
}
