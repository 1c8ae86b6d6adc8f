import script from '../scripts/cgw.fish' with { type: 'text' };
import { type CompletionShell, row } from './shell.ts';

/** fish sorts the candidates out itself, and puts no blank behind `=` and `:`. */
export const fish: CompletionShell = {
  script,
  reply(words, ask) {
    const answer = ask(words);
    switch (answer.offer) {
      case 'files':
        return row('', 'files', answer.before);
      case 'command':
        return row('', 'command', answer.program ?? '', String(answer.from + 1));
      case 'words':
        return answer.candidates.map(({ value, help }) => row(value, help ?? '')).join('');
    }
  },
};
