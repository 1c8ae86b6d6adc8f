import { editText, insertText } from '../../components/text-field.ts';
import { isText, type Press } from '../../press.ts';
import { noSource } from './cell.ts';
import { withCell } from './choose.ts';
import { currentRow } from './current.ts';
import { openEntry } from './entries.ts';
import { beneath as beneathOf, type Row } from './row.ts';
import { inSecret } from './secret.ts';
import { splitReference, takesText, wholeReference } from './sources.ts';
import { type FormState, sheetOf, withSheet } from './state.ts';
import { typed } from './typed.ts';
import { type Edit, inSource, inText } from './write.ts';

/** The form with a key typed into the focused row. */
export function withPress(form: FormState, press: Press): FormState {
  return edited(form, { apply: field => editText(field, press), piece: isText(press) ? press : '' });
}

/** The form with a text pasted into the focused row; a whole reference takes the place of the one that is there. */
export function withPaste(form: FormState, text: string): FormState {
  if (!isTypedIn(form)) return form;
  const row = currentRow(form);
  const path = row !== undefined && 'path' in row ? row.path : '';
  const cell = sheetOf(form).cells.get(path);
  const whole =
    cell?.cell === 'source' &&
    cell.source !== 'plain' &&
    (cell.source === 'keychain' ? wholeReference : splitReference)(text) !== undefined;
  const ready = whole
    ? withCell(form, path, { ...cell, texts: { ...cell.texts, [cell.source]: typed() } })
    : form;
  return edited(ready, pasting(text));
}

/** The form with the example put into the focused empty row, to be kept or changed. */
export function withExample(form: FormState): FormState {
  const example = currentRow(form)?.example;
  return example === undefined ? form : edited(form, pasting(example));
}

function pasting(piece: string): Edit {
  return { apply: field => insertText(field, piece), piece };
}

function isTypedIn({ cover, view }: FormState): boolean {
  return cover === undefined && view.view !== 'review';
}

/** What puts a text in also goes on to the row that takes it; what only moves or takes away does not. */
function edited(form: FormState, edit: Edit): FormState {
  if (!isTypedIn(form)) return form;
  const row = currentRow(form);
  switch (row?.control) {
    case 'text':
      return inText(form, row, edit);
    case 'written':
      return inSource(form, row, edit);
    case 'secret':
      return inSecret(form, row, edit);
    case 'source':
      return edit.piece === '' ? form : beneath(form, row, edit);
    case 'entry':
    case 'add':
      return edit.piece === '' ? form : edited(openEntry(form), edit);
    default:
      return form;
  }
}

/** Typing on the row of the source goes to the row beneath; without a source it begins with the first kind. */
function beneath(form: FormState, row: Extract<Row, { control: 'source' }>, edit: Edit): FormState {
  const cell = sheetOf(form).cells.get(row.path);
  if (cell?.cell !== 'source') return form;
  const source = cell.source === 'none' ? row.sources.find(takesText) : cell.source;
  if (source === undefined || !takesText(source)) return form;
  // Without a source nothing is there to go on with, whatever was tried before.
  const { secret } = noSource;
  const texts = { ...cell.texts, [source]: typed() };
  const fresh = { source, chosen: false, passing: true, texts, secret };
  const ready = cell.source === 'none' ? withCell(form, row.path, { ...cell, ...fresh }) : form;
  return edited(withSheet(ready, { focus: beneathOf(row.path) }), edit);
}
