import script from '../scripts/cgw.zsh' with { type: 'text' };
import { type CompletionShell, row, tabSeparated } from '../suggestions.ts';

/** zsh sorts the candidates out itself, by the user’s own rules of matching. */
export const zsh: CompletionShell = {
  script,
  reply(words, ask) {
    return tabSeparated(ask(words), ({ value, help, open }) =>
      row(described(value, help), open ? 'open' : ''),
    );
  },
};

/** What `_describe` takes: a colon ends the word. */
function described(value: string, help: string | undefined): string {
  const word = value.replace(/[\\:]/g, '\\$&');
  return help === undefined ? word : `${word}:${help}`;
}
