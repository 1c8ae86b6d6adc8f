import { exitCode, UserError } from '../base/errors.ts';
import { quotedName } from '../base/quoting.ts';

/**
 * The longest name, in UTF-16 units: at most 192 bytes of UTF-8, so that it fits a file name, a pin file and a
 * prompt.
 */
const longest = 64;

/** Letters and digits of any script, each with the marks that belong to it. */
const known = /^(?:[\p{L}\p{Nd}]\p{M}*|[._-])+$/u;

/** Letters and marks that show nothing: fillers, joiners, variation selectors, the blank hieroglyphs. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u{13441}\u{13442}\u{16fe4}]/u;

/** `.` and `..` are folders, and `__proto__` is special to JavaScript. */
const reserved: readonly string[] = ['.', '..', '__proto__'];

/**
 * What is wrong with a profile or role name, or undefined. Names go into shell code, file names and prompts: no
 * character there is special to any of them, and a leading `-` would read as a flag. One spelling of a name only
 * (NFC), because what looks the same must be the same.
 */
export function nameProblem(name: string): string | undefined {
  if (!known.test(name) || invisible.test(name)) return 'may hold only letters, digits, ".", "_" and "-"';
  if (name.startsWith('-')) return 'may not start with "-"';
  if (name.length > longest) return `is longer than ${longest} characters`;
  const composed = name.normalize('NFC');
  if (composed !== name) return `is not in Unicode’s composed form (NFC): write ${JSON.stringify(composed)}`;
  return reserved.includes(name) ? 'is a reserved word' : undefined;
}

/** @throws UserError (3) naming the rule that is broken. */
export function requireName(what: 'profile' | 'role', name: string): void {
  const problem = nameProblem(name);
  if (problem === undefined) return;
  throw new UserError(
    exitCode.invalid,
    `${what} name ${quotedName(name)} ${problem}`,
    `choose a name such as ${what === 'profile' ? 'litellm-work' : 'batch'}`,
  );
}
