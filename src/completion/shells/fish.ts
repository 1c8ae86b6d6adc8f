import script from '../scripts/cgw.fish' with { type: 'text' };
import { type CompletionShell, row, tabSeparated } from '../suggestions.ts';

/** fish sorts the candidates out itself, and puts no blank behind `=` and `:`. */
export const fish: CompletionShell = {
  script,
  reply(words, ask) {
    return tabSeparated(ask(words), ({ value, help }) => row(value, help ?? ''));
  },
};
