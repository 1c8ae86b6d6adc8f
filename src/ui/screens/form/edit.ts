import { fieldOf } from '../../../backends/index.ts';
import { isUnlikelyName, looksLikeKey } from '../../../base/key-looks.ts';
import { inHome } from '../../../profile/assignments.ts';
import { secretFile } from '../../../profile/secret-files.ts';
import { isText, type Press } from '../../press.ts';
import { editText, insertRaw, insertText, type TextField, textField } from '../../text-field.ts';
import { checkedName, namePath } from './draft.ts';
import { entryAt, newEntry } from './entry.ts';
import { isSuspiciousText } from './hidden.ts';
import { derive } from './model.ts';
import { meantReference } from './problems.ts';
import { keychainEntryRowId, pathOf, type Row, sourceTextRowId } from './row.ts';
import {
  isReferenceKind,
  referenceKinds,
  type Source,
  splitReference,
  takesText,
  wholeReference,
} from './sources.ts';
import { type FormState, sheetOf, withField, withSheet } from './state.ts';
import {
  type FieldValue,
  newSecret,
  noSource,
  retyped,
  type SourceValue,
  type TypedText,
  textOfSource,
  typed,
} from './value.ts';

/** What a key or a paste does to a text. */
type Edit = {
  /** Undefined: nothing. */
  readonly apply: (field: TextField) => TextField | undefined;
  /** What is put in at once; a key that belongs to nothing before it is still recognised. */
  readonly piece: string;
};

/** The form with a key typed into the focused row. */
export function withPress(form: FormState, press: Press): FormState {
  return edited(form, { apply: field => editText(field, press), piece: isText(press) ? press : '' });
}

/** The form with a text pasted into the focused row; a whole reference takes the place of the one that is there. */
export function withPaste(form: FormState, text: string): FormState {
  if (!isTypedIn(form)) return form;
  const { row } = derive(form);
  const path = row !== undefined && 'path' in row ? row.path : '';
  const held = sheetOf(form).values.get(path);
  const whole =
    held?.kind === 'source' &&
    held.source !== 'plain' &&
    (held.source === 'keychain' ? wholeReference : splitReference)(text) !== undefined;
  const ready = whole
    ? withField(form, path, { ...held, texts: { ...held.texts, [held.source]: typed() } })
    : form;
  return edited(ready, pasting(text));
}

/** The form with the example put into the focused empty row, to be kept or changed. */
export function withExample(form: FormState): FormState {
  const example = derive(form).row?.example;
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
  const { row } = derive(form);
  switch (row?.control) {
    case 'text':
      return inText(form, row, edit);
    case 'sourceText':
      return inSource(form, row, edit);
    case 'secret':
      return inSecret(form, row, edit);
    case 'source':
      return edit.piece === '' ? form : onSource(form, row, edit);
    case 'entry':
    case 'add':
      return edit.piece === '' ? form : edited(openEntry(form), edit);
    default:
      return form;
  }
}

/** Typing on the row of the source goes to the row beneath; without a source it begins with the first kind. */
function onSource(form: FormState, row: Extract<Row, { control: 'source' }>, edit: Edit): FormState {
  const held = sheetOf(form).values.get(row.path);
  if (held?.kind !== 'source') return form;
  const source = held.source === 'none' ? row.sources.find(takesText) : held.source;
  if (source === undefined || !takesText(source)) return form;
  // Without a source nothing is there to go on with, whatever was tried before.
  const { secret } = noSource;
  const texts = { ...held.texts, [source]: typed() };
  const fresh = { source, chosen: false, provisional: true, texts, secret };
  const ready = held.source === 'none' ? withField(form, row.path, { ...held, ...fresh }) : form;
  return edited(withSheet(ready, { focus: sourceTextRowId(row.path) }), edit);
}

/** The form with the text of a field edited. */
function inText(form: FormState, { path }: Extract<Row, { control: 'text' }>, edit: Edit): FormState {
  const held = sheetOf(form).values.get(path);
  if (held?.kind !== 'text') return form;
  const edited = edit.apply(held.typed.field);
  if (edited === undefined) return form;
  const whole = inHome(fieldOf(form.backend, path), edited.text, form.home);
  const field = whole === edited.text ? edited : textField(whole);
  const suspicious = (text: string) => suspicionAt(path)(text) || isSuspiciousText(edit.piece);
  return withField(form, path, { kind: 'text', typed: retyped(held.typed, field, suspicious) });
}

