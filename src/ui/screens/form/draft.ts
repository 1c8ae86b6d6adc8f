import { fieldOf, fieldsOf } from '../../../backends/index.ts';
import {
  groups,
  isSecretValue,
  type OpenValue,
  openGroupOf,
  type Profile,
  type ProfileField,
  profileFields,
} from '../../../backends/profile.ts';
import { mask } from '../../../base/redaction.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import { assign } from '../../../profile/assignments.ts';
import { accountFor, type NewSecret } from '../../../profile/keychain-entries.ts';
import { nameProblem } from '../../../profile/names.ts';
import { mustHide } from './hidden.ts';
import { type FieldValue, fieldValue, newSecret, ownEntry, sourceValue } from './value.ts';

/** What the form holds, by path: what the profile has in its own order, then the other fields of its backend. */
export type Draft = ReadonlyMap<string, FieldValue>;

/** Where the name of the profile stands among the values; no field is called that. */
export const namePath = '@name';

/** The name that a profile has or is given. */
export function nameIn(draft: Draft): string {
  const held = draft.get(namePath);
  return held?.kind === 'text' ? held.typed.field.text : '';
}

/** The same for people to see. */
export function shownName(draft: Draft): string {
  const held = draft.get(namePath);
  return held?.kind === 'text' && held.typed.hidden ? mask : nameIn(draft);
}

export function draftOf(profile: Profile): Draft {
  const draft = new Map<string, FieldValue>();
  for (const { path, value } of profileFields(profile)) {
    const field = fieldOf(profile.backend, path);
    draft.set(path, field === undefined ? openOrStray(path, value) : fieldValue(field, value));
  }
  for (const [path, field] of Object.entries(fieldsOf(profile.backend)))
    if (!draft.has(path)) draft.set(path, fieldValue(field, undefined));
  return draft;
}

function openOrStray(path: string, value: unknown): FieldValue {
  return openGroupOf(path) !== undefined && isOpenValue(value)
    ? { kind: 'open', value, secret: '' }
    : { kind: 'stray', value };
}

function isOpenValue(value: unknown): value is OpenValue {
  return typeof value === 'string' || isSecretValue(value);
}

/** The profile as it would be saved. `name`, with which the names of its new keychain entries begin. */
export function profileOf(backend: BackendId, draft: Draft, name = nameIn(draft)): Profile {
  return folded(
    backend,
    storedBy(draft, (path, held) => withAccount(storedValue(backend, path, held), held, name, path)),
  );
}

/** The same for people to see: what must not be shown is masked. */
export function shownProfile(backend: BackendId, draft: Draft): Profile {
  const name = shownName(draft);
  return folded(
    backend,
    storedBy(draft, (path, held) =>
      mustHide(backend, path, held) || held.kind === 'stray'
        ? maskedValue(held)
        : withAccount(storedValue(backend, path, held), held, name, path),
    ),
  );
}

/** A name that the rules of references have nothing against, so that what is wrong with the name shows alone. */
export function checkedName(draft: Draft): string {
  const name = nameIn(draft);
  return nameProblem(name) === undefined ? name : 'profile';
}

/** A value in which the entry that a typed credential will get has its name. */
export function withAccount<Value>(
  value: Value,
  held: FieldValue,
  name: string,
  path: string,
): Value | string | OpenValue {
  if (newSecret(held) === '') return value;
  const reference = `keychain:${accountFor(name, path)}`;
  if (value === ownEntry) return reference;
  return isSecretValue(value) && value.secret === ownEntry ? { ...value, secret: reference } : value;
}

/** What saving stores beside the profile. */
export function secretsIn(draft: Draft): NewSecret[] {
  return [...draft].flatMap(([path, held]) => {
    const value = newSecret(held);
    return value === '' ? [] : [{ path, value }];
  });
}

function maskedValue(held: FieldValue): unknown {
  return held.kind === 'source' ? sourceValue(held, mask) : mask;
}

function storedBy(draft: Draft, read: (path: string, held: FieldValue) => unknown): ProfileField[] {
  return [...draft].flatMap(([path, held]) => {
    const value = path === namePath ? undefined : read(path, held);
    return value === undefined ? [] : [{ path, value }];
  });
}

/** What a value holds, as the profile stores it but for `withAccount`; undefined is a field that is not set. */
function storedValue(backend: BackendId, path: string, held: FieldValue): unknown {
  switch (held.kind) {
    case 'text':
      return held.typed.field.text === '' ? undefined : spelled(backend, path, held.typed.field.text);
    case 'source':
      return sourceValue(held);
    case 'option':
    case 'open':
    case 'stray':
      return held.value;
  }
}

/** What a word means that people type, by the rule of `--set`. */
function spelled(backend: BackendId, path: string, text: string): unknown {
  const [entry] = profileFields(assign({ backend }, { set: [`${path}=${text}`], secret: [], unset: [] }));
  return entry?.value;
}

/** The reverse of `profileFields`. Made of entries, so that a header may have any name (`__proto__`). */
function folded(backend: BackendId, entries: readonly ProfileField[]): Profile {
  const inner = new Map<string, [string, unknown][]>();
  const outer = new Map<string, unknown>([['backend', backend]]);
  for (const { path, value } of entries) {
    const group = groups.find(each => path.startsWith(`${each}.`));
    if (group === undefined) outer.set(path, value);
    else {
      const held = inner.get(group) ?? [];
      held.push([path.slice(group.length + 1), value]);
      inner.set(group, held);
      outer.set(group, undefined);
    }
  }
  const pairs = [...outer].map(([key, value]) => {
    const held = inner.get(key);
    return [key, held === undefined ? value : Object.fromEntries(held)] as const;
  });
  return Object.fromEntries(pairs) as Profile;
}
