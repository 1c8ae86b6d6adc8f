import type { Change } from '../env/plan.ts';
import { quote } from '../env/shells/fish.ts';
import { shells } from '../env/shells/index.ts';
import own from './fish.fish' with { type: 'text' };
import type { HookLanguage, HookUpdate } from './language.ts';

export const fish: HookLanguage = {
  update,
  hook(program, start) {
    const begin =
      start === undefined
        ? '$__cgw_program env --shell fish --hook start | source\n'
        : update(start.update) + start.messages.map(say).join('');
    return [
      `set -g __cgw_program ${program.map(quote).join(' ')}\n`,
      `function __cgw_start\n${begin}end\n`,
      own,
    ].join('');
  },
  rc: { file: '~/.config/fish/config.fish', line: 'status is-interactive; and cgw hook fish | source' },
};

function update({ changes, restore, follow }: HookUpdate): string {
  const mode = follow ? 'set -g __cgw_mode follow;\n' : '';
  if (changes.length === 0) return mode;
  const code = restore.map(undoing).join('');
  return `${mode}set -g __cgw_restore ${quote(code)};\n${shells.fish.render(changes)}`;
}

/**
 * Whoever evaluates this says by `$__cgw_put` and `$__cgw_drop` whether it is for the shell or for one command. A
 * universal variable comes back by itself, and only so does it follow its further changes.
 */
function undoing(change: Change): string {
  const { name } = change;
  const drop = `set $__cgw_drop ${name};\n`;
  if (change.action === 'unset') return drop;
  const value = quote(change.value);
  return `${drop}set -qx ${name}; and test "$${name}" = ${value}; or set $__cgw_put ${name} ${value};\n`;
}

function say(message: string): string {
  return `echo ${quote(`cgw: ${message}`)} >&2\n`;
}
