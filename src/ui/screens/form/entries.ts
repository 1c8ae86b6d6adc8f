import { fieldOf } from '../../../backends/index.ts';
import { type Cell, cellOf } from './cell.ts';
import { currentRow } from './current.ts';
import type { Draft } from './draft.ts';
import { entryAt, entryCell, entryRows, entryText, newEntry } from './entry.ts';
import { entryProblems } from './entry-problems.ts';
import { formRows } from './fields.ts';
import { rowToMend } from './row.ts';
import { type EntryForm, type FormState, withSheet } from './state.ts';
import { withReference } from './write.ts';

/** The form with the editor of the focused entry, or of a new one. */
export function openEntry(form: FormState): FormState {
  const row = currentRow(form);
  const entry =
    row?.control === 'add'
      ? newEntry(row.group)
      : row?.control === 'entry'
        ? entryAt(form, row.path)
        : undefined;
  return entry === undefined ? form : { ...form, view: { view: 'entry', entry } };
}

/** The form without the focused entry; the focus goes to what stands in its place. */
export function removeEntry(form: FormState): FormState {
  const rows = formRows(form);
  const row = currentRow(form);
  if (row?.control !== 'entry' && row?.control !== 'stray') return form;
  const { path } = row;
  const field = fieldOf(form.backend, path);
  const cells = new Map(form.sheet.cells);
  if (field === undefined) cells.delete(path);
  else cells.set(path, cellOf(field, undefined));
  const next = withSheet(form, { cells });
  const index = rows.findIndex(({ id }) => id === row.id);
  return withSheet(next, { focus: formRows(next)[index]?.id ?? 'done' });
}

/** The form with the edited entry taken over; with what is wrong shown, when something is. */
export function takeEntry(typed: FormState): FormState {
  const form = withReference(typed);
  if (form.view.view !== 'entry') return form;
  const { entry } = form.view;
  const [problem] = entryProblems(form.backend, form, entry);
  if (problem !== undefined) {
    const row = rowToMend(entryRows(entry, form.keychain, undefined), problem.path);
    const visited = new Set(entry.sheet.cells.keys());
    return withSheet(form, { visited, focus: row?.id ?? entry.sheet.focus });
  }
  const path = `${entry.group}.${entryText(entry, 'name')}`;
  const sheet = { ...form.sheet, cells: withEntry(form.sheet.cells, entry, path), focus: path };
  return { ...form, view: { view: 'fields' }, sheet };
}

/** An entry that has another name now stays in its place. */
function withEntry(cells: Draft, entry: EntryForm, path: string): Draft {
  const cell: Cell = entryCell(entry);
  const replaced = [...cells].map(([each, held]) =>
    each === entry.path ? ([path, cell] as const) : ([each, held] as const),
  );
  return new Map([...replaced, [path, cell]]);
}
