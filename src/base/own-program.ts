import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from './io.ts';
import { realPath } from './paths.ts';

/**
 * The words that start this very program from any folder and with any PATH. A link that is on PATH, or else that it
 * was called by, is kept: what it points at may be gone after an upgrade, while shells and settings files live on.
 */
export function programWords(environment: Environment): string[] {
  // Run from its sources, the program is the runtime with a script.
  if (!isCompiled(Bun.main)) return [process.execPath, Bun.main];
  return [links(environment).find(isThis) ?? process.execPath];
}

function links({ PATH = '' }: Environment): string[] {
  const onPath = PATH.split(delimiter).map(folder =>
    join(folder, process.platform === 'win32' ? 'cgw.exe' : 'cgw'),
  );
  return [...onPath, process.argv0].filter(isAbsolute);
}

/** What an executable of Bun’s is made of lies in a file system of its own. */
function isCompiled(main: string): boolean {
  return /^(\/\$bunfs\/|[A-Z]:[\\/]~BUN[\\/])/i.test(main);
}

/** Whether a file is this very program, by whatever name. */
export function isThis(file: string): boolean {
  return realPath(file) === realPath(process.execPath);
}
