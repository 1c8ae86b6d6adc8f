import { entryRows } from './entry.ts';
import { entryExample } from './example.ts';
import { focusedRow, formRows } from './fields.ts';
import type { Row } from './row.ts';
import { type FormState, sheetOf } from './state.ts';

/** The rows that the arrows go through. */
export function currentRows(form: FormState): Row[] {
  const { view, purpose, keychain } = form;
  if (view.view !== 'entry') return formRows(form);
  const { path } = view.entry;
  const fill = purpose.form === 'add' && path !== undefined ? purpose.preset.fill?.[path] : undefined;
  return entryRows(view.entry, keychain, fill === undefined ? undefined : entryExample(fill).text);
}

/** The row that has the keys. */
export function currentRow(form: FormState): Row | undefined {
  return focusedRow(currentRows(form), sheetOf(form).focus);
}
