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
 * @param command for `sh`, on Windows for cmd
 * @param files more words of it
 * @returns its exit code; null when a signal ended it
 */
export function onTerminal(
  command: string,
  files: readonly string[],
  place: Io,
  { text, defaults = {} }: Given = {},
): number | null {
  const { cwd, environment } = outsideProject(place);
  const release = onEndingSignal(() => {}, ['SIGINT', 'SIGQUIT']);
  try {
    const isWindows = process.platform === 'win32';
    const shell = environment.COMSPEC ?? 'cmd.exe';
    const words = isWindows
      ? [shell, '/d', '/s', '/c', `"${[command, ...files.map(file => `"${file}"`)].join(' ')}"`]
      : ['/bin/sh', '-c', `${command} "$@"`, 'sh', ...files];
    return Bun.spawnSync(words, {
      windowsVerbatimArguments: isWindows,
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
