import type { Cell } from '../../test/pty/support/cells.ts';
import { pathOf } from './boxes.ts';
import { paintOf } from './colours.ts';

/** Cells of one row that are drawn as one text. */
export type Run = {
  readonly column: number;
  readonly width: number;
  readonly text: string;
  readonly cell: Cell;
};

const someBox = { x: 0, y: 0, width: 1, height: 1 };

/**
 * The texts of a row. Words in one style are one run, so that they can be read and searched. Whatever a monospace
 * font may lack, such as symbols and wide characters, stands alone, so that it moves nothing else.
 */
export function runsOf(row: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  for (const [column, cell] of row.entries()) {
    if (isBlank(cell) || isBox(cell)) continue;
    const last = runs.at(-1);
    const gap = last === undefined ? 0 : column - last.column - last.width;
    if (
      last !== undefined &&
      gap <= 1 &&
      isPlainText(last.text) &&
      isPlainText(cell.text) &&
      alike(last.cell, cell)
    ) {
      const text = `${last.text}${' '.repeat(gap)}${cell.text}`;
      runs[runs.length - 1] = { ...last, text, width: last.width + gap + 1 };
    } else runs.push({ column, width: cell.width, text: cell.text, cell });
  }
  return runs;
}

/** Stretches of a row with the same value, without those that have none. */
export function stretchesOf<Value extends string>(
  row: readonly Cell[],
  get: (cell: Cell) => Value | undefined,
): { readonly column: number; readonly width: number; readonly value: Value }[] {
  const stretches: { column: number; width: number; value: Value }[] = [];
  for (const [column, cell] of row.entries()) {
    const value = get(cell);
    if (value === undefined) continue;
    const last = stretches.at(-1);
    if (last?.value === value && last.column + last.width === column) last.width++;
    else stretches.push({ column, width: 1, value });
  }
  return stretches;
}

export function isBox({ text }: Cell): boolean {
  return pathOf(text, someBox) !== undefined;
}

function isBlank({ text }: Cell): boolean {
  return text.trim() === '';
}

/** Letters and the usual punctuation. */
function isPlainText(text: string): boolean {
  return /^[\u0020-\u02ff\u0370-\u052f\u2010-\u2027]*$/.test(text);
}

function alike(one: Cell, other: Cell): boolean {
  return paintOf(one).text === paintOf(other).text && one.bold === other.bold && one.italic === other.italic;
}
