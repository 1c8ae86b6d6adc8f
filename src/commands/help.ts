import { commandHelp, overview } from '../args/help.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { noSuchCommand } from './no-such-command.ts';
import { type CommandName, commands, isCommandName } from './table.ts';

/** How the overview groups the commands. */
const groups: readonly (readonly [string, readonly CommandName[]])[] = [
  ['Use a profile', ['pick', 'run', 'exec', 'env', 'write', 'token']],
  [
    'Keep profiles',
    ['list', 'show', 'presets', 'add', 'edit', 'copy', 'rename', 'remove', 'secret', 'export', 'import'],
  ],
  ['Compare', ['features', 'diff', 'issues', 'advise']],
  ['Here and now', ['status', 'explain', 'doctor']],
  ['Choose', ['default', 'role', 'pin']],
  ['Shell', ['use', 'hook', 'completion']],
];

/** The help of one command, or of all. */
export async function run(name: string | undefined, io: Io): Promise<number> {
  if (name !== undefined && !isCommandName(name)) throw noSuchCommand(name);
  io.out(name !== undefined ? commandHelp(name, commands[name].spec) : overviewText());
  return exitCode.done;
}

export function overviewText(): string {
  return overview(
    groups.map(([title, names]) => ({ title, commands: names.map(name => [name, commands[name].spec]) })),
  );
}
