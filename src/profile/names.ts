import { exitCode, UserError } from '../errors.ts';

/**
 * What is wrong with a profile or role name, or undefined. Names go into shell code, file names and prompts,
 * so the set is small; a leading `-` would read as a flag.
 */
export function nameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return 'may hold only letters, digits, ".", "_" and "-"';
  if (name.startsWith('-')) return 'may not start with "-"';
  return name === '__proto__' ? 'is a reserved word' : undefined;
}

/** @throws UserError (3) naming the rule that is broken. */
export function requireName(what: 'profile' | 'role', name: string): void {
  const problem = nameProblem(name);
  if (problem === undefined) return;
  throw new UserError(
    exitCode.invalid,
    `${what} name ${JSON.stringify(name)} ${problem}`,
    `choose a name such as ${what === 'profile' ? 'litellm-work' : 'batch'}`,
  );
}
