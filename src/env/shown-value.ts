import { isScrambled, mayBeKey } from '../base/key-looks.ts';
import { maskSecret } from '../base/masking.ts';
import { mask } from '../base/redaction.ts';
import { printable, safeLine } from '../base/terminal-text.ts';
import { isSecretValueOf } from './variables.ts';

/** A value for people: as `withoutSecret` has it, and what a terminal would obey is written out. */
export function shownValue(name: string, value: string): string {
  if (value === '') return '(empty: counts as unset)';
  return safeLine(printable(withoutSecret(name, value)));
}

/** A value in which everything is hidden that is a secret by its variable’s name, or by the looks of any part of it. */
export function withoutSecret(name: string, value: string): string {
  if (isHiddenValue(name, value)) return maskSecret(value);
  return isAddress(value) ? withoutSecretParts(value) : value;
}

/** Whether nothing of a value is shown but what `maskSecret` leaves. */
export function isHiddenValue(name: string, value: string): boolean {
  if (value === '') return false;
  return isSecretValueOf(name, value) || (!isAddress(value) && isScrambled(value));
}

function isAddress(value: string): boolean {
  return /^https?:/i.test(value);
}

/** A program as it stands in a settings file, by its name: its arguments could hold what it prints. */
export function shownCommand(command: string): string {
  const [program = '', ...rest] = command.trim().split(/\s+/);
  return `${shownValue('', program)}${rest.length > 0 ? ' …' : ''}`;
}

/** Some gateways take a key as a part of the path or behind a `?`. */
function withoutSecretParts(value: string): string {
  if (!URL.canParse(value)) return mask;
  const { origin, pathname, search, hash } = new URL(value);
  const path = pathname
    .split('/')
    .map(part => (mayBeKey(part) ? maskSecret(part) : part))
    .join('/');
  const rest = search === '' && hash === '' ? '' : mask;
  return `${origin}${path === '/' ? '' : path}${rest}`;
}
