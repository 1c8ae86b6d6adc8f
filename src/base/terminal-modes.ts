import { closeSync, openSync } from 'node:fs';
import { askSystem } from './outside-project.ts';
import { statOf } from './process-tree.ts';

/** Whether the session has a terminal: a program can ask there, whatever its streams are. */
export function hasSessionTerminal(): boolean {
  return withTerminal(() => true) ?? false;
}

/**
 * Notes how the terminal of the session is set, because a program that asks for a password turns off the echo, and
 * may end before it turns it on again, or forget to.
 * @returns what puts the terminal back; it does nothing where there is no terminal, where that is set as it was, and
 * where cgw is in the background: then another program has set it, for itself.
 */
export function terminalModes(): () => void {
  const modes = stty(['-g']);
  return () => {
    if (modes !== undefined && stty(['-g']) !== modes && isInForeground()) stty([modes]);
  };
}

/** @returns what it prints */
function stty(args: readonly string[]): string | undefined {
  return withTerminal(terminal => {
    // A process in the background is stopped when it sets the terminal.
    const answer = askSystem('stty', args, { stdin: terminal, timeMs: 1_000 });
    return answer?.exitCode === 0 ? answer.stdout.trim() : undefined;
  });
}

function withTerminal<Result>(use: (descriptor: number) => Result): Result | undefined {
  try {
    const terminal = openSync('/dev/tty', 'r');
    try {
      return use(terminal);
    } finally {
      closeSync(terminal);
    }
  } catch {
    return undefined;
  }
}

/** Whether the terminal is that of the job that cgw belongs to: of a stop by the kernel, the whole job is stopped. */
function isInForeground(): boolean {
  const [group, foreground] = process.platform === 'linux' ? groupsHere() : groupsByPs();
  return group !== undefined && group === foreground;
}

/** After the state and the parent come the process group, the session, the terminal and its foreground group. */
function groupsHere(): (string | undefined)[] {
  const stat = statOf(process.pid);
  return [stat?.[2], stat?.[5]];
}

function groupsByPs(): string[] {
  const { stdout = '' } = askSystem('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)]) ?? {};
  return stdout.trim().split(/\s+/);
}
