import { dirname } from 'node:path';
import { UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { quotedWord } from '../base/quoting.ts';
import { type Caller, callersOf } from '../write/callers.ts';
import { placeOf } from '../write/place.ts';
import type { Target } from '../write/target.ts';

/**
 * A line for each file into which cgw wrote what asks for a profile that is not called that any more.
 * @param now its name now; undefined: it was removed
 */
export function callersText(before: string, now: string | undefined, io: Io): string[] {
  const [what, aim] = now === undefined ? ['--undo', 'take it out'] : [now, 'mend it'];
  return callersOf(before, io).map(caller => {
    const command = commandFor(caller, `cgw write ${what} --to ${caller.target}`, io);
    return `${tildePath(caller.file, io)} still asks cgw for ${before}; to ${aim}: ${command}`;
  });
}

/** The command as it reaches that very file. */
function commandFor({ target, file }: Caller, command: string, io: Io): string {
  return isUsual(target, file, io) ? command : elsewhere[target](command, file);
}

function isUsual(target: Target, file: string, io: Io): boolean {
  try {
    return placeOf(target, undefined, io).file === file;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

const elsewhere: { readonly [To in Target]: (command: string, file: string) => string } = {
  user: (command, file) => `CLAUDE_CONFIG_DIR=${quotedWord(dirname(file))} ${command}`,
  project: inFolder,
  local: inFolder,
  envrc: withFile,
  dotenv: withFile,
};

function inFolder(command: string, file: string): string {
  return `cd ${quotedWord(dirname(dirname(file)))} && ${command}`;
}

function withFile(command: string, file: string): string {
  return `${command} --file ${quotedWord(file)}`;
}
