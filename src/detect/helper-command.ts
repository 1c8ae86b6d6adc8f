import { isScrambled, looksLikeKey } from '../base/key-looks.ts';
import { quotedWord } from '../base/quoting.ts';
import { parseReference } from '../secrets/reference.ts';

/** Programs whose arguments name a credential and do not hold it. */
const keepers: readonly string[] = [
  ...['pass', 'gopass', 'op', 'security', 'secret-tool', 'keyring', 'aws', 'gcloud', 'cat'],
];

/** What only a shell knows. */
const builtins: readonly string[] = ['.', ':', 'source', 'eval', 'exec', 'command', 'export', 'set', 'read'];

/**
 * The reference for a command that prints a credential, e.g. an `apiKeyHelper`: `cmd:`, or `file:` where a shell only
 * reads a file (`< FILE`). Undefined when there may be more to it. Claude Code hands it to a shell and cgw does not,
 * so it must be plain words, quoted or not; and words that could be the key itself (`echo sk-…`) are none to store.
 */
export function helperReference(helper: string, home: string): string | undefined {
  const reads = /^\s*<(?!<)/.exec(helper);
  const [words = [], ...filters] = pipelineIn(helper.slice(reads?.[0].length ?? 0), home) ?? [];
  const reference =
    reads === null ? commandReference(words, filters) : fileReference(words, filters.length === 0);
  return reference === undefined || 'problem' in parseReference(reference) ? undefined : reference;
}

/** `op://VAULT/ITEM/FIELD`, also between the braces of a template, as the command of 1Password that prints it. */
export function onePasswordReference(text: string): string | undefined {
  const place = (/^\{\{(.*)\}\}$/.exec(text.trim())?.[1] ?? text).trim();
  return /^op:\/\/[^/{}\p{Cc}]+(\/[^/{}\p{Cc}]+){2,3}$/u.test(place)
    ? `cmd:${JSON.stringify(['op', 'read', place])}`
    : undefined;
}

function fileReference([path, ...more]: readonly string[], alone: boolean): string | undefined {
  return path === undefined || more.length > 0 || !alone ? undefined : `file:${path}`;
}

function commandReference(
  words: readonly string[],
  filters: readonly (readonly string[])[],
): string | undefined {
  if (!isAskable(words)) return undefined;
  const kept = filters.map(filter => filter.join(' ')).filter(filter => !lineEndings.includes(filter));
  if (kept.length === 0) return `cmd:${JSON.stringify(words)}`;
  // `pass` keeps notes below the credential: only a shell can leave them out.
  if (!kept.every(filter => firstLines.includes(filter))) return undefined;
  return `cmd:${JSON.stringify(['sh', '-c', `${words.map(quotedWord).join(' ')} | head -n 1`])}`;
}

/** Filters that take the first line. */
const firstLines: readonly string[] = ['head -n1', 'head -n 1', 'head -1', 'sed 1q', 'sed -n 1p'];

/** Filters that take away a line’s end, as cgw does anyway. */
const lineEndings: readonly string[] = ['tr -d \\n', 'tr -d \\r\\n'];

function isAskable(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if (words.some(word => looksLikeKey(word) || (isScrambled(word) && !word.startsWith('op://'))))
    return false;
  if (program === '' || program.includes('=') || builtins.includes(program)) return false;
  // The folder it would be relative to is that of whoever starts it.
  if (program.includes('/') && !program.startsWith('/')) return false;
  return rest.length === 0 || keepers.includes(program.replace(/^.*\//, ''));
}

/** A piece of a word: what nothing in a shell means anything by, with the home folder in front or not. */
const piece =
  /^(?:'(?<single>[^'\p{Cc}]*)'|"(?<home>\$HOME\b|\$\{HOME\})?(?<double>[^"$`\p{Cc}]*)"|(?<tilde>~(?=\/)|\$HOME\b|\$\{HOME\})?(?<plain>[\w./:@%+,-][\w./:@%+,=-]*))/u;

/** The commands between `|`, word by word; undefined when a shell would have to do more than to start them. */
function pipelineIn(text: string, home: string): string[][] | undefined {
  const commands: string[][] = [[]];
  let rest = text.trim();
  while (rest !== '') {
    let word = '';
    for (let match = piece.exec(rest); match !== null; match = piece.exec(rest)) {
      const { single, double, plain, home: quotedHome, tilde } = match.groups ?? {};
      const inHome = (quotedHome ?? tilde) !== undefined;
      // Before some signs a backslash in double quotes stands for nothing itself.
      if ((inHome && word !== '') || /\\(\\|$)/.test(double ?? '')) return undefined;
      word += `${inHome ? home : ''}${single ?? double ?? plain ?? ''}`;
      rest = rest.slice(match[0].length);
    }
    if (rest !== '' && !/^[ \t]*(?:[ \t]|\|(?![|&]))/.test(rest)) return undefined;
    if (word !== '') commands.at(-1)?.push(word);
    rest = rest.replace(/^[ \t]+/, '');
    if (!rest.startsWith('|')) continue;
    commands.push([]);
    rest = rest.slice(1).replace(/^[ \t]+/, '');
  }
  return commands;
}
