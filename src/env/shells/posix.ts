import { singleQuoted } from '../../base/quoting.ts';
import type { Change } from '../plan.ts';
import { hex, type Shell, split } from './shell.ts';

/** Needs no quotes in any POSIX shell. */
const plain = /^[A-Za-z0-9_./:@%+,-]*$/;

/** `unset A B; export C=c;` with one way to quote. */
function posixShell(quote: (value: string) => string, usage: Shell['usage']): Shell {
  return {
    usage,
    failure: 'false;\n',
    render(changes: readonly Change[]): string {
      const { unset, set } = split(changes);
      let code = unset.length > 0 ? `unset ${unset.join(' ')};\n` : '';
      for (const { name, value } of set)
        code += `export ${name}=${plain.test(value) ? value : quote(value)};\n`;
      return code;
    },
  };
}

/**
 * Literal in bash and zsh, and it survives the unquoted `eval $(…)`: the shell splits the text at blanks,
 * tries the words as file patterns and joins them with single blanks. So single blanks may stand as they
 * are, while pattern characters, line breaks and runs of blanks are written as codes. Codes need a
 * backslash, which bash 5.0 itself takes for a pattern under `failglob`; plain quotes are used where they do.
 * `=x` at the start of a word, and after `:`, is the path of a command to a zsh with GLOB_SUBST.
 */
function codeQuoted(value: string): string {
  if (/^[A-Za-z0-9 _./:@%+,=&;$"`\x80-\u{10ffff}-]*$/u.test(value) && !/ {2}|^ | $|[ :]=/.test(value))
    return `'${value}'`;
  const coded = value.replace(
    /[^A-Za-z0-9_./:@%+,\x80-\u{10ffff}-]/gu,
    char => `\\x${hex(char.charCodeAt(0))}`,
  );
  return `$'${coded}'`;
}

/** bash, and zsh, which reads the same. */
export const bash = posixShell(codeQuoted, command => `eval $(${command})`);

/** POSIX sh: dash, ash, ksh. */
export const sh = posixShell(singleQuoted, command => `eval "$(${command})"`);
