import { join } from 'node:path';
import * as z from 'zod';
import { removeFile, writeAtomically } from '../base/atomic-write.ts';
import { maxFileBytes, readBounded } from '../base/bounded-read.ts';
import { errorCode, exitCode, notReadable, notWritable, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { parseJson, parseObject } from '../base/json.ts';
import { withLock } from '../base/lock.ts';
import { listFolder } from '../base/paths.ts';
import { isHelperOf } from '../claude/helper-command.ts';
import { readSettingsText } from '../claude/settings-files.ts';
import { makeOwnFolder } from '../profile/own-folders.ts';
import { stateFolder } from '../profile/paths.ts';
import { envrcLine } from './block-format.ts';
import { targets, type WriteTarget } from './file-change.ts';
import type { Place } from './place.ts';

/** What it takes to put a file back as it was before cgw first wrote to it. */
const undoRecord = z
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
export function recordDuringWrite(next: UndoRecord, earlier: UndoRecord | undefined): UndoRecord {
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
    'fix that file by hand, and move the record away',
  );
}

/** All the records there are; one that is damaged is left out. */
function readRecords(io: Io): UndoRecord[] {
  const folder = undoFolder(io);
  const files = listFolder(folder).filter(name => name.endsWith('.json'));
  return files.flatMap(name => undoRecord.safeParse(parseJson(textAt(join(folder, name)) ?? '')).data ?? []);
}

function textAt(path: string): string | undefined {
  try {
    return readBounded(path, 64 * maxFileBytes).toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw notReadable(path, error);
  }
}

/** @throws UserError (1) */
export function writeRecord(place: Place, record: UndoRecord, io: Io): void {
  const path = recordFile(place, io);
  try {
    // It may hold a credential that was in the file.
    writeAtomically(path, `${JSON.stringify(record, undefined, 2)}\n`, { secret: true });
  } catch (error) {
    throw notWritable(path, error);
  }
}

/** Once the file is as it was. @throws UserError (1) */
export function removeRecord(place: Place, io: Io): void {
  const path = recordFile(place, io);
  try {
    removeFile(path);
  } catch (error) {
    throw notWritable(`${place.shown} is as it was, but ${path}`, error);
  }
}

/** Runs `work` while no other cgw writes to such files. */
export function withUndoLock<Result>(io: Io, work: () => Result): Result {
  const folder = undoFolder(io);
  try {
    for (const each of [stateFolder(io), folder]) makeOwnFolder(each);
  } catch (error) {
    throw notWritable(folder, error);
  }
  return withLock(join(folder, 'lock'), work);
}

/** A file into which cgw wrote what asks cgw for a profile by its name, and that still does. */
export type UsingFile = { readonly target: WriteTarget; readonly file: string };

/** The callers of a profile; a file that cannot be read calls nobody. */
export function filesUsing(profile: string, io: Io): UsingFile[] {
  return readRecords(io)
    .filter(record => record.profile === profile)
    .filter(({ target, file }) => calls[target](settingsTextAt(file), profile))
    .map(({ target, file }) => ({ target, file }));
}

const calls: { readonly [To in WriteTarget]: (text: string, profile: string) => boolean } = {
  user: hasHelper,
  project: hasHelper,
  local: hasHelper,
  envrc: (text, profile) => text.split(/\r?\n/).includes(envrcLine(profile)),
  // It holds values only.
  dotenv: () => false,
};

function hasHelper(text: string, profile: string): boolean {
  return isHelperOf(parseObject(text)?.apiKeyHelper, profile);
}

function settingsTextAt(file: string): string {
  try {
    return readSettingsText(file);
  } catch {
    return '';
  }
}