/** Nobody thinks up a scrambled name; a model or a project may have one. */
function suspicionAt(path: string): (text: string) => boolean {
  return path === namePath || path === 'name' ? isUnlikelyName : isSuspiciousText;
}

/** The form with the text of a source edited. Where a whole reference stands then, its kind is understood. */
function inSource(
  form: FormState,
  row: Pick<Extract<Row, { control: 'sourceText' }>, 'path' | 'sources'>,
  edit: Edit,
): FormState {
  const held = sheetOf(form).values.get(row.path);
  if (held?.kind !== 'source') return form;
  const before = textOfSource(held);
  const field = edit.apply(before.field);
  if (field === undefined) return form;
  const { source, texts } = held;
  const write = (to: Source, text: SourceValue['texts']) => {
    const next = withField(form, row.path, { ...held, source: to, texts: { ...texts, ...text } });
    if (to === source || (to !== 'keychain' && source !== 'keychain')) return next;
    // Other rows stand beneath it now; what is being typed goes on.
    return withSheet(next, {
      focus: to === 'keychain' ? keychainEntryRowId(row.path) : sourceTextRowId(row.path),
    });
  };
  const emptied = before.field.text !== '' && field.text === '';
  if (held.provisional && emptied && newSecret(held) === '' && row.sources.includes('none')) {
    const none = withField(form, row.path, { ...noSource, texts: { ...texts, [source]: typed() } });
    return withSheet(none, { focus: row.path });
  }
  const suspicious = (to: Source) => (text: string) => suspicionOf(to)(text) || looksLikeKey(edit.piece);
  const split = isReferenceKind(source) ? splitReference(field.text) : undefined;
  if (split === undefined || !row.sources.includes(split.kind))
    return withReference(write(source, { [source]: retyped(before, field, suspicious(source)) }));
  const { kind, rest } = split;
  return write(kind, { [source]: typed(), [kind]: rewritten(before, rest, suspicious(kind)) });
}

/** The form with the plain value of an entry taken as the reference that it has to be, when it reads like one. */
export function withReference(form: FormState): FormState {
  if (form.view.view !== 'entry') return form;
  const held = sheetOf(form).values.get('value');
  const split = meantReference(form.backend, form.view.entry);
  if (held?.kind !== 'source' || split === undefined) return form;
  const { kind, rest } = split;
  const written = rewritten(textOfSource(held), rest, suspicionOf(kind));
  const texts = { ...held.texts, [held.source]: typed(), [kind]: written };
  return withField(form, 'value', { ...held, source: kind, texts });
}

/** A text that goes on under another source, hidden when it was. */
function rewritten({ hidden }: TypedText, text: string, suspicious: (text: string) => boolean): TypedText {
  return retyped({ ...typed(), hidden }, textField(text), suspicious);
}

function suspicionOf(source: Source): (text: string) => boolean {
  return isReferenceKind(source) ? referenceKinds[source].suspicious : looksLikeKey;
}

/** The form with the credential edited that the keychain shall hold. A whole reference in one piece is no credential. */
function inSecret(form: FormState, row: Extract<Row, { control: 'secret' }>, edit: Edit): FormState {
  const { path, sources } = row;
  const held = sheetOf(form).values.get(path);
  if (held?.kind !== 'source') return form;
  if (wholeReference(edit.piece) !== undefined) return inSource(form, { path, sources }, edit);
  const secret = editedSecret(held.secret, edit);
  if (secret === undefined) return form;
  // What came with the first character goes with the last one.
  const isEmpty = secret.text === '' && textOfSource(held).field.text === '';
  if (held.provisional && isEmpty && sources.includes('none'))
    return withSheet(withField(form, path, { ...noSource, texts: held.texts }), { focus: path });
  return withField(form, path, { ...held, secret });
}

