import { errorCode, exitCode, UserError } from './errors.ts';

/** Why a file system takes no write, by the system’s code, and what helps. */
const reasons: { readonly [code: string]: { readonly why: string; readonly helps: string } } = {
  ENOSPC: { why: 'the disk is full', helps: 'make room' },
  EDQUOT: { why: 'the disk quota is used up', helps: 'make room' },
  EROFS: { why: 'the file system is read-only', helps: 'make it writable' },
  EIO: { why: 'the disk reports an error', helps: 'check the disk' },
};

/** Why something could not be written, in words. */
export function writeProblem(error: unknown): string {
  const code = errorCode(error);
  return reasons[code ?? '']?.why ?? code ?? (error instanceof Error ? error.message : String(error));
}

/**
 * The error (1) for what cannot be written.
 * @param what a path, with more words where that is not all
 * @param elsewhere another way out, such as to point a variable elsewhere
 */
export function notWritable(what: string, error: unknown, elsewhere?: string): UserError {
  const known = reasons[errorCode(error) ?? ''];
  return new UserError(
    exitCode.failed,
    `${what} cannot be written${known === undefined ? ` (${writeProblem(error)})` : `: ${known.why}`}`,
    [
      known?.helps ?? 'check its permissions and its owner',
      ...(elsewhere === undefined ? [] : [elsewhere]),
    ].join(', or '),
  );
}
