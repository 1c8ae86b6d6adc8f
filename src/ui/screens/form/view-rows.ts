import { fit, type Line, line, pad, type Span, styled, widthOf } from '../../../base/lines.ts';
import { mask } from '../../../base/redaction.ts';
import { visible } from '../../../base/terminal-text.ts';
import { type Spot, wholeLine } from '../../frame.ts';
import { dots, windowAround } from '../../text-field.ts';
import { shownName, withAccount } from './draft.ts';
import { mustHide } from './hidden.ts';
import { hidesEntryValue } from './problems.ts';
import { pathOf, type Row } from './row.ts';
import { sourceLabel } from './sources.ts';
import { type FormState, sheetOf } from './state.ts';
import {
  type FieldValue,
  optionLabel,
  type SourceValue,
  type TypedText,
  textOfSource,
  typedIn,
  valueText,
} from './value.ts';

/** The rows that fit, the focused one among them, and where its text cursor stands. */
export type List = {
  readonly lines: readonly Line[];
  readonly cursor?: { readonly column: number; readonly line: number };
  /** What each line stands for: a row by its index. */
  readonly spots: () => readonly (readonly Spot[])[];
};

/** What stands before the label: the focus, and a mark for what is wrong. */
const markWidth = 4;

type ListRoom = {
  /** The width of the labels. */
  readonly label: number;
  readonly width: number;
  /** The first row that is shown, and how many are. */
  readonly top: number;
  readonly height: number;
};

export function listOf(
  form: FormState,
  rows: readonly Row[],
  focused: Row | undefined,
  wrong: ReadonlySet<string>,
  { label, width, top, height }: ListRoom,
): List {
  const index = focused === undefined ? 0 : rows.indexOf(focused);
  const room = Math.max(1, width - markWidth - label - 2);
  const drawn = rows.slice(top, top + height).map(row => {
    const { spans, column } = shownValue(form, row, row === focused, room);
    const bad = wrong.has(row.control === 'group' ? row.id : (pathOf(row) ?? ''));
    const head = [
      ...marks(row === focused, bad),
      ...pad(labelOf(row, row === focused, valueless(row) ? width - markWidth : label), label),
    ];
    return { line: [...head, { text: '  ' }, ...spans], column };
  });
  const column = drawn[index - top]?.column;
  return {
    lines: drawn.map(each => fit(each.line, width)),
    spots: () => drawn.map((_, at) => wholeLine(top + at)),
    ...(column === undefined
      ? {}
      : { cursor: { column: markWidth + label + 2 + column, line: index - top } }),
  };
}

function marks(focused: boolean, bad: boolean): Span[] {
  return [focused ? styled('selected', '❯ ') : { text: '  ' }, bad ? styled('bad', '! ') : { text: '  ' }];
}

/** `*` is a field that has to be filled; the sign stays when the label is cut. */
function labelOf(row: Row, focused: boolean, width = Number.POSITIVE_INFINITY): Line {
  const text = `${'  '.repeat(row.depth)}${signOf(row)}${visible(row.label)}`;
  const sign = row.required ? ' *' : '';
  return [...fit(line(focused ? styled('selected', text) : text), width - sign.length), { text: sign }];
}

function signOf(row: Row): string {
  switch (row.control) {
    case 'group':
      return row.open ? '▾ ' : '▸ ';
    case 'add':
      return '+ ';
    case 'done':
      return '→ ';
    default:
      return '';
  }
}

/** As wide as the labels that have values beside them, but never at the cost of these. */
export function labelWidth(rows: readonly Row[], width: number): number {
  const widths = rows.filter(row => !valueless(row)).map(row => widthOf(labelOf(row, false)));
  return Math.min(Math.max(8, ...widths), Math.floor(width * 0.4));
}

function valueless({ control }: Row): boolean {
  return control === 'done' || control === 'add';
}

/** What a row shows beside its label, and the column of its text cursor. */
type ShownValue = { readonly spans: Line; readonly column?: number };

function shownValue(form: FormState, row: Row, focused: boolean, width: number): ShownValue {
  const { spans, column } = valueOfRow(form, row, focused, width);
  return { spans: fit(spans, width), ...(column === undefined ? {} : { column }) };
}

function valueOfRow(form: FormState, row: Row, focused: boolean, width: number): ShownValue {
  const held = 'path' in row ? sheetOf(form).values.get(row.path) : undefined;
  switch (row.control) {
    case 'text':
    case 'sourceText': {
      const typed = typedIn(held);
      if (typed === undefined) return { spans: [] };
      const empty =
        held?.kind === 'source' && held.source === 'keychain' ? 'one of its own' : placeholder(row);
      return textValue(typed, isHidden(form, row, held), empty, focused, width);
    }
    case 'secret':
      return held?.kind === 'source' ? secretValue(held, focused, width) : { spans: [] };
    case 'option':
      return chosenValue(optionLabel(held?.kind === 'option' ? held.value : undefined), focused);
    case 'source':
      return chosenValue(held?.kind === 'source' ? sourceLabel(held.source) : '', focused);
    case 'entry':
      return { spans: entryValueSpans(form, row, held) };
    case 'stray':
      return { spans: line(styled('dim', 'not a field here')) };
    case 'group':
      return { spans: line(styled('dim', row.count === 0 ? 'none set' : `${row.count} set`)) };
    case 'add':
    case 'done':
      return { spans: [] };
  }
}

/** The plain value of an entry is hidden for the sake of its name too. */
export function isHidden({ backend, view }: FormState, row: Row, held: FieldValue | undefined): boolean {
  if (held === undefined || !('path' in row)) return false;
  if (view.view === 'entry' && row.path === 'value') return hidesEntryValue(backend, view.entry);
  return mustHide(backend, row.path, held);
}

/** What stands in an empty field. */
function placeholder({ required, example }: Row): string {
  if (example !== undefined) return `e.g. ${example}`;
  return required ? 'required' : 'not set';
}

/** A credential that is typed is seen as dots; one that is in the keychain already is not looked at. */
function secretValue(held: SourceValue, focused: boolean, width: number): ShownValue {
  const isHeld = textOfSource(held).field.text !== '';
  const empty = isHeld ? 'kept as it is; type a new one to replace it' : 'type or paste it: it is not shown';
  return textValue({ field: held.secret }, true, empty, focused, width);
}

function textValue(
  { field }: Pick<TypedText, 'field'>,
  hidden: boolean,
  empty: string,
  focused: boolean,
  width: number,
): ShownValue {
  const text = hidden ? dots(field.text) : visible(field.text);
  if (text === '') return { spans: line(styled('dim', empty)), ...(focused ? { column: 0 } : {}) };
  if (!focused) return { spans: line(text) };
  const { text: part, column } = windowAround(text, field.cursor, width);
  return { spans: line(styled('field', part)), column };
}

/** One of several: while it is focused, marks show that it can be changed. */
function chosenValue(label: string, focused: boolean): ShownValue {
  const span: Span = label === 'not set' ? styled('dim', label) : { text: label };
  return { spans: focused ? line(styled('accent', '‹ '), span, styled('accent', ' ›')) : line(span) };
}

function entryValueSpans(form: FormState, row: Row, held: FieldValue | undefined): Line {
  if (held?.kind !== 'open') return line(styled('dim', placeholder(row)));
  if (isHidden(form, row, held)) return line(mask);
  const value = withAccount(held.value, held, shownName(form.sheet.values), pathOf(row) ?? '');
  return value === '' ? line(styled('dim', '(empty)')) : line(valueText(value));
}
