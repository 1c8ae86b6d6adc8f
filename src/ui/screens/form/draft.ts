import type { BackendId } from '../../../backends/backend-id.ts';
import { fieldOf, fieldsOf } from '../../../backends/index.ts';
import { assign } from '../../../profile/assignments.ts';
import {
  type Entry,
  entriesOf,
  groups,
  isSecretValue,
  type OpenValue,
  openGroupOf,
  type Profile,
} from '../../../profile/profile.ts';
import { mask } from '../../../text.ts';
import { type Cell, cellOf, sourceValue } from './cell.ts';
import { hides } from './hides.ts';

/** What the form holds, by path: what the profile has in its own order, then the other fields of its backend. */
export type Draft = ReadonlyMap<string, Cell>;

/** Where the name of a new profile stands among the cells; no field is called that. */
export const namePath = '@name';

/** The name that a new profile is given. */
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
  for (const { path, value } of entriesOf(profile)) {
    const field = fieldOf(profile.backend, path);
    draft.set(path, field === undefined ? openOrStray(path, value) : cellOf(field, value));
  }
  for (const [path, field] of Object.entries(fieldsOf(profile.backend)))
    if (!draft.has(path)) draft.set(path, cellOf(field, undefined));
  return draft;
}

function openOrStray(path: string, value: unknown): Cell {
  return openGroupOf(path) !== undefined && isOpenValue(value)
    ? { cell: 'open', value }
    : { cell: 'stray', value };
}

function isOpenValue(value: unknown): value is OpenValue {
  return typeof value === 'string' || isSecretValue(value);
}

/** The profile as it would be saved. */
export function profileOf(backend: BackendId, draft: Draft): Profile {
  return folded(backend, heldBy(backend, draft, heldIn));
}

/** The same for people to see: what must not be shown is masked. */
export function shownProfile(backend: BackendId, draft: Draft): Profile {
  return folded(
    backend,
    heldBy(backend, draft, (id, path, cell) =>
      hides(id, path, cell) || cell.cell === 'stray' ? maskedValue(cell) : heldIn(id, path, cell),
    ),
  );
}

function maskedValue(cell: Cell): unknown {
  return cell.cell === 'source' ? sourceValue(cell, mask) : mask;
}

type ReadCell = (backend: BackendId, path: string, cell: Cell) => unknown;

function heldBy(backend: BackendId, draft: Draft, read: ReadCell): Entry[] {
  return [...draft].flatMap(([path, cell]) => {
    const value = path === namePath ? undefined : read(backend, path, cell);
    return value === undefined ? [] : [{ path, value }];
  });
}

/** What a cell holds, as the profile stores it; undefined is a field that is not set. */
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
  const [entry] = entriesOf(assign({ backend }, { set: [`${path}=${text}`], secret: [], unset: [] }));
  return entry?.value;
}

/** The reverse of `entriesOf`. Made of entries, so that a header may have any name (`__proto__`). */
function folded(backend: BackendId, entries: readonly Entry[]): Profile {
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
