import { closeSync, openSync } from 'node:fs';

/**
 * Notes how the terminal of the session is set, because a program that asks for a password turns off the echo, and
 * may end before it turns it on again.
 * @returns what puts the terminal back; it does nothing where there is no terminal.
 */
export function terminalModes(): () => void {
  const modes = stty(['-g'])?.trim();
  return () => {
    if (modes) stty([modes]);
  };
}

function stty(args: readonly string[]): string | undefined {
  try {
    const terminal = openSync('/dev/tty', 'r');
    try {
      const { success, stdout } = Bun.spawnSync(['stty', ...args], {
        stdio: [terminal, 'pipe', 'ignore'],
        // A process in the background is stopped when it sets the terminal.
        timeout: 1_000,
        killSignal: 'SIGKILL',
      });
      return success ? stdout.toString() : undefined;
    } finally {
      closeSync(terminal);
    }
  } catch {
    return undefined;
  }
}
