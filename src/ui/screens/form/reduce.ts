import { fieldOf } from '../../../backends/index.ts';
import type { NewSecret } from '../../../profile/keychain-entries.ts';
import { clamp } from '../../scroll.ts';
import { type Draft, secretsIn } from './draft.ts';
import { cleared, cycled, openEntry, withExample, withReference } from './edit.ts';
import { entryCell, entryRows, entryText, isEntryChanged } from './entry.ts';
import { formRows } from './fields.ts';
import { canSave, changeOf, currentRow, currentRows, isChanged, type ProfileChange } from './model.ts';
import { entryProblems, formProblems, pathsOf } from './problems.ts';
import { type GroupId, pathOf, type Row, rowToMend } from './row.ts';
import { type EntryForm, type FormAction, type FormState, sheetOf, withSheet } from './state.ts';
import { type Cell, cellOf } from './value.ts';

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

type FormResult =
  | { readonly result: 'cancelled' }
  | {
      readonly result: 'save';
      readonly change: ProfileChange;
      readonly secrets: readonly NewSecret[];
      readonly launch: boolean;
    };

export type FormStep = { readonly form: FormState; readonly result?: FormResult };

/** The form after an action, and how it ends when it does. */
export function reduceForm(form: FormState, action: FormAction): FormStep {
  switch (action.type) {
    case 'move':
      return { form: moved(form, action.by) };
    case 'cycle':
      return { form: cycled(form, action.by) };
    case 'clear':
      return { form: cleared(form) };
    case 'fold':
      return { form: folded(form, action.open) };
    case 'example':
      return { form: withExample(form) };
    case 'open':
      return { form: openEntry(form) };
    case 'remove':
      return { form: removeEntry(form) };
    case 'take':
      return { form: takeEntry(form) };
    case 'review':
      return { form: reviewed(form) };
    case 'save':
      return canSave(form) === 'yes'
        ? {
            form,
            result: {
              result: 'save',
              change: changeOf(form),
              secrets: secretsIn(form.sheet.cells),
              launch: action.launch,
            },
          }
        : { form };
    case 'fix':
      return { form: fixing(form) };
    case 'scroll':
      return { form: scrolled(form, action.by) };
    case 'help':
      return { form: { ...form, cover: { cover: 'help', top: 0 } } };
    case 'back':
      return back(form);
    case 'discard':
      return form.view.view === 'entry'
        ? { form: toFields(form) }
        : { form, result: { result: 'cancelled' } };
  }
}

/** The field that is left is one that was visited. */
function moved(form: FormState, by: number): FormState {
  const rows = currentRows(form);
  const { focus, visited } = sheetOf(form);
  const index = rows.findIndex(({ id }) => id === (currentRow(form)?.id ?? focus));
  const row = rows[clamp(index + by, 0, rows.length - 1)];
  const left = rows[index];
  if (row === undefined || left === undefined) return form;
  const path = pathOf(left);
  return withSheet(form, {
    focus: row.id,
    visited: path === undefined || path === pathOf(row) ? visited : new Set([...visited, path]),
  });
}

function folded(form: FormState, open: boolean | undefined): FormState {
  const row = currentRow(form);
  if (row?.control !== 'group') return form;
  const opened = new Set(form.opened);
  if (open ?? !row.open) opened.add(row.group);
  else opened.delete(row.group);
  return { ...form, opened };
}

/** An entry that is being edited is taken first; what is wrong with it keeps the editor open. */
function reviewed(form: FormState): FormState {
  const taken = takeEntry(form);
  return taken.view.view === 'entry' ? taken : { ...taken, reviewed: true, view: { view: 'review', top: 0 } };
}

function fixing(form: FormState): FormState {
  const [problem] = formProblems(form);
  const [path] = problem === undefined ? [] : pathsOf(problem.path);
  const rows = formRows(form, true);
  const row = rowToMend(rows, path);
  if (row === undefined) return toFields(form);
  const group = groupAround(rows, row);
  const opened = group === undefined ? form.opened : new Set([...form.opened, group]);
  return withSheet({ ...toFields(form), opened }, { focus: row.id });
}

/** The group that a row has to be unfolded from. */
function groupAround(rows: readonly Row[], row: Row): GroupId | undefined {
  if (row.depth === 0) return undefined;
  const head = rows.slice(0, rows.indexOf(row)).findLast(({ depth }) => depth === 0);
  return head?.control === 'group' ? head.group : undefined;
}

function scrolled(form: FormState, by: number): FormState {
  if (form.cover?.cover === 'help')
    return { ...form, cover: { ...form.cover, top: scrolledTo(form.cover.top, by) } };
  return form.view.view === 'review'
    ? { ...form, view: { ...form.view, top: scrolledTo(form.view.top, by) } }
    : form;
}

/** Where the content ends depends on the size of the screen: `clampedTo` knows. */
function scrolledTo(top: number, by: number): number {
  return Math.max(0, top + by);
}

function back(form: FormState): FormStep {
  if (form.cover !== undefined) return { form: { ...form, cover: undefined } };
  switch (form.view.view) {
    case 'review':
      return { form: toFields(form) };
    case 'entry':
      return { form: isEntryChanged(form.view.entry) ? asked(form) : toFields(form) };
    case 'fields':
      return isChanged(form) ? { form: asked(form) } : { form, result: { result: 'cancelled' } };
  }
}

function asked(form: FormState): FormState {
  return { ...form, cover: { cover: 'discard' } };
}

function toFields(form: FormState): FormState {
  return { ...form, view: { view: 'fields' }, cover: undefined };
}
