import script from './scripts/cgw.bash' with { type: 'text' };
import { beginningWith, type CompletionShell, row } from './suggestions.ts';

/** A word of a command line: as it is typed, what it means, where it begins, and the quote that is still open in it. */
export type LineWord = {
  readonly raw: string;
  readonly text: string;
  readonly start: number;
  readonly quote: Quote;
};

type Quote = '' | "'" | '"';

/** Splits a line at blanks as bash does, without expanding anything; the last word is the one at the end, maybe empty. */
export function splitLine(line: string): LineWord[] {
  const words: LineWord[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(line.charAt(at))) at++;
    const word = wordAt(line, at);
    words.push(word);
    at += word.raw.length;
    if (at >= line.length) return words;
  }
}

/** What a piece of a line means. */
export function unquoted(raw: string): string {
  return wordAt(raw, 0).text;
}

function wordAt(line: string, start: number): LineWord {
  let text = '';
  let quote: Quote = '';
  let at = start;
  for (; at < line.length; at++) {
    const char = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === '' && /\s/.test(char)) break;
    if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === '\\' && next !== '' && (quote === '' || (quote === '"' && /["\\$`]/.test(next)))) {
      text += next;
      at++;
    } else text += char;
  }
  return { raw: line.slice(start, at), text, start, quote };
}

/** A text as it is typed inside an open quote, or outside of any. */
export function quotedFor(quote: Quote, text: string): string {
  switch (quote) {
    case "'":
      return text.replaceAll("'", "'\\''");
    case '"':
      return text.replace(/["\\$`]/g, '\\$&');
    case '':
      return text.replace(/[^\p{L}\p{M}\p{N}_./:@%+,=-]/gu, '\\$&');
  }
}

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
