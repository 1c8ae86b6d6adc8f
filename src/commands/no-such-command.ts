import { exitCode, UserError } from '../base/errors.ts';
import { nearNames } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import { commandNames } from './table.ts';

/** The error for a word that is no command, with the nearest ones. */
export function noSuchCommand(name: string): UserError {
  const near = nearNames(name, commandNames);
  return new UserError(
    exitCode.usage,
    `there is no command ${quotedName(name)}`,
    near.length > 0 ? `did you mean cgw ${near.join(' or cgw ')}?` : 'cgw --help lists the commands',
  );
}
