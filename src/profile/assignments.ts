import type { Field } from '../backends/backend.ts';
import { fieldOf } from '../backends/index.ts';
import { type FieldValue, openGroupOf, type Profile, profileFields, withField } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import { shownPath } from '../base/masking.ts';
import { quotedWord } from '../base/quoting.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { bareKeychain, exposesKey, parseReference, referenceForms } from '../secrets/reference.ts';
import { accountFor } from './keychain-entries.ts';

/** What `--set`, `--secret` and `--unset` ask for, in the order of the command line for each flag. */
export type Assignments = {
  readonly set: readonly string[];
  readonly secret: readonly string[];
  readonly unset: readonly string[];
};

/**
 * A profile with fields changed. The result is not checked as a whole: that is `problemsOf`.
 * @param name of the profile, so that `--secret token=keychain` can refer to an entry of its own
 * @param home what `~/` means where a folder is typed
 * @throws UserError (2 for a malformed assignment, 3 for a secret in the wrong place); the value is not repeated.
 */
export function assign(
  profile: Profile,
  { set, secret, unset }: Assignments,
  { name, home }: { readonly name?: string; readonly home?: string } = {},
): Profile {
  const changes: (readonly [string, FieldValue | undefined])[] = [
    ...unset.map(path => [heldPath(profile, path, name), undefined] as const),
    ...set.map(text =>
      assignment('--set', text, (path, value) => plainValue(profile.backend, path, value, home)),
    ),
    ...secret.map(text =>
      assignment('--secret', text, (path, value) => secretValue(profile.backend, path, value, name)),
    ),
  ];
  return changes.reduce((changed, [path, value]) => withField(changed, path, value), profile);
}

/** The fields for which `--secret` asks for a new keychain entry. */
export function askedFields({ secret }: Assignments): string[] {
  return secret.flatMap(text => {
    const [path, value] = assignment('--secret', text, (_, each) => each);
    return splitSecret(path, String(value)).reference === bareKeychain ? [path] : [];
  });
}

/** @throws UserError (3) for a field that the profile does not have. */
function heldPath(profile: Profile, path: string, name: string | undefined): string {
  if (profileFields(profile).some(entry => entry.path === path)) return path;
  throw new UserError(
    exitCode.invalid,
    `${shownPath(path)} is not set, so it cannot be taken out`,
    name === undefined ? 'take out a field that is set' : `cgw show ${name} shows the fields`,
  );
}

function assignment(
  flag: string,
  text: string,
  read: (path: string, value: string) => FieldValue,
): readonly [string, FieldValue] {
  const equals = text.indexOf('=');
  const path = text.slice(0, equals);
  if (equals <= 0)
    throw new UserError(
      exitCode.usage,
      `${flag} takes path=value`,
      `for example ${flag === '--set' ? '--set region=us-east-1' : '--secret token=env:LITELLM_API_KEY'}`,
    );
  if (path === 'backend')
    throw new UserError(
      exitCode.invalid,
      'backend cannot be set',
      'it comes from the preset: cgw add NAME --from PRESET',
    );
  return [path, read(path, text.slice(equals + 1))];
}

/** Words for on and off, as Claude Code reads them in a variable too. */
export const toggleWords: { readonly [word: string]: boolean } = {
  on: true,
  true: true,
  yes: true,
  1: true,
  off: false,
  false: false,
  no: false,
  0: false,
};

function plainValue(backend: BackendId, path: string, text: string, home: string | undefined): FieldValue {
  const field = fieldOf(backend, path);
  switch (field?.kind) {
    case 'credential':
      if (field.words?.some(word => word === text)) return text;
      throw plainSecret(path);
    case 'toggle':
      return toggle(path, text);
    case 'text':
      return spelled(field, inHome(field, text, home));
    default:
      return text;
  }
}

function spelled(field: Extract<Field, { kind: 'text' }>, text: string): string {
  return field.spellings !== undefined && Object.hasOwn(field.spellings, text)
    ? (field.spellings[text] ?? text)
    : text;
}

/** A folder that is typed from the home on, as its whole path. */
export function inHome(field: Field | undefined, text: string, home: string | undefined): string {
  const isFolder = field?.kind === 'text' && field.isFolder;
  return isFolder && home !== undefined && text.startsWith('~/') ? `${home}${text.slice(1)}` : text;
}

function toggle(path: string, text: string): boolean {
  const value = Object.hasOwn(toggleWords, text) ? toggleWords[text] : undefined;
  if (value !== undefined) return value;
  throw new UserError(
    exitCode.invalid,
    `${shownPath(path)} is on or off, and nothing else`,
    `--set ${shownPath(path)}=off`,
  );
}

function secretValue(backend: BackendId, path: string, text: string, name: string | undefined): FieldValue {
  const field = fieldOf(backend, path);
  if (field !== undefined && field.kind !== 'credential')
    throw new UserError(
      exitCode.invalid,
      `${shownPath(path)} is no secret`,
      `--set ${shownPath(path)}=VALUE`,
    );
  const { scheme, reference: written } = splitSecret(path, text);
  const isOwn = written === bareKeychain && name !== undefined;
  const reference = isOwn ? `${bareKeychain}:${accountFor(name, path)}` : written;
  if ('problem' in parseReference(reference)) throw plainSecret(path, parseReference(reference));
  if (exposesKey(reference)) throw plainSecret(path);
  if (openGroupOf(path) === undefined) return reference;
  return scheme === undefined ? { secret: reference } : { secret: reference, scheme };
}

/** The reference, and the word that goes before the credential in a header. */
function splitSecret(path: string, text: string): { scheme: string | undefined; reference: string } {
  const isHeader = openGroupOf(path)?.group === 'headers';
  const [, scheme, after] = (isHeader && /^([A-Za-z-]+) +(.+)$/s.exec(text)) || [];
  return { scheme, reference: after ?? text };
}

/** A plain value where a secret belongs, or a reference that is none. */
function plainSecret(path: string, reference?: object): UserError {
  const problem =
    reference !== undefined && 'problem' in reference
      ? String(reference.problem)
      : `must say where the credential is, not what it is: ${referenceForms}`;
  const shown = shownPath(path);
  const [keychain, variable, file, program] = [
    bareKeychain,
    'env:NAME',
    'file:/path/to/file',
    'cmd:program arguments',
  ].map(reference => `--secret ${quotedWord(`${shown}=${reference}`)}`);
  return new UserError(
    exitCode.invalid,
    `${shown} ${problem}`,
    `${keychain}, ${variable}, ${file} or ${program}`,
  );
}
