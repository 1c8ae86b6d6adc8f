import { errorCode } from './base/errors.ts';
import { admitOwner, processIo } from './base/io.ts';
import { main, report } from './main.ts';

/** The terminal is gone (EIO), so it cannot be put back: that is no bug, and the signal for it ends cgw. */
function isHangUp(error: unknown): boolean {
  return (
    errorCode(error) === 'EIO' || (error instanceof Error && /setRawMode .*errno: 5$/.test(error.message))
  );
}

/**
 * The whole program in this process.
 * @param end ends it at once: where something failed that nobody waits for
 * @returns the exit code
 */
export async function start(args: readonly string[], end: (exit: number) => never): Promise<number> {
  admitOwner();
  const io = processIo();
  // The runtime would write by itself an error that nobody waits for, with the values in it.
  for (const stray of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(stray, async (error: unknown) => {
      if (!isHangUp(error)) end(await report(error, io));
    });
  return main(args, io);
}
