import type { Cell } from './cell.ts';
import { currentRow } from './current.ts';
import { type FormState, sheetOf, withSheet } from './state.ts';

/** The focused row with its next possibility, or the one before; past the end it begins again. */
export function cycled(form: FormState, by: 1 | -1): FormState {
  const row = currentRow(form);
  if (row?.control !== 'option' && row?.control !== 'source') return form;
  const cell = sheetOf(form).cells.get(row.path);
  if (row.control === 'option' && cell?.cell === 'option')
    return withCell(form, row.path, { ...cell, value: after(row.options, cell.value, by) });
  if (row.control === 'source' && cell?.cell === 'source')
    return withCell(form, row.path, {
      ...cell,
      source: after(row.sources, cell.source, by) ?? 'none',
      chosen: true,
      passing: false,
    });
  return form;
}

function after<Each>(all: readonly Each[], one: Each, by: number): Each | undefined {
  return all[(all.indexOf(one) + by + all.length) % all.length];
}

/** Not set any more; the texts of a source stay for the case that it was a slip. */
export function cleared(form: FormState): FormState {
  const row = currentRow(form);
  if (row?.control === 'option') return withCell(form, row.path, { cell: 'option', value: undefined });
  const cell = row?.control === 'source' ? sheetOf(form).cells.get(row.path) : undefined;
  if (row?.control !== 'source' || cell?.cell !== 'source' || !row.sources.includes('none')) return form;
  return withCell(form, row.path, { ...cell, source: 'none', chosen: true, passing: false });
}

export function withCell(form: FormState, path: string, cell: Cell): FormState {
  return withSheet(form, { cells: new Map([...sheetOf(form).cells, [path, cell]]) });
}
