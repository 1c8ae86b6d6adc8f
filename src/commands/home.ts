import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { readConfig } from '../profile/file.ts';
import { profileNamed } from '../profile/resolve.ts';
import { overviewText } from './help.ts';
import { launch } from './launching.ts';

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

/** Starts `claude` under what was picked, as `cgw run` would. */
export async function launchPicked(name: string, args: readonly string[], io: Io): Promise<number> {
  const config = await readConfig(io);
  const wishes = { args, strict: false, force: false, quiet: false, noEnvSecret: false };
  return launch({ name, profile: profileNamed(name, config) }, config, wishes, io);
}
