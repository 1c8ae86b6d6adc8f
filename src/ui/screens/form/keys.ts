import type { Binding } from '../../keys.ts';
import type { FormAction } from './actions.ts';
import { typedIn } from './cell.ts';
import { currentRow } from './current.ts';
import { back, help, review } from './keys/common.ts';
import { discardKeys, helpKeys, scrollKeys } from './keys/pages.ts';
import { reviewKeys } from './keys/review.ts';
import { enterKeys, exampleKeys, extraKeys, moveKeys } from './keys/rows.ts';
import { canSave } from './review.ts';
import type { Row } from './row.ts';
import { type FormState, sheetOf } from './state.ts';

/** The keys that do something just now; in a row that is typed in, all others type. */
export function formBindings(form: FormState): readonly Binding<FormAction>[] {
  if (form.cover?.cover === 'discard') return discardKeys;
  if (form.cover?.cover === 'help') return [...scrollKeys, ...helpKeys];
  if (form.view.view === 'review')
    return [...reviewKeys[canSave(form)], ...scrollKeys, help, back('back to the fields')];
  const row = currentRow(form);
  const extra = isEmpty(form, row) ? exampleKeys : extraKeys(row);
  const entry = form.view.view === 'entry';
  const leave = entry
    ? back('back to the fields without it')
    : back('leave; asks when something was changed');
  return [...enterKeys(row, entry), review, help, ...extra, ...moveKeys, leave];
}

/** Whether a row waits for a text and has an example of one. */
function isEmpty(form: FormState, row: Row | undefined): boolean {
  if (row?.example === undefined || (row.control !== 'text' && row.control !== 'written')) return false;
  return typedIn(sheetOf(form).cells.get(row.path))?.field.text === '';
}
