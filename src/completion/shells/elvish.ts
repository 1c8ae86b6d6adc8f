import script from '../scripts/cgw.elv' with { type: 'text' };
import type { CompletionShell } from '../suggestions.ts';

/** Elvish sorts the candidates out and quotes them itself. Other programs get file names. */
export const elvish: CompletionShell = {
  script,
  reply(words, ask) {
    const answer = ask(words);
    if (answer.offer !== 'words')
      return JSON.stringify({ before: answer.offer === 'files' ? answer.before : '', candidates: [] });
    const candidates = answer.candidates.map(({ value, help, open }) => ({
      value,
      display: help === undefined ? value : `${value}  (${help})`,
      after: open ? '' : ' ',
    }));
    return JSON.stringify({ before: null, candidates });
  },
};
