import type { Entry } from '../../entries.ts';
import { filtered } from '../../entries.ts';
import { paneFrame, paneRows, type Size, twoPanes } from '../../frame.ts';
import type { State } from '../../state.ts';
import { bottomOf } from './bottom.ts';

/** Where the parts of the picker are. */
export type Layout = {
  /** The widths of the panes with their borders; 0: not shown. */
  readonly list: number;
  readonly detail: number;
  /** Lines inside a pane. */
  readonly rows: number;
};

export function layoutOf(state: State): Layout {
  const { size, picker } = state;
  const rows = paneRows(size, bottomOf(state).length);
  if (size.columns < twoPanes)
    return picker.focus === 'list'
      ? { list: size.columns, detail: 0, rows }
      : { list: 0, detail: size.columns, rows };
  const list = listWidth(size);
  return { list, detail: size.columns - list, rows };
}

function listWidth({ columns }: Size): number {
  return Math.min(40, Math.floor(columns * 0.36));
}

/** The room for text inside a pane. */
export function inside(width: number): number {
  return Math.max(1, width - paneFrame.columns);
}

export function visibleEntries({ entries, picker }: Pick<State, 'entries' | 'picker'>): readonly Entry[] {
  return filtered(entries, picker.filter.text);
}

/** The entry under the cursor: the chosen one, or the first when that is filtered out. */
export function entryUnderCursor(state: State): Entry | undefined {
  const visible = visibleEntries(state);
  return visible.find(({ name }) => name === state.picker.chosen) ?? visible[0];
}
