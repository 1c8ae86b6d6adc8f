import { beginningWith } from '../answer.ts';
import script from '../scripts/cgw.bash' with { type: 'text' };
import { quotedFor, splitLine, unquoted } from './bash-line.ts';
import { type CompletionShell, row } from './shell.ts';

/**
 * bash splits words at `=` and `:` too, differently in each version, and replaces only what is behind the last one.
 * So the script hands over the line up to the cursor and the text that will be replaced, and each candidate is cut to
 * what goes there, quoted, with a blank behind it unless more follows: bash 3 cannot be told otherwise.
 */
export const bash: CompletionShell = {
  script,
  reply([line = '', text = ''], ask) {
    const [, ...words] = splitLine(line);
    const last = words.at(-1);
    if (last === undefined) return '';
    const answer = ask(words.map(word => word.text));
    const kept = last.raw.endsWith(text) ? unquoted(last.raw.slice(0, last.raw.length - text.length)) : '';
    switch (answer.offer) {
      case 'files':
        return row('', 'files', last.quote, answer.before.slice(kept.length));
      case 'command': {
        const own = line.slice(words[answer.from]?.start ?? line.length);
        return row('', 'command', answer.program ?? '', own);
      }
      case 'words':
        return beginningWith(last.text, answer.candidates)
          .map(({ value, open }) => {
            const end = quotedFor(last.quote, value.slice(kept.length));
            return `${end}${open || last.quote !== '' ? '' : ' '}\n`;
          })
          .join('');
    }
  },
};
