import { codeQuoted, posixShell } from './posix.ts';

export const bash = posixShell(codeQuoted, command => `eval $(${command})`);
