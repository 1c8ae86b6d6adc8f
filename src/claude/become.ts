import { exitCode, UserError } from '../base/errors.ts';
import { restoreSignals } from './signals.ts';

/**
 * Becomes another program: same process, same terminal, its own exit code and signals. Where a process cannot
 * be replaced (Windows) the program runs as a child instead.
 * @returns only from a child: its exit code.
 * @throws UserError (127) when the program cannot be started.
 */
export async function become(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  if (process.execve === undefined || process.platform === 'win32') {
    const { runChild } = await import('./child.ts');
    return (await runChild(program, args, environment)) ?? exitCode.notFound;
  }
  restoreSignals();
  try {
    process.execve(program, [program, ...args], environment);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      exitCode.notFound,
      `${program} cannot be started: ${reason}`,
      'check that it is a program',
    );
  }
  return exitCode.failed;
}
