import { quote } from '../env/shells/elvish.ts';
import { shells } from '../env/shells/index.ts';
import own from './elvish.elv' with { type: 'text' };
import type { HookLanguage, HookUpdate } from './language.ts';

export const elvish: HookLanguage = {
  update,
  hook(program, start) {
    const [first = '', ...rest] = program.map(quote);
    return [
      `fn run {|@words| (external ${first}) ${[...rest, '$@words'].join(' ')} }\n`,
      `var begin = ${start === undefined ? '$nil' : quote(update(start.update))}\n`,
      `var messages = [${start?.messages.map(quote).join(' ') ?? ''}]\n`,
      own,
    ].join('');
  },
  rc: { file: '~/.config/elvish/rc.elv', line: 'eval (cgw hook elvish | slurp)' },
};

function update({ changes, restore, follow }: HookUpdate): string {
  const mode = follow ? 'set mode = follow;\n' : '';
  return changes.length === 0
    ? mode
    : `${mode}set restore = ${quote(shells.elvish.render(restore))};\n${shells.elvish.render(changes)}`;
}
