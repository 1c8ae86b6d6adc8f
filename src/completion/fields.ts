import type { Field, FieldTable } from '../backends/backend.ts';
import { commonFields } from '../backends/common.ts';
import { regionModels } from '../backends/google.ts';
import { backends, fieldsOf } from '../backends/index.ts';
import { isSecretValue, type OpenGroup, openGroupOf, profileFields } from '../backends/profile.ts';
import type { Environment } from '../base/io.ts';
import { asRecord } from '../base/json.ts';
import { isOwned } from '../env/variables.ts';
import type { Config } from '../profile/config.ts';
import { presetOf } from '../profile/presets.ts';
import type { PartialInvocation } from './partial.ts';
import {
  noSuggestions,
  type Suggestion,
  type Suggestions,
  safeSuggestions,
  withPrefix,
} from './suggestions.ts';

/** The profile whose fields are given. What the file says of it may be anything. */
type RawProfile = Readonly<Record<string, unknown>>;

/** It is that of the preset that is named, else what the first argument names. */
export function profileMeant(
  { values, positionals }: Pick<PartialInvocation, 'values' | 'positionals'>,
  config: Config | undefined,
): RawProfile {
  const from = values.get('from');
  const name = from ?? positionals[0] ?? '';
  const own =
    config !== undefined && Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  const profile: unknown = (from === undefined ? own : undefined) ?? presetOf(name)?.profile;
  return asRecord(profile);
}

/** The fields of its backend; where none is known, those of every backend. */
function fieldsFor(profile: RawProfile): FieldTable {
  const backend = backendOf(profile);
  return backend === undefined ? commonFields : fieldsOf(backend);
}

export function backendOf({ backend }: RawProfile): keyof typeof backends | undefined {
  return typeof backend === 'string' && Object.hasOwn(backends, backend)
    ? (backend as keyof typeof backends)
    : undefined;
}

/** What a credential can be, but for words of a field. */
const references: readonly Suggestion[] = [
  { value: 'keychain', help: 'asks for it, and keeps it in the system’s keychain' },
  { value: 'keychain:', help: 'an entry of the keychain that is there', open: true },
  { value: 'env:', help: 'a variable that you export', open: true },
  { value: 'file:', help: 'a file that only you can read', open: true },
  { value: 'cmd:', help: 'what a program prints', open: true },
];

/** `path=` for `--set`; behind it the values of a field that has a closed set of them. */
export function setSuggestions(word: string, profile: RawProfile): Suggestion[] {
  const fields = fieldsFor(profile);
  const equals = word.indexOf('=');
  if (equals >= 0) {
    const path = word.slice(0, equals);
    const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
    return valuesOf(field).map(value => ({ value: `${path}=${value}` }));
  }
  const settable = Object.entries(fields).filter(
    ([, field]) => field.kind !== 'credential' || field.words !== undefined,
  );
  return [...settable.map(assignable), ...openPaths(word, profile, 'plain')];
}

/** `path=` for `--secret`; behind it the forms of a reference, and names of variables: never what is in them. */
export function secretSuggestions(
  word: string,
  profile: RawProfile,
  environment: Environment,
  accounts: readonly string[],
): Suggestions {
  const equals = word.indexOf('=');
  if (equals >= 0) {
    // Only a header takes a word such as Bearer before the reference.
    const header = openGroupOf(word)?.group === 'headers';
    const scheme = header ? (/^[A-Za-z-]+ +/.exec(word.slice(equals + 1))?.[0] ?? '') : '';
    const before = word.slice(0, equals + 1) + scheme;
    return withPrefix(before, referencesTo(word.slice(before.length), environment, accounts));
  }
  return safeSuggestions([
    ...takingCredentials(profile).map(assignable),
    ...openPaths(word, profile, 'secret'),
  ]);
}

/** The fields that take a credential. */
export function credentialFields(word: string, profile: RawProfile): Suggestion[] {
  const open = openPaths(word, profile, 'secret').map(each =>
    each.value.endsWith('=') ? { value: each.value.slice(0, -1) } : each,
  );
  return [...takingCredentials(profile).map(([value, { help }]) => ({ value, help })), ...open];
}

function takingCredentials(profile: RawProfile): [string, Field][] {
  return Object.entries(fieldsFor(profile)).filter(([, field]) => field.kind === 'credential');
}

/** What the profile holds, for `--unset`. */
export function unsetSuggestions(profile: RawProfile): Suggestion[] {
  return profileFields(profile).map(({ path }) => ({ value: path }));
}

/** The groups whose keys the user chooses. */
const openGroups: { readonly [Group in OpenGroup]: string } = {
  headers: 'a header of every request',
  env: 'any further variable',
  regions: 'region of one model',
};

/** The beginnings of such paths, and those whose ends are known: what the profile holds, and models. */
function openPaths(word: string, profile: RawProfile, what: 'plain' | 'secret'): Suggestion[] {
  const secret = what === 'secret';
  const backend = backendOf(profile);
  const regions = !secret && backend !== undefined && backends[backend].modelRegions === true;
  const inside = openGroupOf(word)?.group;
  const groups = Object.entries(openGroups).filter(
    ([group]) => group !== inside && (group !== 'regions' || regions),
  );
  const held = profileFields(profile)
    .filter(({ path, value }) => openGroupOf(path) !== undefined && isSecretValue(value) === secret)
    .map(({ path }) => path);
  const models = inside === 'regions' && regions ? regionModels.map(model => `regions.${model}`) : [];
  return [
    ...groups.map(([group, help]) => ({ value: `${group}.`, help, open: true as const })),
    ...[...new Set([...held, ...models])].map(path => ({ value: `${path}=`, open: true as const })),
  ];
}

function assignable([path, { help }]: readonly [string, Field]): Suggestion {
  return { value: `${path}=`, help, open: true };
}

function valuesOf(field: Field | undefined): readonly string[] {
  switch (field?.kind) {
    case 'toggle':
      return ['on', 'off'];
    case 'choice':
      return Object.keys(field.choices);
    case 'credential':
      return field.words ?? [];
    case 'text':
      return Object.keys(field.spellings ?? {});
    default:
      return [];
  }
}

function referencesTo(word: string, environment: Environment, accounts: readonly string[]): Suggestions {
  if (word.startsWith('file:')) return { offer: 'files', before: 'file:' };
  if (word.startsWith('env:'))
    return safeSuggestions(exported(environment).map(name => ({ value: `env:${name}` })));
  if (word.startsWith('keychain:'))
    return safeSuggestions(accounts.map(account => ({ value: `keychain:${account}` })));
  return word.startsWith('cmd:') ? noSuggestions : safeSuggestions(references);
}

/** Names that a reference can hold. Those that cgw owns are cleared by every switch, so no credential lasts there. */
function exported(environment: Environment): string[] {
  return Object.keys(environment)
    .filter(name => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isOwned(name))
    .sort();
}
