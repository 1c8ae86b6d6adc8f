import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { overviewText } from './help.ts';
import { startAgain } from './start-again.ts';

/**
 * `cgw` alone: the picker, which ends in a launch; without a terminal it is a mistake, so help and exit 2.
 * @param args what follows `--`, for `claude`.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  if (!io.isTerminal('out') || !io.isTerminal('in')) {
    io.err(overviewText());
    return exitCode.usage;
  }
  // Loaded here: the screens are heavy.
  const { openPicker } = await import('./screens.ts');
  const picked = await openPicker('launch', io);
  return 'exit' in picked ? picked.exit : launchPicked(picked.name, args, io);
}

/**
 * Starts `claude` under what was picked, as `cgw run`. A program that is asked for the secret may read the terminal,
 * and Bun, once it has read keys there, goes on doing so after the stream is paused or destroyed (observed on 1.4.5):
 * only a process that has shown no screens leaves the program every key.
 */
export function launchPicked(name: string, args: readonly string[], io: Io): Promise<number> {
  return startAgain(['run', name, '--', ...args], io.environment);
}
