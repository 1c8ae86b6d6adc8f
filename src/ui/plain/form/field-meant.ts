import { openGroupOf } from '../../../backends/profile.ts';
import { newEntry } from '../../screens/form/entry.ts';
import { openGroupNames } from '../../screens/form/row.ts';
import type { EntryForm, FormState } from '../../screens/form/state.ts';
import { namesMeant, notMeant, placeMeant } from '../choose.ts';
import { keyProblem, withText } from './entry-cells.ts';
import { type FieldRow, fieldRowsOf, nameOf } from './row-words.ts';

/** A field of the form, a new entry of an open group, or why the word means neither. */
export type FieldMeant =
  | { readonly row: FieldRow }
  | { readonly entry: EntryForm }
  | { readonly problem: string };

/** The field that a number, a name or its unambiguous beginning means. */
export function fieldMeant(form: FormState, word: string): FieldMeant {
  const rows = fieldRowsOf(form);
  const place = placeMeant(word);
  if (place !== undefined) {
    const row = rows[place];
    return row === undefined ? { problem: `The numbers go from 1 to ${rows.length}.` } : { row };
  }
  const found = namesMeant(word, rows.map(nameOf));
  const row = rows.find(each => nameOf(each) === found[0]);
  if (row !== undefined && found.length === 1) return { row };
  return (
    newMeant(form, word) ?? { problem: notMeant(found, 'There is no such field. Type fields to hear them.') }
  );
}

/** `headers.x-team` where there is no such header yet. */
function newMeant(form: FormState, word: string): FieldMeant | undefined {
  const open = openGroupOf(word);
  if (open === undefined || open.key === '' || !openGroupNames(form.backend).includes(open.group))
    return undefined;
  const entry = withText(newEntry(open.group), 'name', open.key);
  const problem = keyProblem(form, entry);
  return problem === undefined ? { entry } : { problem };
}
