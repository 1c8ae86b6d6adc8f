import { exitCode, notDone, remedyFor, UserError } from './errors.ts';

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
