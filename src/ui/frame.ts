import type { Line } from '../base/lines.ts';

export type Size = { readonly columns: number; readonly rows: number };

/** A bordered part of the screen. Lines beyond its height are cut: scrolling is the screen’s own affair. */
export type Pane = {
  readonly title: string;
  /** With its border. */
  readonly width: number;
  readonly focused: boolean;
  readonly lines: readonly Line[];
};

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

/** Below this, cgw only says that it needs more room. */
export const smallest: Size = { columns: 40, rows: 10 };

/** Below this many columns only one pane is shown. */
export const twoPanes = 70;

/** From this many columns on there is a third one for what a feature costs and why. */
export const threePanes = 150;

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < smallest.columns || rows < smallest.rows;
}
