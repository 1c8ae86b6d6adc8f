import { constants } from 'node:os';
import { execa } from 'execa';

/** Runs a program in the same terminal and hands its end on: its exit code, 128 + the signal, or undefined if it did not start. */
export async function runChild(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number | undefined> {
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
