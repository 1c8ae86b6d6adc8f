import { singleQuoted } from '../base/quoting.ts';
import { quote } from '../env/shells/fish.ts';
import script from './scripts/cgw.bash' with { type: 'text' };
import elvishScript from './scripts/cgw.elv' with { type: 'text' };
import fishScript from './scripts/cgw.fish' with { type: 'text' };
import nuScript from './scripts/cgw.nu' with { type: 'text' };
import pwshScript from './scripts/cgw.ps1' with { type: 'text' };
import zshScript from './scripts/cgw.zsh' with { type: 'text' };
import {
  beginningWith,
  type CompletionShell,
  row,
  type Suggestion,
  type Suggestions,
} from './suggestions.ts';

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
 * A script of which only what registers cgw is carried out at once. The functions are a text until the first Tab: a shell
 * takes three times as long to read code.
 */
function late(whole: string, functionsOf: (code: string) => string): string {
  const registers = whole.search(/^complete /m);
  return `${functionsOf(whole.slice(0, registers))}\n${whole.slice(registers)}`;
}

/**
 * bash splits words at `=` and `:` too, differently in each version, and replaces only what is behind the last one.
 * So the script hands over the line up to the cursor and the text that will be replaced, and each candidate is cut to
 * what goes there, quoted, with a blank behind it unless more follows: bash 3 cannot be told otherwise.
 */
const bash: CompletionShell = {
  script,
  lateScript: late(script, code => `_cgw() { eval ${singleQuoted(code)}; _cgw "$@"; }`),
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

/** zsh sorts the candidates out itself, by the user’s own rules of matching. */
const zsh: CompletionShell = {
  script: zshScript,
  reply(words, ask) {
    return tabSeparated(ask(words), ({ value, help, open }) =>
      row(zshDescribed(value, help), open ? 'open' : ''),
    );
  },
};

/** What `_describe` takes: a colon ends the word. */
function zshDescribed(value: string, help: string | undefined): string {
  const word = value.replace(/[\\:]/g, '\\$&');
  return help === undefined ? word : `${word}:${help}`;
}

/** fish sorts the candidates out itself, and puts no blank behind `=` and `:`. */
const fish: CompletionShell = {
  script: fishScript,
  lateScript: late(fishScript, code => `function __cgw_complete\neval ${quote(code)}\n__cgw_complete\nend`),
  reply(words, ask) {
    return tabSeparated(ask(words), ({ value, help }) => row(value, help ?? ''));
  },
};

/** Nushell takes the answer as it is: sorted out, and quoted where that is needed. Other programs get file names. */
const nu: CompletionShell = {
  script: nuScript,
  reply(handed, ask) {
    const words = handed.map(nuUnquoted);
    const word = words.at(-1) ?? '';
    const answer = ask(words);
    if (answer.offer !== 'words') return fileNames(word, answer);
    const candidates = beginningWith(word, answer.candidates).map(({ value, help }) => ({
      value: nuQuoted(value),
      description: help ?? '',
    }));
    return JSON.stringify({ before: null, path: null, candidates });
  },
};

/** Nushell hands words over as they are typed; the quotes of the last one may still be open. */
function nuUnquoted(word: string): string {
  const [quote = ''] = word;
  if (!/["'`]/.test(quote)) return word;
  const inner = word.slice(1, word.length > 1 && word.endsWith(quote) ? -1 : undefined);
  return quote === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner;
}

function nuQuoted(value: string): string {
  return /[\s"'`()[\]{}$;|#<>&\\]/.test(value) ? JSON.stringify(value) : value;
}

/** PowerShell takes the answer as it is: sorted out and quoted. Other programs get file names. */
const pwsh: CompletionShell = {
  script: pwshScript,
  reply(handed, ask) {
    // The script puts a sign before the last word, and the word may begin with a quote.
    const word = (handed.at(-1) ?? '').replace(/^\+["']?/, '');
    const answer = ask([...handed.slice(0, -1), word]);
    if (answer.offer !== 'words') return fileNames(word, answer);
    const candidates = beginningWith(word, answer.candidates).map(({ value, help }) => ({
      text: pwshQuoted(value),
      value,
      // A result without this text is refused.
      help: help ?? value,
    }));
    return JSON.stringify({ before: null, path: null, candidates });
  },
};

/** `@role` alone would be a splatted variable. PowerShell closes a quote at typographic ones too. */
function pwshQuoted(value: string): string {
  return /^[\p{L}\p{N}_./:=,+-][\p{L}\p{M}\p{N}_./:=,@%+-]*$/u.test(value)
    ? value
    : `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** Elvish sorts the candidates out and quotes them itself. Other programs get file names. */
const elvish: CompletionShell = {
  script: elvishScript,
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

/** Every shell that can be taught to complete. */
export const completionShells = { bash, zsh, fish, nu, pwsh, elvish } as const satisfies {
  readonly [name: string]: CompletionShell;
};

export type CompletionShellName = keyof typeof completionShells;

export const completionShellNames = Object.keys(completionShells) as CompletionShellName[];

export function isCompletionShell(text: string): text is CompletionShellName {
  return Object.hasOwn(completionShells, text);
}

/** What the scripts of zsh and fish read: a row for each candidate, or an empty column and who knows the words. */
function tabSeparated(suggestions: Suggestions, candidateRow: (candidate: Suggestion) => string): string {
  switch (suggestions.offer) {
    case 'files':
      return row('', 'files', suggestions.before);
    case 'command':
      return row('', 'command', suggestions.program ?? '', String(suggestions.from + 1));
    case 'words':
      return suggestions.candidates.map(candidateRow).join('');
  }
}

/** What the scripts of Nushell and PowerShell read where file names are offered: for other programs, too. */
function fileNames(word: string, suggestions: Exclude<Suggestions, { offer: 'words' }>): string {
  const before = suggestions.offer === 'files' ? suggestions.before : '';
  return JSON.stringify({ before, path: word.slice(before.length), candidates: [] });
}
