import type { Environment, Io } from './io.ts';
import { outsideProject } from './outside-project.ts';
import { onEndingSignal } from './signals.ts';

/** The user’s editor, as a command line for `sh`. */
export function editorOf({ VISUAL, EDITOR }: Environment): string | undefined {
  return [VISUAL, EDITOR].find(each => each !== undefined && each.trim() !== '');
}

/** Opens a file in an editor, and waits. @returns whether the editor ended well */
export function editFile(editor: string, file: string, place: Io): boolean {
  const { cwd, environment } = outsideProject(place);
  // Ctrl-C is the editor’s while it is open.
  const release = onEndingSignal(() => {}, ['SIGINT', 'SIGQUIT']);
  try {
    const { exitCode } = Bun.spawnSync(['/bin/sh', '-c', `${editor} "$1"`, 'sh', file], {
      cwd,
      env: { ...environment },
      stdio: ['inherit', 'inherit', 'inherit'],
    });
    return exitCode === 0;
  } finally {
    release();
  }
}
