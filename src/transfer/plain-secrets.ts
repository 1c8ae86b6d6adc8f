import { fieldOf } from '../backends/index.ts';
import {
  type FieldValue,
  isSecretValue,
  openGroupOf,
  type Profile,
  profileFields,
  withField,
} from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { isOwned } from '../env/variables.ts';
import { accountFor } from '../profile/keychain-entries.ts';
import { isBackendId, isCredential } from '../profile/rules.ts';
import { parseReference } from '../secrets/reference.ts';
import { type ImportedProfile, type PlainSecret, type ReadyProfile, secretMarker } from './imported.ts';

/** A profile whose plain credentials are taken out, each with the field it stood in. */
export type WithoutPlainSecrets = { readonly profile: Profile; readonly secrets: readonly PlainSecret[] };

/**
 * Takes plain credentials out of the fields where a reference belongs.
 * @param raw whatever a file says is a profile; what is wrong with it otherwise stays
 */
export function extractPlainSecrets(raw: unknown): WithoutPlainSecrets {
  // `problemsOf` says what is wrong with anything else.
  const whole = raw as Profile;
  if (!isRecord(raw) || !isBackendId(raw.backend)) return { profile: whole, secrets: [] };
  const secrets: PlainSecret[] = [];
  let profile = whole;
  for (const { path, value } of profileFields(raw)) {
    const plain = plainIn(raw.backend, path, value);
    if (plain === undefined) continue;
    secrets.push({ path, value: plain.value });
    profile = withField(profile, path, referenceTo(path, secretMarker, plain.scheme));
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

/** Where plain credentials of a file can go. */
export const secretPlaces = ['keychain', 'env'] as const;
export type SecretPlace = (typeof secretPlaces)[number];

/** A plain credential that has a place of its own. */
export type PlacedSecret = {
  readonly profile: string;
  readonly path: string;
  readonly value: string | undefined;
  /** The account of a keychain entry, or the name of a variable. */
  readonly at: string;
};

/** Profiles without any stand-in, and what is to be stored or exported for them. */
export type PlacedProfiles = {
  readonly incoming: readonly (ImportedProfile & ReadyProfile)[];
  readonly placed: readonly PlacedSecret[];
};

/** Gives every plain credential a place, and every profile the references to them. */
export function placeSecrets(incoming: readonly ImportedProfile[], place: SecretPlace): PlacedProfiles {
  const placed: PlacedSecret[] = [];
  const done = incoming.map(each => {
    let { profile } = each;
    for (const { path, value } of each.secrets) {
      const used = placed.map(({ at }) => at);
      const at = place === 'keychain' ? accountFor(each.name, path) : variableFor(each.name, path, used);
      placed.push({ profile: each.name, path, value, at });
      const held = profileFields(profile).find(entry => entry.path === path)?.value;
      const scheme = isSecretValue(held) ? held.scheme : undefined;
      profile = withField(profile, path, referenceTo(path, `${place}:${at}`, scheme));
    }
    return { ...each, profile, secrets: [], renews: place === 'keychain' && each.secrets.length > 0 };
  });
  return { incoming: done, placed };
}

/** `LITELLM_TOKEN` for `litellm` and `token`: a name that no switch clears, and that nothing else has here. */
function variableFor(name: string, path: string, used: readonly string[]): string {
  const field = path.replace(/^(headers|env)\./, '').replace(/([a-z])([A-Z])/g, '$1_$2');
  const own = shouted(name);
  const plain = `${own}_${shouted(field)}`;
  const variable = /^[A-Z]/.test(own) && !isOwned(plain) ? plain : `MY_${plain.replace(/^_/, '')}`;
  for (let count = 1; ; count++) {
    const numbered = count === 1 ? variable : `${variable}_${count}`;
    if (!used.includes(numbered)) return numbered;
  }
}

function shouted(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
