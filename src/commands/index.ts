import type { CommandModule } from '../args/spec.ts';
import { exitCode, UserError } from '../errors.ts';
import { nearNames } from '../profile/suggest.ts';
import { commandNames, commands, isCommandName } from './table.ts';

export { run as help } from './help.ts';
export { run as home } from './home.ts';
export { run as version } from './version.ts';

/** @throws UserError (2) with the nearest names. */
export function commandNamed(name: string): CommandModule {
  if (isCommandName(name)) return commands[name];
  const near = nearNames(name, commandNames);
  throw new UserError(
    exitCode.usage,
    `there is no command ${JSON.stringify(name)}`,
    near.length > 0 ? `did you mean cgw ${near.join(' or cgw ')}?` : 'cgw --help lists the commands',
  );
}
