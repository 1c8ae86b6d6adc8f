import { fieldOf, fieldsOf } from '../../../backends/index.ts';
import {
  groups,
  type HeldField,
  heldFields,
  isSecretValue,
  type OpenValue,
  openGroupOf,
  type Profile,
} from '../../../backends/profile.ts';
import { mask } from '../../../base/masking.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import { assign } from '../../../profile/assignments.ts';
import { accountFor, type NewSecret } from '../../../profile/keychain-entries.ts';
import { nameProblem } from '../../../profile/names.ts';
import { type Cell, cellOf, newSecret, ownEntry, sourceValue } from './cell.ts';
import { hides } from './hides.ts';

/** What the form holds, by path: what the profile has in its own order, then the other fields of its backend. */
export type Draft = ReadonlyMap<string, Cell>;

/** Where the name of the profile stands among the cells; no field is called that. */
export const namePath = '@name';

/** The name that a profile has or is given. */
export function nameIn(draft: Draft): string {
  const cell = draft.get(namePath);
  return cell?.cell === 'text' ? cell.typed.field.text : '';
}

/** The same for people to see. */
export function shownName(draft: Draft): string {
  const cell = draft.get(namePath);
  return cell?.cell === 'text' && cell.typed.hidden ? mask : nameIn(draft);
}

export function draftOf(profile: Profile): Draft {
  const draft = new Map<string, Cell>();
  for (const { path, value } of heldFields(profile)) {
    const field = fieldOf(profile.backend, path);
    draft.set(path, field === undefined ? openOrStray(path, value) : cellOf(field, value));
  }
  for (const [path, field] of Object.entries(fieldsOf(profile.backend)))
    if (!draft.has(path)) draft.set(path, cellOf(field, undefined));
  return draft;
}

function openOrStray(path: string, value: unknown): Cell {
  return openGroupOf(path) !== undefined && isOpenValue(value)
    ? { cell: 'open', value, secret: '' }
    : { cell: 'stray', value };
}

function isOpenValue(value: unknown): value is OpenValue {
  return typeof value === 'string' || isSecretValue(value);
}

/** The profile as it would be saved. `name`, with which the names of its new keychain entries begin. */
export function profileOf(backend: BackendId, draft: Draft, name = nameIn(draft)): Profile {
  return folded(
    backend,
    heldBy(draft, (path, cell) => settled(heldIn(backend, path, cell), cell, name, path)),
  );
}

/** The same for people to see: what must not be shown is masked. */
export function shownProfile(backend: BackendId, draft: Draft): Profile {
  const name = shownName(draft);
  return folded(
    backend,
    heldBy(draft, (path, cell) =>
      hides(backend, path, cell) || cell.cell === 'stray'
        ? maskedValue(cell)
        : settled(heldIn(backend, path, cell), cell, name, path),
    ),
  );
}

/** A name that the rules of references have nothing against, so that what is wrong with the name shows alone. */
export function checkedName(draft: Draft): string {
  const name = nameIn(draft);
  return nameProblem(name) === undefined ? name : 'profile';
}

/** A value in which the entry that a typed credential will get has its name. */
export function settled<Value>(
  value: Value,
  cell: Cell,
  name: string,
  path: string,
): Value | string | OpenValue {
  if (newSecret(cell) === '') return value;
  const reference = `keychain:${accountFor(name, path)}`;
  if (value === ownEntry) return reference;
  return isSecretValue(value) && value.secret === ownEntry ? { ...value, secret: reference } : value;
}

/** What saving stores beside the profile. */
export function secretsIn(draft: Draft): NewSecret[] {
  return [...draft].flatMap(([path, cell]) => {
    const value = newSecret(cell);
    return value === '' ? [] : [{ path, value }];
  });
}

function maskedValue(cell: Cell): unknown {
  return cell.cell === 'source' ? sourceValue(cell, mask) : mask;
}

function heldBy(draft: Draft, read: (path: string, cell: Cell) => unknown): HeldField[] {
  return [...draft].flatMap(([path, cell]) => {
    const value = path === namePath ? undefined : read(path, cell);
    return value === undefined ? [] : [{ path, value }];
  });
}

/** What a cell holds, as the profile stores it but for `settled`; undefined is a field that is not set. */
export function heldIn(backend: BackendId, path: string, cell: Cell): unknown {
  switch (cell.cell) {
    case 'text':
      return cell.typed.field.text === '' ? undefined : spelled(backend, path, cell.typed.field.text);
    case 'source':
      return sourceValue(cell);
    case 'option':
    case 'open':
    case 'stray':
      return cell.value;
  }
}

/** What a word means that people type, by the rule of `--set`. */
function spelled(backend: BackendId, path: string, text: string): unknown {
  const [entry] = heldFields(assign({ backend }, { set: [`${path}=${text}`], secret: [], unset: [] }));
  return entry?.value;
}

/** The reverse of `entriesOf`. Made of entries, so that a header may have any name (`__proto__`). */
function folded(backend: BackendId, entries: readonly HeldField[]): Profile {
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
