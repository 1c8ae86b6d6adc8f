import { fieldOf } from '../backends/index.ts';
import { entriesOf, isSecretValue, openGroupOf, type Profile } from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { isBackendId } from '../profile/check.ts';
import { isCredential } from '../profile/open-values.ts';
import { type FieldValue, withField } from '../profile/with-field.ts';
import { parseReference } from '../secrets/reference.ts';
import { type PlainSecret, standIn } from './incoming.ts';

/** A profile whose plain credentials are taken out, each with the field it stood in. */
export type Lifted = { readonly profile: Profile; readonly secrets: readonly PlainSecret[] };

/**
 * Takes plain credentials out of the fields where a reference belongs.
 * @param raw whatever a file says is a profile; what is wrong with it otherwise stays
 */
export function lift(raw: unknown): Lifted {
  // `problemsOf` says what is wrong with anything else.
  const whole = raw as Profile;
  if (!isRecord(raw) || !isBackendId(raw.backend)) return { profile: whole, secrets: [] };
  const secrets: PlainSecret[] = [];
  let profile = whole;
  for (const { path, value } of entriesOf(raw)) {
    const plain = plainIn(raw.backend, path, value);
    if (plain === undefined) continue;
    secrets.push({ path, value: plain.value });
    profile = withField(profile, path, referenceTo(path, standIn, plain.scheme));
  }
  return { profile, secrets };
}

/** A reference as the field takes it; a header keeps the word before its credential. */
export function referenceTo(path: string, reference: string, scheme: string | undefined): FieldValue {
  if (openGroupOf(path) === undefined) return reference;
  return { secret: reference, ...(scheme === undefined ? {} : { scheme }) };
}

type Plain = { readonly value: string; readonly scheme: string | undefined };

function plainIn(backend: BackendId, path: string, value: unknown): Plain | undefined {
  const open = openGroupOf(path);
  if (isSecretValue(value))
    return isPlain(value.secret) ? { value: value.secret, scheme: value.scheme } : undefined;
  if (typeof value !== 'string') return undefined;
  const field = fieldOf(backend, path);
  if (field !== undefined)
    return field.kind === 'credential' && isPlain(value) ? { value, scheme: undefined } : undefined;
  if (open === undefined || open.group === 'regions' || !isCredential(open.key, value)) return undefined;
  const [, scheme, after] = (open.group === 'headers' && /^([A-Za-z-]+) +(\S+)$/.exec(value)) || [];
  return { value: after ?? value, scheme };
}

/** No reference, and none that was misspelt either: a slip of the pen is no credential to keep. */
function isPlain(text: string): boolean {
  return (
    'problem' in parseReference(text) &&
    !/^[a-z]{2,12}:/i.test(text) &&
    !['', 'keychain', 'empty', 'inherit'].includes(text)
  );
}
