import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';

/**
 * `cgw` alone: the picker, which ends in a launch; without a terminal it is a mistake, so help and exit 2. The table of
 * all commands stays out of it: to load it takes a fifth of the time to the first frame.
 * @param args what follows `--`, for `claude`.
 */
export async function home(args: readonly string[], io: Io): Promise<number> {
  if (!io.isTerminal('out') || !io.isTerminal('in')) {
    io.err((await import('./index.ts')).overviewText());
    return exitCode.usage;
  }
  const { openPicker } = await import('./screens.ts');
  const picked = await openPicker('launch', io);
  if ('exit' in picked) return picked.exit;
  return (await import('./start-again.ts')).launchPicked(picked.name, args, io);
}
