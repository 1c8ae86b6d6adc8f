import { dlopen, FFIType } from 'bun:ffi';
import { constants } from 'node:os';
import { exitCode, UserError } from './errors.ts';

/**
 * Becomes another program: same process, same terminal, its own exit code and signals. Where a process cannot
 * be replaced (Windows) the program runs as a child instead.
 * @returns only from a child: its exit code.
 * @throws UserError (127) when the program cannot be started.
 */
export async function execProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  if (process.execve === undefined || process.platform === 'win32')
    return (await runChild(program, args, environment)) ?? exitCode.notFound;
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

/** SIGPIPE and SIGXFSZ (the numbers of Linux and macOS): the Bun runtime ignores them. */
const ignored = [13, 25] as const;

/**
 * Gives ignored signals back their default action before this process becomes another program: an ignored
 * SIGPIPE is inherited, and then `yes | head -1` inside that program ends in an error.
 */
function restoreSignals(): void {
  const library = process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so.6';
  try {
    const libc = dlopen(library, { signal: { args: [FFIType.i32, FFIType.ptr], returns: FFIType.ptr } });
    for (const signal of ignored) libc.symbols.signal(signal, null);
  } catch {
    // A system whose C library has another name (musl): the program starts all the same.
  }
}

/** Runs a program in the same terminal and hands its end on: its exit code, 128 + the signal, or undefined if it did not start. */
async function runChild(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  // Loaded here: it is large, and hardly ever needed.
  const { execa } = await import('execa');
  const result = await execa(program, args, {
    stdio: 'inherit',
    env: environment,
    extendEnv: false,
    reject: false,
    windowsHide: false,
  });
  if (result.signal !== undefined) return 128 + (constants.signals[result.signal] ?? 0);
  return result.exitCode;
}
