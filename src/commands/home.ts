import { detectShell } from '../env/shells/detect.ts';
import { shells } from '../env/shells/index.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { readConfig } from '../profile/file.ts';
import { listProfiles } from '../profile/listing.ts';
import { overviewText } from './help.ts';
import { listText } from './list.ts';
import { columns } from './output.ts';

/** `cgw` alone: the profiles and what to type; without a terminal it is a mistake, so help and exit 2. */
export async function run(io: Io): Promise<number> {
  if (!io.isTerminal('out') || !io.isTerminal('in')) {
    io.err(overviewText());
    return exitCode.usage;
  }
  const usage = shells[detectShell(io)].usage('cgw env NAME');
  const next = columns([
    ['  cgw run NAME', 'start Claude Code under a profile'],
    [`  ${usage}`, 'switch this shell'],
    ['  cgw presets', 'what else a profile can start from'],
    ['  cgw --help', 'everything else'],
  ]);
  const listed = listProfiles(await readConfig(io), io.environment);
  io.out(`cgw: environment profiles for Claude Code\n\n${listText(listed)}\n${next}`);
  return exitCode.done;
}
