import { singleQuoted } from '../base/quoting.ts';
import { shells } from '../env/shells/index.ts';
import type { Answer } from './answer.ts';
import type { HookLanguage } from './language.ts';
import core from './posix.sh' with { type: 'text' };

/** The hook of a shell that speaks as bash does: what is common, then its own part. */
export function posixHook(name: 'bash' | 'zsh', own: string, file: string): HookLanguage {
  const { render } = shells[name];

  function answer({ changes, restore, follow }: Answer): string {
    const mode = follow ? '__cgw_mode=follow\n' : '';
    return changes.length === 0
      ? mode
      : `${mode}__cgw_restore=${singleQuoted(render(restore))}\n${render(changes)}`;
  }

  return {
    answer,
    hook(program, start) {
      const begin =
        start === undefined
          ? 'eval "$(__cgw_run env --shell "$__cgw_shell" --hook start)"\n'
          : answer(start.answer) + start.messages.map(say).join('');
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
