import type { Field } from '../backends/backend.ts';
import type { BackendId } from '../backends/backend-id.ts';
import { fieldOf } from '../backends/index.ts';
import { exitCode, UserError } from '../errors.ts';
import { parseReference, referenceForms } from '../secrets/reference.ts';
import { entriesOf, type OpenValue, openGroupOf, type Profile } from './profile.ts';

/** What `--set`, `--secret` and `--unset` ask for, in the order of the command line for each flag. */
export type Assignments = {
  readonly set: readonly string[];
  readonly secret: readonly string[];
  readonly unset: readonly string[];
};

type FieldValue = string | boolean | OpenValue;

/**
 * A profile with fields changed. The result is not checked as a whole: that is `problemsOf`.
 * @throws UserError (2 for a malformed assignment, 3 for a secret in the wrong place); the value is not repeated.
 */
export function assign(profile: Profile, { set, secret, unset }: Assignments): Profile {
  const changes: (readonly [string, FieldValue | undefined])[] = [
    ...unset.map(path => [heldPath(profile, path), undefined] as const),
    ...set.map(text => assignment('--set', text, (path, value) => plainValue(profile.backend, path, value))),
    ...secret.map(text =>
      assignment('--secret', text, (path, value) => secretValue(profile.backend, path, value)),
    ),
  ];
  return changes.reduce((changed, [path, value]) => withField(changed, path, value), profile);
}

/** @throws UserError (3) for a field that the profile does not have. */
function heldPath(profile: Profile, path: string): string {
  if (entriesOf(profile).some(entry => entry.path === path)) return path;
  throw new UserError(
    exitCode.invalid,
    `${path} is not set, so it cannot be taken out`,
    'cgw show shows the fields',
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

function plainValue(backend: BackendId, path: string, text: string): FieldValue {
  const field = fieldOf(backend, path);
  switch (field?.kind) {
    case 'credential':
      if (field.words?.some(word => word === text)) return text;
      throw plainSecret(path);
    case 'toggle':
      return toggle(path, text);
    case 'text':
      return spelled(field, text);
    default:
      return text;
  }
}

function spelled(field: Extract<Field, { kind: 'text' }>, text: string): string {
  return field.spellings !== undefined && Object.hasOwn(field.spellings, text)
    ? (field.spellings[text] ?? text)
    : text;
}

function toggle(path: string, text: string): boolean {
  const value = Object.hasOwn(toggleWords, text) ? toggleWords[text] : undefined;
  if (value !== undefined) return value;
  throw new UserError(
    exitCode.invalid,
    `${path} is on or off, not ${JSON.stringify(text)}`,
    `--set ${path}=off`,
  );
}

function secretValue(backend: BackendId, path: string, text: string): FieldValue {
  const field = fieldOf(backend, path);
  if (field !== undefined && field.kind !== 'credential')
    throw new UserError(exitCode.invalid, `${path} is no secret`, `--set ${path}=VALUE`);
  const open = openGroupOf(path);
  const [, scheme, after] = (open?.group === 'headers' && /^([A-Za-z-]+) +(.+)$/s.exec(text)) || [];
  const reference = after ?? text;
  if ('problem' in parseReference(reference)) throw plainSecret(path, parseReference(reference));
  if (open === undefined) return reference;
  return scheme === undefined ? { secret: reference } : { secret: reference, scheme };
}

/** A plain value where a secret belongs, or a reference that is none. */
function plainSecret(path: string, reference?: object): UserError {
  const problem =
    reference !== undefined && 'problem' in reference
      ? String(reference.problem)
      : `must say where the credential is, not what it is: ${referenceForms}`;
  return new UserError(
    exitCode.invalid,
    `${path} ${problem}`,
    `--secret ${path}=env:NAME, --secret ${path}=file:/path/to/file or --secret '${path}=cmd:program arguments'`,
  );
}

function withField(profile: Profile, path: string, value: FieldValue | undefined): Profile {
  const dot = path.indexOf('.');
  if (dot < 0) return without({ ...profile, [path]: value });
  const group = path.slice(0, dot);
  const held = profile[group];
  const inner = { ...(typeof held === 'object' ? held : {}), [path.slice(dot + 1)]: value };
  const kept = Object.fromEntries(Object.entries(inner).filter(([, each]) => each !== undefined));
  return without({ ...profile, [group]: Object.keys(kept).length > 0 ? kept : undefined } as Profile);
}

/** Undefined means gone. */
function without(profile: Profile): Profile {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined)) as Profile;
}
