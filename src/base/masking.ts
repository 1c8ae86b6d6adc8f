import { isPath, issuerPrefixes, isUnlikelyName } from './key-looks.ts';
import { mask, type Redact, redactorFor } from './redaction.ts';
import { safeLine } from './terminal-text.ts';

/** What is shorter is hidden whole: its end would be too much of it. */
const leastShown = 24;

/** How many characters of the end are shown, so that two keys can be told apart. */
const shownEnd = 4;

/**
 * One word as keys are made of: then its end is a part of one long secret. The end of anything else, such as a list of
 * headers or a URL, could be a short secret of its own.
 */
const oneKey = /^[A-Za-z0-9_.~+/-]+={0,2}$/;

/**
 * A secret for people to see, wherever one is shown: `sk-…abcd` for a long key, of which the beginning that all keys
 * of its issuer share and the last four characters are told, else dots that do not even tell its length.
 */
export function maskSecret(value: string): string {
  if (value.length < leastShown || !oneKey.test(value)) return mask;
  const prefix = issuerPrefixes.find(each => value.startsWith(each)) ?? '';
  return `${prefix}…${value.slice(-shownEnd)}`;
}

/**
 * A word that somebody has typed or written, for a message: as it is, unless it, or what stands in it behind a sign
 * (`--key`, `@key`, `token=key`), may be a key in the wrong place. Every message that repeats a word goes through here.
 */
export function shownWord(word: string): string {
  const mayHoldKey = !isPath(word) && [word, ...word.split(/^[-@]+|[=,:]/)].some(isUnlikelyName);
  return mayHoldKey ? maskSecret(word) : word;
}

/** The same for the path of a field: a key can stand behind its group (`headers.key`), which is no secret. */
export function shownPath(path: string): string {
  const [, group = '', key = path] = /^(\w+\.)(.+)$/s.exec(path) ?? [];
  const shown = shownWord(key);
  return safeLine(shown === key ? shownWord(path) : group + shown);
}

/** Shorter ones are not looked for: they would be found in ordinary words. */
const leastLength = 6;

const known = new Set<string>();

/**
 * Remembers a secret that this process has come to know, so that `withoutKnownSecrets` finds it. One of several lines is
 * found by each of them, too.
 */
export function rememberSecret(value: string): void {
  for (const piece of [value, ...value.split(/[\r\n]+/)].map(each => each.trim()))
    if (piece.length >= leastLength && !known.has(piece)) {
      known.add(piece);
      redact = undefined;
    }
}

let redact: Redact | undefined;

/** A text for people, without any secret that this process knows. Everything that goes to stderr passes through here. */
export function withoutKnownSecrets(text: string): string {
  if (known.size === 0) return text;
  redact ??= redactorFor(known);
  return redact(text);
}
