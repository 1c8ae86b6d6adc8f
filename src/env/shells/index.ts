import { cmd } from './cmd.ts';
import { elvish } from './elvish.ts';
import { fish } from './fish.ts';
import { nu } from './nu.ts';
import { bash, sh } from './posix.ts';
import { pwsh } from './pwsh.ts';
import type { Shell } from './shell.ts';

export const shellNames = ['bash', 'zsh', 'sh', 'fish', 'nu', 'pwsh', 'cmd', 'elvish'] as const;

export type ShellName = (typeof shellNames)[number];

/** Every shell; one that is missing here does not compile. */
export const shells: { readonly [Name in ShellName]: Shell } = {
  bash,
  zsh: bash,
  sh,
  fish,
  nu,
  pwsh,
  cmd,
  elvish,
};

export function isShellName(text: string): text is ShellName {
  return (shellNames as readonly string[]).includes(text);
}
