import { isUnlikelyName, looksLikeKey } from '../../../base/key-looks.ts';
import { type TextField, textField } from '../../components/text-field.ts';
import { newSecret, noSource, type SourceCell, textOfSource } from './cell.ts';
import { withCell } from './choose.ts';
import { namePath } from './draft.ts';
import { meantReference } from './entry-problems.ts';
import { isSuspiciousText } from './hides.ts';
import { beneath, entryNameRow, type Row } from './row.ts';
import { isReferenceKind, referenceKinds, type Source, splitReference } from './sources.ts';
import { type FormState, sheetOf, withSheet } from './state.ts';
import { retyped, typed } from './typed.ts';

/** What a key or a paste does to a text. */
export type Edit = {
  /** Undefined: nothing. */
  readonly apply: (field: TextField) => TextField | undefined;
  /** What is put in at once; a key that belongs to nothing before it is still recognised. */
  readonly piece: string;
};

/** The form with the text of a field edited. */
export function inText(form: FormState, { path }: Extract<Row, { control: 'text' }>, edit: Edit): FormState {
  const cell = sheetOf(form).cells.get(path);
  if (cell?.cell !== 'text') return form;
  const field = edit.apply(cell.typed.field);
  if (field === undefined) return form;
  const suspicious = (text: string) => suspicionAt(path)(text) || isSuspiciousText(edit.piece);
  return withCell(form, path, { cell: 'text', typed: retyped(cell.typed, field, suspicious) });
}

/** Nobody thinks up a scrambled name; a model or a project may have one. */
function suspicionAt(path: string): (text: string) => boolean {
  return path === namePath || path === 'name' ? isUnlikelyName : isSuspiciousText;
}

/** The form with the text of a source edited. Where a whole reference stands then, its kind is understood. */
export function inSource(
  form: FormState,
  row: Pick<Extract<Row, { control: 'written' }>, 'path' | 'sources'>,
  edit: Edit,
): FormState {
  const cell = sheetOf(form).cells.get(row.path);
  if (cell?.cell !== 'source') return form;
  const before = textOfSource(cell);
  const field = edit.apply(before.field);
  if (field === undefined) return form;
  const { source, texts } = cell;
  const write = (to: Source, text: SourceCell['texts']) => {
    const next = withCell(form, row.path, { ...cell, source: to, texts: { ...texts, ...text } });
    if (to === source || (to !== 'keychain' && source !== 'keychain')) return next;
    // Other rows stand beneath it now; what is being typed goes on.
    return withSheet(next, { focus: to === 'keychain' ? entryNameRow(row.path) : beneath(row.path) });
  };
  const emptied = before.field.text !== '' && field.text === '';
  if (cell.passing && emptied && newSecret(cell) === '' && row.sources.includes('none')) {
    const none = withCell(form, row.path, { ...noSource, texts: { ...texts, [source]: typed() } });
    return withSheet(none, { focus: row.path });
  }
  const suspicious = (to: Source) => (text: string) => suspicionOf(to)(text) || looksLikeKey(edit.piece);
  const split = isReferenceKind(source) ? splitReference(field.text) : undefined;
  if (split === undefined || !row.sources.includes(split.kind))
    return withReference(write(source, { [source]: retyped(before, field, suspicious(source)) }));
  const { kind, rest } = split;
  const other = retyped({ ...typed(), hidden: before.hidden }, textField(rest), suspicious(kind));
  return write(kind, { [source]: typed(), [kind]: other });
}

/** The form with the plain value of an entry taken as the reference that it has to be, when it reads like one. */
export function withReference(form: FormState): FormState {
  if (form.view.view !== 'entry') return form;
  const cell = sheetOf(form).cells.get('value');
  const split = meantReference(form.backend, form.view.entry);
  if (cell?.cell !== 'source' || split === undefined) return form;
  const { kind, rest } = split;
  const { hidden } = textOfSource(cell);
  const written = retyped({ ...typed(), hidden }, textField(rest), suspicionOf(kind));
  const texts = { ...cell.texts, [cell.source]: typed(), [kind]: written };
  return withCell(form, 'value', { ...cell, source: kind, texts });
}

function suspicionOf(source: Source): (text: string) => boolean {
  return isReferenceKind(source) ? referenceKinds[source].suspicious : looksLikeKey;
}
