import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Profile } from '../backends/profile.ts';
import { canAsk, confirm } from '../base/ask.ts';
import { removeScratch, scratchFile } from '../base/atomic-write.ts';
import { exitCode, leftAsItIs, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { askSystem } from '../base/outside-project.ts';
import { programWords } from '../base/own-program.ts';
import { isBelow, realPath } from '../base/paths.ts';
import { singleQuoted } from '../base/quoting.ts';
import { readSettingsFiles, type SettingsFile, workTree } from '../claude/settings-files.ts';
import type { Plan } from '../env/plan.ts';
import { isSettings, type WriteTarget } from './file-change.ts';
import {
  contentAt,
  type FileState,
  makeFolders,
  missingFolders,
  type Place,
  removeFolders,
} from './place.ts';
import { planUndo, type UndoPlan } from './plan-undo.ts';
import { planWrite, type WritePlan } from './plan-write.ts';
import { replaceFile } from './replace-file.ts';
import type { OtherSettings } from './settings-content.ts';
import {
  readRecord,
  recordDuringWrite,
  removeRecord,
  type UndoRecord,
  withUndoLock,
  writeRecord,
} from './undo-record.ts';

/**
 * How the shell that Claude Code runs its helper in starts this cgw. Claude Code may be started by an editor with
 * another PATH, so it is a full path; in a file that others share it is what they call it.
 */
export function ownProgram(target: WriteTarget, io: Io): string {
  if (target === 'project') return 'cgw';
  return programWords(io.environment)
    .map(word => helperWord(word, io.platform))
    .join(' ');
}

/**
 * Literal for `sh -c`, where the first word is the program. On Windows for cmd, which Claude Code asks there (observed on
 * 2.1.332, 2026-11-29), and for Git’s sh: quoted, with the one separator that both take.
 */
function helperWord(word: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return `"${word.replaceAll('\\', '/')}"`;
  return /^[\w./:@%+,-]+$/.test(word) ? word : singleQuoted(word);
}

/** The scopes, highest first. */
const order: readonly SettingsFile['scope'][] = ['managed', 'local', 'project', 'user', 'global'];

function otherSettings({ target, file }: Place, io: Io): OtherSettings {
  if (!isSettings(target)) return { higher: [], lower: [] };
  const files = readSettingsFiles(io, io.environment).filter(({ path }) => realPath(path) !== file);
  // Of the same scope there can be the one of the repository’s main work tree, which wins.
  const own = order.indexOf(target);
  return {
    higher: files.filter(({ scope }) => order.indexOf(scope) <= own),
    lower: files.filter(({ scope }) => order.indexOf(scope) > own),
  };
}

/** A profile, and its secrets for who insists on having them in the file. */
export type WriteOptions = {
  readonly name: string;
  readonly profile: Profile;
  readonly secrets: ReadonlyMap<string, string> | undefined;
};

/** What a write would do; nothing is touched. */
export function previewWrite(wish: WriteOptions, place: Place, io: Io): WritePlan {
  return planned(wish, place, contentAt(place), io);
}

/**
 * Writes a profile to a target: whole or not at all, and never without a record of what was there.
 * @throws UserError (3) when the file cannot be changed as it is, (1) when it cannot be written.
 */
export function performWrite(wish: WriteOptions, place: Place, io: Io): WritePlan {
  // Once without the lock, so that what is refused leaves no trace.
  previewWrite(wish, place, io);
  return withUndoLock(io, () => {
    const found = contentAt(place);
    const plan = planned(wish, place, found, io);
    const mode = modeFor(wish, found);
    if (found.content?.equals(plan.content) && found.mode === mode) return plan;
    const earlier = readRecord(place, io);
    const folders = missingFolders(place);
    const record: UndoRecord = { ...plan.record, file: place.file, ...origin(found, mode, folders, earlier) };
    writeRecord(place, recordDuringWrite(record, earlier), io);
    try {
      makeFolders(folders, place);
      const secret = wish.secrets !== undefined;
      replaceFile({ ...place, expected: found.content, content: plan.content, mode, secret });
    } catch (error) {
      keepRecord(place, earlier, io);
      removeFolders(folders);
      throw error;
    }
    if (earlier !== undefined) keepRecord(place, record, io);
    return plan;
  });
}

/**
 * Leaves the record that holds for the file as it is now. Where that fails, the one that was written before the file
 * was touched stays, and undo works with it too.
 */
function keepRecord(place: Place, record: UndoRecord | undefined, io: Io): void {
  try {
    if (record === undefined) removeRecord(place, io);
    else writeRecord(place, record, io);
  } catch {
    // As said.
  }
}

function planned(wish: WriteOptions, place: Place, { content }: FileState, io: Io): WritePlan {
  return planWrite({
    ...wish,
    target: place.target,
    path: place.shown,
    content,
    record: readRecord(place, io),
    program: ownProgram(place.target, io),
    environment: io.environment,
    ...otherSettings(place, io),
  });
}

/** As open as it was, and never open to others with a secret in it. */
function modeFor({ secrets }: WriteOptions, { mode = 0o600 }: FileState): number {
  return secrets === undefined ? mode : mode & 0o600;
}

/** What the first write found: the mode, if one of them had to close the file, and the folders that were missing. */
function origin(
  { mode: found }: FileState,
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
  return withUndoLock(io, () => {
    const record = recordOf(place, io);
    const found = contentAt(place);
    const plan = planUndo(found.content, record, place.shown);
    const mode = modeBefore(record, found);
    const same =
      plan.content === undefined ? found.content === undefined : found.content?.equals(plan.content);
    removeScratch(scratchFile(place.file));
    if (!same || (found.mode !== undefined && found.mode !== mode))
      replaceFile({ ...place, expected: found.content, content: plan.content, mode });
    removeRecord(place, io);
    if (plan.content === undefined) removeFolders(record.folders);
    return plan;
  });
}

/** The file is opened again if cgw closed it and nobody has changed that since. */
function modeBefore(record: UndoRecord, { mode = 0o600 }: FileState): number {
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

/** The secrets of a plan by variable, for a file that is to hold them. */
export function secretsOf(plan: Plan): ReadonlyMap<string, string> {
  return new Map(
    plan.changes.flatMap(change =>
      change.action === 'set' && change.secret ? [[change.name, change.value] as const] : [],
    ),
  );
}

/**
 * A file in a project, or a folder on the way to it, may be a link that came with it, to wherever its author wants the
 * change to go: to the user’s own settings, for example. Nothing secret goes there; anything else only if the user agrees.
 * @throws UserError (3)
 */
export async function requireInside(
  place: Place,
  io: Io,
  may: 'never' | 'if agreed' = 'if agreed',
): Promise<void> {
  if (place.target === 'user') return;
  // What a linked work tree says of its main one may be made up.
  const project = realPath(workTree(io.cwd) ?? io.cwd);
  const inside = isBelow(place.file, project);
  const linked = statSync(place.file, { throwIfNoEntry: false })?.nlink ?? 1;
  if (inside && linked === 1) return;
  const is = inside
    ? 'has another name (a hard link), which may be outside of this project'
    : `is really ${place.file}, outside of this project`;
  if (may === 'never')
    throw leftAsItIs(place.shown, `it ${is}: no place for a secret of this folder`, 'remove the link');
  const asks = canAsk(io);
  if (asks && (await confirm(`${place.shown} ${is}. Change that file?`, io))) return;
  throw leftAsItIs(
    place.shown,
    `it ${is}`,
    asks ? 'remove the link' : 'remove the link, or agree to it on a terminal',
  );
}

/** What to say when git would commit a file with a secret in it. */
export function committedWarning({ file, shown }: Place): string[] {
  const question = ['-c', 'core.fsmonitor=false', '-C', dirname(file), 'check-ignore', '--quiet', file];
  const answer = askSystem('git', question, { more: gitOutsideProject });
  // Its .gitignore may be a pipe that nobody writes to.
  return answer?.exitCode === 1 || answer?.exitCode === null
    ? [`${shown} is to hold a secret, and git does not ignore it: do not commit it`]
    : [];
}

/** The folder’s own configuration could name a program: one that fetches what is missing, or that looks at files. */
const gitOutsideProject = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
} as const;
