import { singleQuoted } from '../base/quoting.ts';
import { shells } from '../env/shells/index.ts';
import bashPart from './bash.sh' with { type: 'text' };
import type { HookLanguage, HookUpdate } from './language.ts';
import core from './posix.sh' with { type: 'text' };
import zshPart from './zsh.sh' with { type: 'text' };

export const bash = posixHook('bash', bashPart, '~/.bashrc');
export const zsh = posixHook('zsh', zshPart, '~/.zshrc');

/** The hook of a shell that speaks as bash does: what is common, then its own part. */
function posixHook(name: 'bash' | 'zsh', own: string, file: string): HookLanguage {
  const { render } = shells[name];

  function update({ changes, restore, follow }: HookUpdate): string {
    const mode = follow ? '__cgw_mode=follow\n' : '';
    return changes.length === 0
      ? mode
      : `${mode}__cgw_restore=${singleQuoted(render(restore))}\n${render(changes)}`;
  }

  return {
    update,
    hook(program, start) {
      const begin =
        start === undefined
          ? 'eval "$(__cgw_run env --shell "$__cgw_shell" --hook start)"\n'
          : update(start.update) + start.messages.map(say).join('');
      return [
        block('__cgw_run', `${program.map(singleQuoted).join(' ')} "$@"\n`),
        block('__cgw_start', begin),
        core,
        own,
      ].join('');
    },
    rc: { file, line: `eval "$(cgw hook ${name})"` },
  };
}

function block(name: string, body: string): string {
  return `function ${name} {\n${body === '' ? ':\n' : body}}\n`;
}

function say(message: string): string {
  return `printf '%s\\n' ${singleQuoted(`cgw: ${message}`)} >&2\n`;
}
