import { errorCode, exitCode, UserError } from './errors.ts';

/** Why a file system refuses, by the system’s code, and what helps. What is not here is a matter of permissions. */
const reasons: { readonly [code: string]: { readonly why: string; readonly helps: string } } = {
  ENOSPC: { why: 'the disk is full', helps: 'make room' },
  EDQUOT: { why: 'the disk quota is used up', helps: 'make room' },
  EROFS: { why: 'the file system is read-only', helps: 'make it writable' },
  EIO: { why: 'the disk reports an error', helps: 'check the disk' },
  EFBIG: { why: 'it is larger than this process may write (ulimit -f)', helps: 'raise that limit' },
  EMFILE: { why: 'this process may open no more files (ulimit -n)', helps: 'raise that limit' },
  ENFILE: { why: 'this machine may open no more files', helps: 'end what holds them open' },
  ELOOP: { why: 'a link on its path leads back to itself', helps: 'remove that link' },
  ENOTDIR: { why: 'a part of its path is no folder', helps: 'move that away' },
  EEXIST: { why: 'something that is no folder has its name', helps: 'move that away' },
  EISDIR: { why: 'it is a folder', helps: 'move it away' },
  ENAMETOOLONG: { why: 'its path is too long', helps: 'choose a shorter one' },
};

function known(error: unknown) {
  return reasons[errorCode(error) ?? ''];
}

/** Why something could not be written, in words. */
export function writeProblem(error: unknown): string {
  return known(error)?.why ?? errorCode(error) ?? (error instanceof Error ? error.message : String(error));
}

/** “cannot be read” and why. */
export function notRead(error: unknown): string {
  return notDone('read', error);
}

function notDone(act: 'read' | 'written', error: unknown): string {
  const why = writeProblem(error);
  return `cannot be ${act}${known(error) === undefined ? ` (${why})` : `: ${why}`}`;
}

/** What helps against an error. */
export function remedyFor(error: unknown, otherwise = 'check its permissions'): string {
  return known(error)?.helps ?? otherwise;
}

/** The error (1) for what cannot be read. */
export function notReadable(what: string, error: unknown): UserError {
  return new UserError(exitCode.failed, `${what} ${notRead(error)}`, remedyFor(error));
}

/**
 * The error (1) for what cannot be written.
 * @param what a path, with more words where that is not all
 * @param elsewhere another way out, such as to point a variable elsewhere
 */
export function notWritable(what: string, error: unknown, elsewhere?: string): UserError {
  const remedy = remedyFor(error, 'check its permissions and its owner');
  return new UserError(
    exitCode.failed,
    `${what} ${notDone('written', error)}`,
    [remedy, ...(elsewhere === undefined ? [] : [elsewhere])].join(', or '),
  );
}
