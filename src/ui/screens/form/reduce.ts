import { fieldOf } from '../../../backends/index.ts';
import type { NewSecret } from '../../../profile/keychain-entries.ts';
import { clamp } from '../../scroll.ts';
import { type Draft, secretsIn } from './draft.ts';
import { cleared, cycled, keptInFile, openEntry, withExample, withReference } from './edit.ts';
import { entryFieldValue, entryText, isEntryChanged } from './entry.ts';
import { changeOf, derive, isChanged, type ProfileChange } from './model.ts';
import { pathsOf } from './problems.ts';
import { pathOf, rowToFix } from './row.ts';
import {
  type AfterSaving,
  type EntryEditor,
  type FormAction,
  type FormState,
  scrollTop,
  sheetOf,
  withField,
  withSheet,
  withTop,
} from './state.ts';
import { type FieldValue, fieldValue, typed } from './value.ts';

type FormResult =
  | { readonly result: 'cancelled' }
  | {
      readonly result: 'save';
      readonly change: ProfileChange;
      readonly secrets: readonly NewSecret[];
      readonly next: AfterSaving | undefined;
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
      return saved(form, action.next);
    case 'keep':
      return { form: keptInFile(form) };
    case 'correct':
      return { form: corrected(form) };
    case 'fix':
      return { form: fixing(form) };
    case 'scroll':
      // Where the content ends depends on the size of the screen: `clampedForm` knows.
      return { form: withTop(form, Math.max(0, scrollTop(form) + action.by)) };
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
  const { rows, row: left } = derive(form);
  if (left === undefined) return form;
  const row = rows[clamp(rows.indexOf(left) + by, 0, rows.length - 1)] ?? left;
  const { visited } = sheetOf(form);
  const path = pathOf(left);
  return withSheet(form, {
    focus: row.id,
    visited: path === undefined || path === pathOf(row) ? visited : new Set([...visited, path]),
  });
}

function folded(form: FormState, open: boolean | undefined): FormState {
  const { row } = derive(form);
  if (row?.control !== 'group') return form;
  const opened = new Set(form.opened);
  if (open ?? !row.open) opened.add(row.group);
  else opened.delete(row.group);
  return { ...form, opened };
}

/** The form without the focused entry; the focus goes to what stands in its place. */
function removeEntry(form: FormState): FormState {
  const { rows, row } = derive(form);
  if (row?.control !== 'entry' && row?.control !== 'stray') return form;
  const { path } = row;
  const field = fieldOf(form.backend, path);
  const next = withField(form, path, field === undefined ? undefined : fieldValue(field, undefined));
  return withSheet(next, { focus: derive(next).rows[rows.indexOf(row)]?.id ?? 'done' });
}

/** The form with the edited entry taken over; with what is wrong shown, when something is. */
function takeEntry(typed: FormState): FormState {
  const form = withReference(typed);
  if (form.view.view !== 'entry') return form;
  const { entry } = form.view;
  const { rows, sheetProblems } = derive(form);
  const [problem] = sheetProblems;
  if (problem !== undefined) {
    const row = rowToFix(rows, problem.path);
    const visited = new Set(entry.sheet.values.keys());
    return withSheet(form, { visited, focus: row?.id ?? entry.sheet.focus });
  }
  const path = `${entry.group}.${entryText(entry, 'name')}`;
  const sheet = { ...form.sheet, values: withEntry(form.sheet.values, entry, path), focus: path };
  return { ...form, view: { view: 'fields' }, sheet };
}

/** An entry that has another name now stays in its place. */
function withEntry(values: Draft, entry: EntryEditor, path: string): Draft {
  const taken = entryFieldValue(entry);
  const replaced = [...values].map(([each, held]) =>
    each === entry.path ? ([path, taken] as const) : ([each, held] as const),
  );
  return new Map([...replaced, [path, taken]]);
}

/** An entry that is being edited is taken first; what is wrong with it keeps the editor open. */
function reviewed(form: FormState): FormState {
  const taken = takeEntry(form);
  return taken.view.view === 'entry' ? taken : { ...taken, reviewed: true, view: { view: 'review', top: 0 } };
}

function saved(form: FormState, next: AfterSaving | undefined): FormStep {
  if (derive(form).canSave !== 'yes') return { form };
  const secrets = secretsIn(form.sheet.values);
  return { form, result: { result: 'save', change: changeOf(form), secrets, next } };
}

function corrected(form: FormState): FormState {
  const { corrections, row } = derive(form);
  const path = row === undefined ? undefined : pathOf(row);
  return [...corrections]
    .filter(([each]) => form.view.view === 'review' || each === path)
    .reduce((held, [each, text]) => withCorrection(held, each, text), form);
}

/** The form with what a field should rather hold. Of a credential only the name of its variable changes. */
export function withCorrection(form: FormState, path: string, text: string): FormState {
  const held = sheetOf(form).values.get(path);
  const instead: FieldValue =
    held?.kind === 'source'
      ? { ...held, texts: { ...held.texts, env: typed(text.replace(/^env:/, '')) } }
      : { kind: 'text', typed: typed(text) };
  return withField(form, path, instead);
}

function fixing(form: FormState): FormState {
  const { problems, fields } = derive(form);
  const [problem] = problems;
  const [path] = problem === undefined ? [] : pathsOf(problem.path);
  const row = rowToFix(fields, path);
  if (row === undefined) return toFields(form);
  const opened = row.within === undefined ? form.opened : new Set([...form.opened, row.within]);
  return withSheet({ ...toFields(form), opened }, { focus: row.id });
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
