import { execProgram } from '../base/exec.ts';
import type { Environment } from '../base/io.ts';
import { programWords } from '../base/own-program.ts';

/**
 * Becomes cgw again, with another command line or environment: the same process, terminal and parent, but nothing
 * of what this one has open or is reading.
 * @returns only where a process cannot be replaced: the exit code of a child.
 * @throws UserError (127) when this cgw is no longer where it was.
 */
export function startAgain(args: readonly string[], environment: Environment): Promise<number> {
  const [program = process.execPath, ...words] = programWords(environment);
  const set = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return execProgram(program, [...words, ...args], Object.fromEntries(set));
}
