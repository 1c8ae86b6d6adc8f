import { join } from 'node:path';
import type { Environment } from '../base/io.ts';
import { completionRc } from '../completion/rc.ts';
import { type HookShell, hookLanguages } from '../hook/languages.ts';
import { xdgFolder } from '../profile/paths.ts';
import { blockFormat } from './block-format.ts';

/**
 * Where the start-up files are that cgw may change. Nushell wants a file made first, and PowerShell says by `$PROFILE`
 * where its own is: there `cgw hook` says what to do.
 */
export const startUpFiles: {
  readonly [Shell in HookShell]: ((home: string, environment: Environment) => string) | undefined;
} = {
  bash: home => join(home, '.bashrc'),
  zsh: (home, { ZDOTDIR }) => join(ZDOTDIR || home, '.zshrc'),
  fish: (home, environment) => join(configHome(home, environment), 'fish', 'config.fish'),
  elvish: (home, environment) => join(configHome(home, environment), 'elvish', 'rc.elv'),
  nu: undefined,
  pwsh: undefined,
};

function configHome(home: string, environment: Environment): string {
  return xdgFolder('XDG_CONFIG_HOME', { environment }) ?? join(home, '.config');
}

const owner = 'cgw init';

/** The text of a start-up file with the lines of cgw in a marked block; those that the user has himself stay his. */
export function withSetUp(text: string, shell: HookShell): string {
  const rest = withoutSetUp(text);
  const lines = [
    ...(rest.includes(`cgw hook ${shell}`) ? [] : [hookLanguages[shell].rc.line]),
    ...(rest.includes(`cgw completion ${shell}`) ? [] : [completionRc[shell].line]),
  ];
  return lines.length === 0 ? rest : blockFormat(lines, owner).written(text);
}

/** The same text without that block. */
export function withoutSetUp(text: string): string {
  const format = blockFormat([], owner);
  return format.restored(text, '', [...format.valuesOf(text).keys()]);
}
