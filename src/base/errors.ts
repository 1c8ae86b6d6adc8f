import type { EndingSignal } from './signals.ts';

/** Exit codes: part of the interface (docs/commands.md, "Exit codes"). */
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
