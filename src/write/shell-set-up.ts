import { join } from 'node:path';
import type { Environment } from '../base/io.ts';
import { type HookShell, hookLanguages } from '../hook/languages.ts';
import { xdgFolder } from '../profile/paths.ts';
import { blockFormat } from './block-format.ts';

/** How a shell is set up: where its start-up file is, and what makes it complete. */
export type ShellSetUp = {
  file(home: string, environment: Environment): string;
  readonly completion: string;
};

/**
 * The shells whose start-up file cgw may change. Nushell wants a file made first, and PowerShell says by `$PROFILE`
 * where its own is: there `cgw hook` says what to do.
 */
export const setUps: { readonly [Shell in HookShell]: ShellSetUp | undefined } = {
  bash: { file: home => join(home, '.bashrc'), completion: 'eval "$(cgw completion bash)"' },
  zsh: {
    file: (home, { ZDOTDIR }) => join(ZDOTDIR || home, '.zshrc'),
    // There is nothing to complete with before compinit.
    completion: '(( $+functions[compdef] )) && eval "$(cgw completion zsh)"',
  },
  fish: {
    file: (home, environment) => join(configHome(home, environment), 'fish', 'config.fish'),
    completion: 'status is-interactive; and cgw completion fish | source',
  },
  elvish: {
    file: (home, environment) => join(configHome(home, environment), 'elvish', 'rc.elv'),
    completion: 'eval (cgw completion elvish | slurp)',
  },
  nu: undefined,
  pwsh: undefined,
};

function configHome(home: string, environment: Environment): string {
  return xdgFolder('XDG_CONFIG_HOME', { environment }) ?? join(home, '.config');
}

const owner = 'cgw init';

/** The text of a start-up file with the lines of cgw in a marked block; those that the user has himself stay his. */
export function withSetUp(text: string, shell: HookShell, { completion }: ShellSetUp): string {
  const rest = withoutSetUp(text);
  const lines = [
    ...(rest.includes(`cgw hook ${shell}`) ? [] : [hookLanguages[shell].rc.line]),
    ...(rest.includes(`cgw completion ${shell}`) ? [] : [completion]),
  ];
  return lines.length === 0 ? rest : blockFormat(lines, owner).written(text);
}

/** The same text without that block. */
export function withoutSetUp(text: string): string {
  const format = blockFormat([], owner);
  return format.restored(text, '', [...format.valuesOf(text).keys()]);
}
