import type { EndingSignal } from './signals.ts';

/** Exit codes: part of the interface (docs/json.md, "Exit codes"). */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  invalid: 3,
  secret: 4,
  finding: 5,
  notFound: 127,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/**
 * Something the user can put right: one line of what is wrong, one of what to do.
 * Any other exception is a bug and is reported as one.
 */
export class UserError extends Error {
  constructor(
    readonly exit: ExitCode,
    what: string,
    readonly remedy: string,
  ) {
    super(what);
    this.name = 'UserError';
  }
}

/** A signal ended what cgw was doing: there is nothing to say, the exit code tells it. */
export class Interrupted extends Error {
  constructor(readonly signal: EndingSignal) {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
  }
}

/** The reader of stdout has gone (`cgw list | head -1`): nothing is left to say. */
export class ClosedPipe extends Error {
  constructor() {
    super('the reader of the output has gone');
    this.name = 'ClosedPipe';
  }
}

/** The `code` of a system error (`ENOENT`, `EACCES`, …), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

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
  ENOTDIR: { why: 'a part of its path is not a folder', helps: 'move that away' },
  EEXIST: { why: 'something that is not a folder has its name', helps: 'move that away' },
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

/** What cannot be done, and why. */
export function notDone(act: 'read' | 'written', error: unknown): string {
  const why = writeProblem(error);
  return `cannot be ${act}${known(error) === undefined ? ` (${why})` : `: ${why}`}`;
}

/** What helps against an error. */
export function remedyFor(error: unknown, otherwise = 'check its permissions'): string {
  return known(error)?.helps ?? otherwise;
}

/** The error (1) for what cannot be read. */
export function notReadable(what: string, error: unknown): UserError {
  return new UserError(exitCode.failed, `${what} ${notDone('read', error)}`, remedyFor(error));
}

/**
 * The error (1) for what cannot be written; one that says so itself stays.
 * @param what a path, with more words where that is not all
 * @param elsewhere another way out, such as to point a variable elsewhere
 */
export function notWritable(what: string, error: unknown, elsewhere?: string): UserError {
  if (error instanceof UserError) return error;
  const remedy = remedyFor(error, 'check its permissions and its owner');
  return new UserError(
    exitCode.failed,
    `${what} ${notDone('written', error)}`,
    [remedy, ...(elsewhere === undefined ? [] : [elsewhere])].join(', or '),
  );
}

/** The error for a file of the user’s that cgw can do nothing with as it is. */
export function leftAsItIs(path: string, reason: string, remedy = 'fix it by hand'): UserError {
  return new UserError(exitCode.invalid, `${path}: ${reason}`, `${remedy}; cgw leaves it as it is`);
}
