import script from '../scripts/cgw.zsh' with { type: 'text' };
import { type CompletionShell, row } from './shell.ts';

/** zsh sorts the candidates out itself, by the user’s own rules of matching. */
export const zsh: CompletionShell = {
  script,
  reply(words, ask) {
    const answer = ask(words);
    switch (answer.offer) {
      case 'files':
        return row('', 'files', answer.before);
      case 'command':
        return row('', 'command', answer.program ?? '', String(answer.from + 1));
      case 'words':
        return answer.candidates
          .map(({ value, help, open }) => row(described(value, help), open ? 'open' : ''))
          .join('');
    }
  },
};

/** What `_describe` takes: a colon ends the word. */
function described(value: string, help: string | undefined): string {
  const word = value.replace(/[\\:]/g, '\\$&');
  return help === undefined ? word : `${word}:${help}`;
}
