import { filtered, type PickerRow } from '../../picker-rows.ts';
import type { State } from '../../state.ts';

export function visibleRows({ rows, picker }: Pick<State, 'rows' | 'picker'>): readonly PickerRow[] {
  return filtered(rows, picker.filter.text).rows;
}

/** The row under the cursor: the chosen one, or the first when that is filtered out. */
export function rowUnderCursor(state: Pick<State, 'rows' | 'picker'>): PickerRow | undefined {
  const visible = visibleRows(state);
  return visible.find(({ name }) => name === state.picker.chosen) ?? visible[0];
}
