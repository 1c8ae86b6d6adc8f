import { execProgram } from '../base/exec.ts';
import type { Environment, Io } from '../base/io.ts';
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
  return execProgram({ program, args: [...words, ...args], environment: Object.fromEntries(set) });
}

/**
 * Starts `claude` under what was picked, as `cgw run`. A program that is asked for the secret may read the terminal,
 * and Bun, once it has read keys there, goes on doing so after the stream is paused or destroyed (observed on 1.4.5):
 * only a process that has shown no screens leaves the program every key.
 */
export function launchPicked(name: string, args: readonly string[], io: Io): Promise<number> {
  return startAgain(['run', name, '--', ...args], io.environment);
}
