import type { CompletionShell } from '../suggestions.ts';
import { bash } from './bash.ts';
import { elvish } from './elvish.ts';
import { fish } from './fish.ts';
import { nu } from './nu.ts';
import { pwsh } from './pwsh.ts';
import { zsh } from './zsh.ts';

/** Every shell that can be taught to complete. */
export const completionShells = { bash, zsh, fish, nu, pwsh, elvish } as const satisfies {
  readonly [name: string]: CompletionShell;
};

export type CompletionShellName = keyof typeof completionShells;

export const completionShellNames = Object.keys(completionShells) as CompletionShellName[];

export function isCompletionShell(text: string): text is CompletionShellName {
  return Object.hasOwn(completionShells, text);
}
