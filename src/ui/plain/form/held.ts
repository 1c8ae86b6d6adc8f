import { entriesOf } from '../../../backends/profile.ts';
import { type Assignments, assign } from '../../../profile/assignments.ts';
import { draftOf, namePath, profileOf, shownProfile } from '../../screens/form/draft.ts';
import { type FormState, withSheet } from '../../screens/form/state.ts';
import { type Cell, noSource, typed, valueText } from '../../screens/form/value.ts';
import { textField } from '../../text-field.ts';
import { unmasked } from '../words.ts';

/** The form after a question, and what to say about the answer. */
export type Asked = { readonly form: FormState; readonly say: readonly string[] };

/** The form with one field changed, by the rules of `--set`, `--secret` and `--unset`. */
export function assigned(form: FormState, path: string, change: Partial<Assignments>): FormState {
  const profile = assign(profileOf(form.backend, form.sheet.cells), {
    set: [],
    secret: [],
    unset: [],
    ...change,
  });
  return withCell(form, path, draftOf(profile).get(path));
}

/** The form with a credential for the keychain: for the entry that the field has, else for one of its own. */
export function withSecret(form: FormState, path: string, secret: string): FormState {
  const held = form.sheet.cells.get(path);
  const cell = held?.cell === 'source' ? held : noSource;
  return withCell(form, path, { ...cell, source: 'keychain', chosen: true, secret: textField(secret) });
}

export function withName(form: FormState, name: string): FormState {
  return withCell(form, namePath, { cell: 'text', typed: typed(name) });
}

/** Without a cell the field is gone: only an entry of an open group can be. */
export function withCell(form: FormState, path: string, cell: Cell | undefined): FormState {
  const cells = new Map(form.sheet.cells);
  if (cell === undefined) cells.delete(path);
  else cells.set(path, cell);
  return withSheet(form, { cells });
}

/** The value of a field in words; undefined when it is not set. */
export function heldText({ backend, sheet }: FormState, path: string): string | undefined {
  const entry = entriesOf(shownProfile(backend, sheet.cells)).find(each => each.path === path);
  return entry === undefined ? undefined : unmasked(valueText(entry.value));
}
