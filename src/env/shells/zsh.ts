import { codeQuoted, posixShell } from './posix.ts';

export const zsh = posixShell(codeQuoted, command => `eval $(${command})`);
