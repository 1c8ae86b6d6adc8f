import type { Environment, Io } from './io.ts';
import { outsideProject } from './outside-project.ts';
import { onEndingSignal } from './signals.ts';

type Given = {
  /** Without it, the terminal. */
  readonly text?: string;
  /** What the user’s environment goes before. */
  readonly defaults?: Environment;
};

/**
 * Runs a command line that the user has chosen, a pager or an editor, on the terminal, apart from the project here, and
 * waits. Ctrl-C is its own meanwhile.
 * @param args `$1` and so on of the command line
 * @returns its exit code; null when a signal ended it
 */
export function onTerminal(
  command: string,
  args: readonly string[],
  place: Io,
  { text, defaults = {} }: Given = {},
): number | null {
  const { cwd, environment } = outsideProject(place);
  const release = onEndingSignal(() => {}, ['SIGINT', 'SIGQUIT']);
  try {
    return Bun.spawnSync(['/bin/sh', '-c', command, 'sh', ...args], {
      cwd,
      env: { ...defaults, ...environment },
      stdin: text === undefined ? 'inherit' : new TextEncoder().encode(text),
      stdout: 'inherit',
      stderr: 'inherit',
    }).exitCode;
  } finally {
    release();
  }
}
