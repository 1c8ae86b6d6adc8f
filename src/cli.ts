import { errorCode } from './base/errors.ts';
import { admitOwner, processIo } from './base/io.ts';
import { main, report } from './main.ts';

/** The terminal is gone (EIO), so it cannot be put back: that is no bug, and the signal for it ends cgw. */
function isHangUp(error: unknown): boolean {
  return (
    errorCode(error) === 'EIO' || (error instanceof Error && /setRawMode .*errno: 5$/.test(error.message))
  );
}

admitOwner();
const io = processIo();
// The runtime would write by itself an error that nobody waits for, with the values in it.
for (const stray of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(stray, async (error: unknown) => {
    if (!isHangUp(error)) process.exit(await report(error, io));
  });
process.exit(await main(process.argv.slice(2), io));
