import { parseJson } from '../base/json.ts';
import { commandHoldsKey, isUnlikelyName, mayBeKey } from '../base/key-looks.ts';
import { shownWord } from '../base/masking.ts';
import { printable } from '../base/terminal-text.ts';

/** Where a credential is. `placeholder` is for servers that want some word and ignore it (Ollama, vLLM). */
export type Reference =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'cmd'; readonly argv: readonly [string, ...string[]] }
  | { readonly kind: 'keychain'; readonly account: string }
  | { readonly kind: 'placeholder'; readonly word: string };

/** The ways to give a credential, for errors and help. */
export const referenceForms =
  'keychain:ACCOUNT (an entry of the system’s keychain), env:NAME (a variable you export), file:PATH (a file only you can read) or cmd:COMMAND (a program that prints it, e.g. cmd:pass show litellm)';

/**
 * Reads `keychain:ACCOUNT`, `env:NAME`, `file:PATH`, `cmd:program arg 'arg two'` or `cmd:["program","arg two"]`.
 * @returns the reference, or why the text is none. The text itself is never repeated: it may be a secret.
 */
export function parseReference(text: string): Reference | { readonly problem: string } {
  if (text === bareKeychain) return { problem: keychainNeedsAccount };
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  switch (colon < 0 ? '' : text.slice(0, colon)) {
    case 'env':
      return /^[A-Za-z_][A-Za-z0-9_]*$/.test(rest)
        ? { kind: 'env', name: rest }
        : { problem: 'env: needs the name of a variable, as in env:LITELLM_API_KEY' };
    case 'file':
      return /^(\/|~\/|[A-Za-z]:[\\/])/.test(rest) && !rest.includes('\0')
        ? { kind: 'file', path: rest }
        : { problem: 'file: needs an absolute path or one that starts with ~/' };
    case 'cmd':
      return parseCommand(rest);
    case 'keychain':
      return parseAccount(rest);
    case 'placeholder':
      return /^[a-z]{1,12}$/.test(rest)
        ? { kind: 'placeholder', word: rest }
        : {
            problem: 'placeholder: takes one short lower-case word; a real credential does not belong there',
          };
    default:
      return { problem: `must say where the credential is, not what it is: ${referenceForms}` };
  }
}

/** At the command line this asks for a new entry; what is stored always names its entry. */
export const bareKeychain = 'keychain';

const keychainNeedsAccount = 'keychain needs the account of an entry, as in keychain:litellm/token';

/** In an account such as `litellm/headers.x-api-key` the name of a profile may look like more than other names. */
function parseAccount(account: string): Reference | { readonly problem: string } {
  if (account === '' || account.length > 255 || account !== account.trim() || /\p{C}/u.test(account))
    return { problem: keychainNeedsAccount };
  const [, name] = /^([^/]+)\/(?:[A-Za-z]+|(?:headers|env)\..+)$/.exec(account) ?? [];
  const isKey = name === undefined ? mayBeKey(account) : isUnlikelyName(name);
  return isKey
    ? { problem: `must say where the credential is, not what it is: ${referenceForms}` }
    : { kind: 'keychain', account };
}

function parseCommand(text: string): Reference | { readonly problem: string } {
  const words = text.trimStart().startsWith('[') ? jsonWords(text) : shellWords(text);
  const [program, ...rest] = words ?? [];
  if (program === undefined || program === '' || words?.some(word => word.includes('\0')))
    return { problem: 'cmd: needs a program and its arguments, as in cmd:pass show litellm' };
  if (!isNameOrAbsolute(program))
    return {
      problem: 'cmd: needs a program by its name or its absolute path: another would be that of each folder',
    };
  return { kind: 'cmd', argv: [program, ...rest] };
}

/** Whether a program is the same one in every folder. */
function isNameOrAbsolute(program: string): boolean {
  return !/[\\/]/.test(program) || /^(\/|[A-Za-z]:[\\/])/.test(program);
}

function jsonWords(text: string): string[] | undefined {
  const parsed = parseJson(text);
  return Array.isArray(parsed) && parsed.every(word => typeof word === 'string') ? parsed : undefined;
}

/** Splits at blanks; single and double quotes group, nothing else is special: there is no shell. */
function shellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    let word = '';
    while (rest !== '' && !/^\s/.test(rest)) {
      const piece = /^(?:'([^']*)'|"([^"]*)"|([^\s'"]+))/.exec(rest);
      if (piece === null) return undefined;
      word += piece[1] ?? piece[2] ?? piece[3] ?? '';
      rest = rest.slice(piece[0].length);
    }
    words.push(word);
    rest = rest.trimStart();
  }
  return words;
}

/** The variable that a reference reads; undefined for every other reference, and for what is none. */
export function variableIn(text: string): string | undefined {
  const reference = parseReference(text);
  return 'kind' in reference && reference.kind === 'env' ? reference.name : undefined;
}

/** The word of a reference that is no secret at all; undefined for every other. */
export function placeholderWord(text: string): string | undefined {
  const reference = parseReference(text);
  return 'kind' in reference && reference.kind === 'placeholder' ? reference.word : undefined;
}

/**
 * A reference as it is shown to people, in everything but the form in which it is written; a command by its program
 * only: arguments could be private.
 */
export function describeReference(text: string): string {
  const reference = parseReference(text);
  if ('problem' in reference) return 'not a reference';
  if (reference.kind !== 'cmd') return printable(text);
  return `cmd:${printable(shownWord(reference.argv[0]))} …`;
}

/**
 * Whether a reference holds what looks like the credential itself (`cmd:echo sk-…`), so that it is not to be stored.
 * One that is stored already works all the same.
 */
export function exposesKey(text: string): boolean {
  const reference = parseReference(text);
  if ('problem' in reference) return false;
  if (reference.kind === 'env') return isUnlikelyName(reference.name);
  return reference.kind === 'cmd' && commandHoldsKey(text.slice(text.indexOf(':') + 1));
}

/** A reference for programs: as it is stored, but without a key in it. */
export function withoutExposedKey(text: string): string {
  return exposesKey(text) ? describeReference(text) : text;
}
