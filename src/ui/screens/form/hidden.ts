import { isSecretValue, type OpenGroup, openGroupOf } from '../../../backends/profile.ts';
import { looksLikeKey } from '../../../base/key-looks.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import { credentialValueProblem, openProblems } from '../../../profile/rules.ts';
import type { Keychain } from './sources.ts';
import { type FieldValue, textOfSource } from './value.ts';

/** What stands in the place of a message that could repeat a text that must not be shown. */
export const hiddenMessage = hiddenText('^U clears');

function hiddenText(way: string): string {
  return `looks like the credential itself, so it is neither shown nor saved: say where the credential is (${way})`;
}

/**
 * The message about a reference that must not be shown; those of the rules about references repeat nothing. Where
 * there is a keychain, that is where a credential belongs.
 */
export function hiddenReferenceMessage(
  message: string | undefined,
  { missing }: Keychain,
  inEntry = false,
): string {
  const way =
    missing === null
      ? '^U clears; with keychain as the source you can type it'
      : inEntry
        ? '^U clears'
        : '^U clears; ^O keeps it in a file only you can read';
  return message === undefined
    ? hiddenText(way)
    : `${message}; it is not shown, as it could be the credential itself (${way})`;
}

/** Whether the text of a field must not be shown, because it may be a credential. */
export function mustHide(backend: BackendId, path: string, held: FieldValue): boolean {
  switch (held.kind) {
    case 'text':
      return held.typed.hidden;
    case 'source':
      return textOfSource(held).hidden;
    case 'open': {
      const open = openGroupOf(path);
      if (open === undefined || isSecretValue(held.value)) return false;
      return isPlainCredential(backend, open.group, open.key, held.value);
    }
    case 'option':
    case 'stray':
      return false;
  }
}

/** Whether plain text is refused because of its looks, or because the name of the entry announces a credential. */
export function isPlainCredential(backend: BackendId, group: OpenGroup, key: string, text: string): boolean {
  if (looksLikeKey(text)) return true;
  if (group === 'regions') return false;
  const problem = (value: string) => openProblems[group](key, value, backend);
  // An ordinary word is refused for such a name only, and nothing at all is never refused.
  const announced = problem('word') !== undefined && problem('') === undefined;
  return announced && problem(text) !== undefined;
}

/** Whether the text of a field begins like a key: short beginnings (`sk-team`) are words as well. */
export function isSuspiciousText(text: string): boolean {
  return looksLikeKey(text) && /^\S{16}/.test(text);
}

/** What stands against a keychain as the source of a field that has no entry and was given no credential. */
export const missingSecretMessage =
  'needs the credential itself, which goes into the keychain, or the name of an entry that is there';

/** What is wrong with a credential that was typed for the keychain, or undefined; the text is not repeated. */
export function secretProblem(path: string, text: string): string | undefined {
  const problem = text === '' ? undefined : credentialValueProblem(path, text);
  return problem === undefined ? undefined : `${problem}: type or paste the bare credential (^U clears)`;
}