/** Nothing is dropped from a credential: one with a line break is refused, not mangled. */
function editedSecret(secret: TextField, { apply, piece }: Edit): TextField | undefined {
  return piece === '' ? apply(secret) : insertRaw(secret, piece.replaceAll(/\r\n?/g, '\n'));
}

/** The focused row with its next possibility, or the one before; past the end it begins again. */
export function cycled(form: FormState, by: 1 | -1): FormState {
  const { row } = derive(form);
  if (row?.control !== 'option' && row?.control !== 'source') return form;
  const held = sheetOf(form).values.get(row.path);
  if (row.control === 'option' && held?.kind === 'option')
    return withField(form, row.path, { ...held, value: after(row.options, held.value, by) });
  if (row.control === 'source' && held?.kind === 'source')
    return withField(form, row.path, {
      ...held,
      source: after(usableSources(form, row.sources, held.source), held.source, by) ?? 'none',
      chosen: true,
      provisional: false,
    });
  return form;
}

/** Where there is no keychain it is shown, and cannot be chosen. */
export function usableSources(
  { keychain }: FormState,
  sources: readonly Source[],
  held: Source,
): readonly Source[] {
  return keychain.missing === null ? sources : sources.filter(each => each !== 'keychain' || each === held);
}

function after<Each>(all: readonly Each[], one: Each, by: number): Each | undefined {
  return all[(all.indexOf(one) + by + all.length) % all.length];
}

/** What the focused row takes from a source, and the field that it is for. */
function heldInRow(form: FormState): { readonly path: string; readonly held: SourceValue } | undefined {
  const { row } = derive(form);
  const path = row === undefined ? undefined : pathOf(row);
  const held = path === undefined ? undefined : sheetOf(form).values.get(path);
  return path !== undefined && held?.kind === 'source' ? { path, held } : undefined;
}

/** The credential that is in the focused row, wherever it was typed; undefined where there is none. */
export function strayCredential(form: FormState): string | undefined {
  const { held } = heldInRow(form) ?? {};
  if (held === undefined || form.view.view === 'entry') return undefined;
  const { field, hidden } = textOfSource(held);
  if (held.source === 'keychain') return newSecret(held) === '' ? undefined : newSecret(held);
  return hidden && field.text !== '' ? field.text : undefined;
}

/** The form with that credential on its way into a file that only the user can read; where, is in its row. */
export function keptInFile(form: FormState): FormState {
  const secret = strayCredential(form);
  const { path, held } = heldInRow(form) ?? {};
  if (path === undefined || held === undefined || secret === undefined) return form;
  return withSheet(withField(form, path, inOwnFile(form, path, held, secret)), {
    focus: sourceTextRowId(path),
  });
}

/** A value whose credential goes into a file of cgw’s own. */
export function inOwnFile(
  form: FormState,
  path: string,
  held: FieldValue | undefined,
  secret: string,
): SourceValue {
  const source = held?.kind === 'source' ? held : noSource;
  const file = secretFile(form.keychain.folder, checkedName(sheetOf(form).values), path);
  return {
    ...source,
    source: 'file',
    chosen: true,
    provisional: false,
    // The credential does not stay where it was typed.
    texts: { ...source.texts, [source.source]: typed(), file: typed(file) },
    secret: textField(secret),
    secretFile: file,
  };
}

/** Not set any more; the texts of a source stay for the case that it was a slip. */
export function cleared(form: FormState): FormState {
  const { row } = derive(form);
  if (row?.control === 'option') return withField(form, row.path, { kind: 'option', value: undefined });
  const held = row?.control === 'source' ? sheetOf(form).values.get(row.path) : undefined;
  if (row?.control !== 'source' || held?.kind !== 'source' || !row.sources.includes('none')) return form;
  return withField(form, row.path, { ...held, source: 'none', chosen: true, provisional: false });
}

/** The form with the editor of the focused entry, or of a new one. */
export function openEntry(form: FormState): FormState {
  const { row } = derive(form);
  const entry =
    row?.control === 'add'
      ? newEntry(row.group)
      : row?.control === 'entry'
        ? entryAt(form, row.path)
        : undefined;
  return entry === undefined ? form : { ...form, view: { view: 'entry', entry } };
}
