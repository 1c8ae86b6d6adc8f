import type { Field } from '../backends/backend.ts';
import { entriesOf, openGroupOf } from '../backends/profile.ts';
import type { Environment } from '../base/io.ts';
import { isOwned } from '../env/variables.ts';
import { type Answer, behind, type Candidate, nothing, offered } from './answer.ts';
import { type Base, fieldsFor } from './base.ts';
import { openPaths } from './open-paths.ts';

/** What a credential can be, but for words of a field. */
const references: readonly Candidate[] = [
  { value: 'keychain', help: 'asks for it, and keeps it in the system’s keychain' },
  { value: 'keychain:', help: 'an entry of the keychain that is there', open: true },
  { value: 'env:', help: 'a variable that you export', open: true },
  { value: 'file:', help: 'a file that only you can read', open: true },
  { value: 'cmd:', help: 'what a program prints', open: true },
];

/** `path=` for `--set`; behind it the values of a field that has a closed set of them. */
export function settings(word: string, base: Base): Candidate[] {
  const fields = fieldsFor(base);
  const equals = word.indexOf('=');
  if (equals >= 0) {
    const path = word.slice(0, equals);
    const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
    return valuesOf(field).map(value => ({ value: `${path}=${value}` }));
  }
  const settable = Object.entries(fields).filter(
    ([, field]) => field.kind !== 'credential' || field.words !== undefined,
  );
  return [...settable.map(assignable), ...openPaths(word, base, 'plain')];
}

/** `path=` for `--secret`; behind it the forms of a reference, and names of variables: never what is in them. */
export function credentials(
  word: string,
  base: Base,
  environment: Environment,
  accounts: readonly string[],
): Answer {
  const equals = word.indexOf('=');
  if (equals >= 0) {
    // Only a header takes a word such as Bearer before the reference.
    const header = openGroupOf(word)?.group === 'headers';
    const scheme = header ? (/^[A-Za-z-]+ +/.exec(word.slice(equals + 1))?.[0] ?? '') : '';
    const before = word.slice(0, equals + 1) + scheme;
    return behind(before, referencesTo(word.slice(before.length), environment, accounts));
  }
  const fields = Object.entries(fieldsFor(base)).filter(([, field]) => field.kind === 'credential');
  return offered([...fields.map(assignable), ...openPaths(word, base, 'secret')]);
}

/** The fields that take a credential. */
export function credentialFields(word: string, base: Base): Candidate[] {
  const fields = Object.entries(fieldsFor(base)).filter(([, field]) => field.kind === 'credential');
  const open = openPaths(word, base, 'secret').map(each =>
    each.value.endsWith('=') ? { value: each.value.slice(0, -1) } : each,
  );
  return [...fields.map(([value, { help }]) => ({ value, help })), ...open];
}

/** What the profile holds, for `--unset`. */
export function heldFields(base: Base): Candidate[] {
  return entriesOf(base).map(({ path }) => ({ value: path }));
}

function assignable([path, { help }]: readonly [string, Field]): Candidate {
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

function referencesTo(word: string, environment: Environment, accounts: readonly string[]): Answer {
  if (word.startsWith('file:')) return { offer: 'files', before: 'file:' };
  if (word.startsWith('env:')) return offered(exported(environment).map(name => ({ value: `env:${name}` })));
  if (word.startsWith('keychain:'))
    return offered(accounts.map(account => ({ value: `keychain:${account}` })));
  return word.startsWith('cmd:') ? nothing : offered(references);
}

/** Names that a reference can hold. Those that cgw owns are cleared by every switch, so no credential lasts there. */
function exported(environment: Environment): string[] {
  return Object.keys(environment)
    .filter(name => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isOwned(name))
    .sort();
}
