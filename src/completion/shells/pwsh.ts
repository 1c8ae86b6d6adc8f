import script from '../scripts/cgw.ps1' with { type: 'text' };
import { beginningWith, type CompletionShell, fileNames } from '../suggestions.ts';
/** PowerShell takes the answer as it is: sorted out and quoted. Other programs get file names. */
export const pwsh: CompletionShell = {
  script,
  reply(handed, ask) {
    // The script puts a sign before the last word, and the word may begin with a quote.
    const word = (handed.at(-1) ?? '').replace(/^\+["']?/, '');
    const answer = ask([...handed.slice(0, -1), word]);
    if (answer.offer !== 'words') return fileNames(word, answer);
    const candidates = beginningWith(word, answer.candidates).map(({ value, help }) => ({
      text: quoted(value),
      value,
      // A result without this text is refused.
      help: help ?? value,
    }));
    return JSON.stringify({ before: null, path: null, candidates });
  },
};

/** `@role` alone would be a splatted variable. PowerShell closes a quote at typographic ones too. */
function quoted(value: string): string {
  return /^[\p{L}\p{N}_./:=,+-][\p{L}\p{M}\p{N}_./:=,@%+-]*$/u.test(value)
    ? value
    : `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
