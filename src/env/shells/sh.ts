import { singleQuoted } from '../../base/quoting.ts';
import { posixShell } from './posix.ts';

/** POSIX sh: dash, ash, ksh. */
export const sh = posixShell(singleQuoted, command => `eval "$(${command})"`);
