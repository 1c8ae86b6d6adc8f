import { errorCode, UserError } from './base/errors.ts';
import { admitOwner, processIo } from './base/io.ts';
import { ended, main, report } from './main.ts';

/** The terminal is gone (EIO), so it cannot be put back: that is no bug, and the signal for it ends cgw. */
function isHangUp(error: unknown): boolean {
  return (
    errorCode(error) === 'EIO' || (error instanceof Error && /setRawMode .*errno: 5$/.test(error.message))
  );
}

/**
 * The whole program in this process.
 * @param end ends it at once: where something failed that nobody waits for
 * @param failed what has already failed, and is only to be said: an error of `quick.ts`, whose class is another
 * @returns the exit code
 */
export async function start(
  args: readonly string[],
  end: (exit: number) => never,
  failed?: UserError,
): Promise<number> {
  admitOwner();
  const io = processIo();
  // The runtime would write by itself an error that nobody waits for, with the values in it.
  for (const stray of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(stray, async (error: unknown) => {
      if (!isHangUp(error)) end(await report(error, io));
    });
  return failed === undefined
    ? main(args, io)
    : ended(Promise.reject(new UserError(failed.exit, failed.message, failed.remedy)), args, io);
}
