import type { Field } from '../backends/backend.ts';
import { parseReference } from '../secrets/reference.ts';

/** What is wrong with the value of a field, or undefined. */
export function fieldProblem(field: Field, value: unknown): string | undefined {
  if (field.kind === 'toggle') return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (typeof value !== 'string') return 'must be text';
  if (value === '') return 'is empty';
  switch (field.kind) {
    case 'credential':
      return credentialProblem(field.words ?? [], value);
    case 'choice':
      return Object.hasOwn(field.choices, value)
        ? undefined
        : `must be one of ${Object.keys(field.choices).join(', ')}`;
    case 'url':
      return urlProblem(value);
    case 'text':
      if (value.includes('…')) return 'holds “…”, which stands for a value of your own';
      if (hasControl(value)) return 'holds a control character';
      return field.pattern === undefined || field.pattern.test.test(value) ? undefined : field.pattern.say;
  }
}

function credentialProblem(words: readonly string[], value: string): string | undefined {
  if (words.includes(value)) return undefined;
  const reference = parseReference(value);
  return 'problem' in reference ? reference.problem : undefined;
}

function urlProblem(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || /\s/.test(value) || hasControl(value))
    return 'is not a URL such as https://host:4000';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https:// or http://';
  if (url.username !== '' || url.password !== '')
    return 'holds a user name or password; a credential belongs into a credential field';
  return url.search !== '' || url.hash !== '' ? 'is a base URL: it takes no ? or #' : undefined;
}

/** Nothing that belongs into a URL or an identifier. */
function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Why a header value would fail every request (Claude Code since 2.1.227), or undefined. */
export function headerValueProblem(value: string): string | undefined {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return 'holds a character that no header may carry';
  return value !== value.trim() ? 'starts or ends with a blank, which is lost on the way' : undefined;
}

/**
 * Why a credential cannot be used for a field, or undefined. All but `env.*` travel in a header: a line break would
 * end it, or begin another.
 */
export function credentialValueProblem(path: string, value: string): string | undefined {
  if (value === '') return 'is empty';
  if (value.includes('\0')) return 'holds a NUL character, which no environment can carry';
  if (path.startsWith('env.')) return undefined;
  if (path === 'headers' || path.startsWith('headers.')) return headerValueProblem(value);
  if (/[\r\n]/.test(value)) return 'has more than one line';
  return hasControl(value) ? 'holds a control character' : undefined;
}
