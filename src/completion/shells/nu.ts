import script from '../scripts/cgw.nu' with { type: 'text' };
import { beginningWith, type CompletionShell, fileNames } from '../suggestions.ts';

/** Nushell takes the answer as it is: sorted out, and quoted where that is needed. Other programs get file names. */
export const nu: CompletionShell = {
  script,
  reply(handed, ask) {
    const words = handed.map(unquoted);
    const word = words.at(-1) ?? '';
    const answer = ask(words);
    if (answer.offer !== 'words') return fileNames(word, answer);
    const candidates = beginningWith(word, answer.candidates).map(({ value, help }) => ({
      value: quoted(value),
      description: help ?? '',
    }));
    return JSON.stringify({ before: null, path: null, candidates });
  },
};

/** Nushell hands words over as they are typed; the quotes of the last one may still be open. */
function unquoted(word: string): string {
  const [quote = ''] = word;
  if (!/["'`]/.test(quote)) return word;
  const inner = word.slice(1, word.length > 1 && word.endsWith(quote) ? -1 : undefined);
  return quote === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner;
}

function quoted(value: string): string {
  return /[\s"'`()[\]{}$;|#<>&\\]/.test(value) ? JSON.stringify(value) : value;
}
