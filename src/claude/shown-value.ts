import { ownedVariable } from '../env/variables.ts';
import { looksLikeKey } from '../secrets/looks.ts';
import { mask, printable } from '../text.ts';

/** Names of credentials that say where or which one, and are none themselves. */
const notSecret = /(_ID|_FILE|_DIR|_PROFILE|_SCOPES?|_DESCRIPTOR|_ENV_VAR)$/;

/** Whether the value of a variable must not be shown: by what it is for, by its name, or by its looks. */
export function isSecretValueOf(name: string, value: string): boolean {
  const kind = ownedVariable(name)?.kind;
  if (kind === 'credential') return !notSecret.test(name);
  return /SECRET|PASSWORD|TOKEN$|_KEY$/.test(name) || looksLikeKey(value);
}

/** A value for people: secrets hidden, an empty one in words, control characters written out. */
export function shownValue(name: string, value: string): string {
  if (value === '') return '(empty: counts as unset)';
  return isSecretValueOf(name, value) ? mask : printable(value);
}
