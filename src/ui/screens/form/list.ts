import { visible } from '../../../base/terminal-text.ts';
import { fit, type Line, line, pad, type Span, styled, widthOf } from '../../lines.ts';
import { clamp } from '../../scroll.ts';
import { pathOf, type Row } from './row.ts';
import type { FormState } from './state.ts';
import { shownValue } from './value.ts';

/** The rows that fit, the focused one among them, and where its text cursor stands. */
export type List = {
  readonly lines: readonly Line[];
  readonly cursor?: { readonly column: number; readonly line: number };
};

/** What stands before the label: the focus, and a mark for what is wrong. */
const markWidth = 4;

export function listOf(
  form: FormState,
  rows: readonly Row[],
  focused: Row | undefined,
  wrong: ReadonlySet<string>,
  { label, width, height }: { readonly label: number; readonly width: number; readonly height: number },
): List {
  const index = focused === undefined ? 0 : rows.indexOf(focused);
  const top = clamp(index - Math.floor(height / 2), 0, Math.max(0, rows.length - height));
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
