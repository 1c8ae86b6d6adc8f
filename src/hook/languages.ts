import type { ShellName } from '../env/shells/index.ts';
import { elvish } from './elvish.ts';
import { fish } from './fish.ts';
import type { HookLanguage } from './language.ts';
import { nu } from './nu.ts';
import { bash, zsh } from './posix.ts';
import { pwsh } from './pwsh.ts';

/** The shells that have a hook. `sh` knows no prompt command, and `cmd` no functions. */
export const hookShells = [
  'bash',
  'zsh',
  'fish',
  'nu',
  'pwsh',
  'elvish',
] as const satisfies readonly ShellName[];

export type HookShell = (typeof hookShells)[number];

/** Every one of them; one that is missing here does not compile. */
export const hookLanguages: { readonly [Name in HookShell]: HookLanguage } = {
  bash,
  zsh,
  fish,
  nu,
  pwsh,
  elvish,
};

export function isHookShell(text: string): text is HookShell {
  return (hookShells as readonly string[]).includes(text);
}

/** Those that can do without a start of cgw. */
export const cachingShells = hookShells.filter(shell => hookLanguages[shell].cached !== undefined);
