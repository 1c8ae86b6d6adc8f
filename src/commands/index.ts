import type { CommandModule } from '../args/spec.ts';
import { noSuchCommand } from './no-such-command.ts';
import { commands, isCommandName } from './table.ts';

export { run as help } from './help.ts';
export { run as home } from './home.ts';
export { run as version } from './version.ts';

/** @throws UserError (2) with the nearest names. */
export function commandNamed(name: string): CommandModule {
  if (isCommandName(name)) return commands[name];
  throw noSuchCommand(name);
}
