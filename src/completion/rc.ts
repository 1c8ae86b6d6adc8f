import type { Rc } from '../hook/language.ts';
import type { CompletionShellName } from './shells.ts';

/** How completion gets into each shell; `besideCache` behind the line for the cached hook, which brings it along. */
export const completionRc = {
  bash: {
    file: '~/.bashrc',
    line: 'eval "$(cgw completion bash)"',
    besideCache: 'declare -F _cgw > /dev/null || eval "$(cgw completion bash)"',
  },
  // There is nothing to complete with before compinit.
  zsh: {
    file: '~/.zshrc',
    line: '(( $+functions[compdef] )) && eval "$(cgw completion zsh)"',
    besideCache: '(( $+functions[_cgw] || ! $+functions[compdef] )) || eval "$(cgw completion zsh)"',
  },
  fish: {
    file: '~/.config/fish/config.fish',
    line: 'status is-interactive; and cgw completion fish | source',
    besideCache:
      'status is-interactive; and not functions -q __cgw_complete; and cgw completion fish | source',
  },
  nu: {
    file: 'Nushell, once',
    line: 'cgw completion nu | save -f ($nu.user-autoload-dirs.0 | path join cgw.nu)',
  },
  pwsh: { file: '$PROFILE', line: 'cgw completion pwsh | Out-String | Invoke-Expression' },
  elvish: { file: '~/.config/elvish/rc.elv', line: 'eval (cgw completion elvish | slurp)' },
} as const satisfies Record<CompletionShellName, Rc & { readonly besideCache?: string }>;
