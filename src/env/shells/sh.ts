import { posixShell, singleQuoted } from './posix.ts';

/** POSIX sh: dash, ash, ksh. */
export const sh = posixShell(singleQuoted, command => `eval "$(${command})"`);
