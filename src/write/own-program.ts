import type { Io } from '../base/io.ts';
import { programWords } from '../base/own-program.ts';
import { singleQuoted } from '../base/quoting.ts';
import type { Target } from './target.ts';

/**
 * How the shell that Claude Code runs its helper in starts this cgw. Claude Code may be started by an editor with
 * another PATH, so it is a full path; in a file that others share it is what they call it.
 */
export function ownProgram(target: Target, io: Io): string {
  if (target === 'project') return 'cgw';
  return programWords(io.environment)
    .map(word => helperWord(word, io.platform))
    .join(' ');
}

/** Literal for `sh -c`, where the first word is the program, or for cmd on Windows. */
function helperWord(word: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return /[^\w.:\\/-]/.test(word) ? `"${word}"` : word;
  return /^[\w./:@%+,-]+$/.test(word) ? word : singleQuoted(word);
}
