import { mask } from '../../../text.ts';
import { dotted, visible, windowAround } from '../../components/window.ts';
import { fit, type Line, line, type Span, styled } from '../../lines.ts';
import { type Cell, typedIn } from './cell.ts';
import { hidesEntryValue } from './entry-problems.ts';
import { optionLabel } from './field-rows.ts';
import { hides } from './hides.ts';
import type { Row } from './row.ts';
import { sourceLabel } from './sources.ts';
import { type FormState, sheetOf } from './state.ts';
import type { Typed } from './typed.ts';
import { valueText } from './value-text.ts';

/** What a row shows beside its label, and the cell on which its text cursor stands. */
export type ShownValue = { readonly spans: Line; readonly column?: number };

export function shownValue(form: FormState, row: Row, focused: boolean, width: number): ShownValue {
  const { spans, column } = valueOfRow(form, row, focused, width);
  return { spans: fit(spans, width), ...(column === undefined ? {} : { column }) };
}

function valueOfRow(form: FormState, row: Row, focused: boolean, width: number): ShownValue {
  const cell = 'path' in row ? sheetOf(form).cells.get(row.path) : undefined;
  switch (row.control) {
    case 'text':
    case 'written': {
      const typed = typedIn(cell);
      if (typed === undefined) return { spans: [] };
      return textValue(typed, isHidden(form, row, cell), placeholder(row), focused, width);
    }
    case 'option':
      return chosenValue(optionLabel(cell?.cell === 'option' ? cell.value : undefined), focused);
    case 'source':
      return chosenValue(cell?.cell === 'source' ? sourceLabel(cell.source) : '', focused);
    case 'entry':
      return { spans: entryValueSpans(form, row, cell) };
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
export function isHidden({ backend, view }: FormState, row: Row, cell: Cell | undefined): boolean {
  if (cell === undefined || !('path' in row)) return false;
  if (view.view === 'entry' && row.path === 'value') return hidesEntryValue(backend, view.entry);
  return hides(backend, row.path, cell);
}

/** What stands in an empty field. */
function placeholder({ required, example }: Row): string {
  if (example !== undefined) return `e.g. ${example}`;
  return required ? 'required' : 'not set';
}

function textValue(
  { field }: Typed,
  hidden: boolean,
  empty: string,
  focused: boolean,
  width: number,
): ShownValue {
  const text = hidden ? dotted(field.text) : visible(field.text);
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

function entryValueSpans(form: FormState, row: Row, cell: Cell | undefined): Line {
  if (cell?.cell !== 'open') return line(styled('dim', placeholder(row)));
  if (isHidden(form, row, cell)) return line(mask);
  return cell.value === '' ? line(styled('dim', '(empty)')) : line(valueText(cell.value));
}
