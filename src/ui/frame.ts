import type { Line } from '../base/lines.ts';

export type Size = { readonly columns: number; readonly rows: number };

/** A bordered part of the screen. Lines beyond its height are cut: scrolling is the screen’s own affair. */
export type Pane = {
  readonly title: string;
  /** With its border. */
  readonly width: number;
  readonly focused: boolean;
  readonly lines: readonly Line[];
  /** What can be clicked in each line; asked only when somebody does. */
  readonly spots?: () => readonly (readonly Spot[])[];
};

/** Something that can be clicked: from this column of its line on, a row by its index or anything else by its name. */
export type Spot = { readonly column: number; readonly target: Target };

export type Target = number | string;

/** One picture of the program, as data. */
export type Frame = {
  readonly top: Line;
  /** Side by side. */
  readonly panes: readonly Pane[];
  /** Status, prompt and keys. */
  readonly bottom: readonly Line[];
  /** Where the terminal’s cursor stands, counted from the top left; none while nothing is typed. */
  readonly cursor?: { readonly x: number; readonly y: number };
};

/** What a border and the blank beside it take from a pane. */
export const paneFrame = { columns: 4, rows: 2 } as const;

/** Where the first line of a pane begins. */
export const paneOrigin = { x: 2, y: 2 } as const;

/** The lines that fit into a pane of this frame. */
export function paneRows(size: Size, bottomRows: number): number {
  return Math.max(1, size.rows - 1 - bottomRows - paneFrame.rows);
}

/** What a cell of the screen stands for, if anything; undefined outside of the panes. */
export function hitAt(
  { panes, bottom }: Frame,
  size: Size,
  { x, y }: { readonly x: number; readonly y: number },
): { readonly target: Target | undefined } | undefined {
  const row = y - paneOrigin.y;
  if (row < 0 || row >= paneRows(size, bottom.length)) return undefined;
  let left = 0;
  const pane = panes.find(({ width }) => {
    left += width;
    return x < left;
  });
  if (pane === undefined) return undefined;
  const column = x - (left - pane.width) - paneOrigin.x;
  const isInside = column >= 0 && column < pane.width - paneFrame.columns;
  const spots = isInside ? pane.spots?.()[row] : undefined;
  return { target: spots?.findLast(spot => spot.column <= column)?.target };
}

/** The whole of a line stands for something. */
export function wholeLine(target: Target | undefined): readonly Spot[] {
  return target === undefined ? [] : [{ column: 0, target }];
}

/** Below this, cgw only says that it needs more room. */
export const smallest: Size = { columns: 40, rows: 10 };

/** Below this many columns only one pane is shown. */
export const twoPanes = 70;

/** From this many columns on there is a third one for what a feature costs and why. */
export const threePanes = 150;

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < smallest.columns || rows < smallest.rows;
}
