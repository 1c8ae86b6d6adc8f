import { type Line, line, styled } from '../base/lines.ts';
import { type Frame, paneRows, type Size } from './frame.ts';
import { type Binding, footerLine, type Move } from './keys.ts';
import { clamp } from './scroll.ts';

/** A page that is read: more lines than the screen may show, and the keys under them. */
export type ScrollPage<Action> = {
  /** What the first row of the screen says. */
  readonly heading: string;
  readonly title: string;
  /** What stays above the lines: the heads of columns. */
  readonly head?: readonly Line[];
  readonly lines: readonly Line[];
  /** The first line that is shown. */
  readonly top: number;
  readonly bindings: readonly Binding<Action>[];
};

/**
 * The last line that a page may begin with.
 * @param head how many lines stay above
 */
export function lastTop(lines: readonly Line[], size: Size, head = 0): number {
  return Math.max(0, lines.length - pageRows(size, head));
}

function pageRows(size: Size, head: number): number {
  return Math.max(1, paneRows(size, 1) - head);
}

/** Where the page begins after a move. @param head as `lastTop` */
export function scrolled(
  top: number,
  { type, by }: Move,
  lines: readonly Line[],
  size: Size,
  head = 0,
): number {
  const page = Math.max(1, pageRows(size, head) - 1);
  return clamp(top + (type === 'page' ? by * page : by), 0, lastTop(lines, size, head));
}

export function scrollFrame<Action>(
  { heading, title, head = [], lines, top, bindings }: ScrollPage<Action>,
  size: Size,
): Frame {
  const rows = pageRows(size, head.length);
  const first = Math.min(top, lastTop(lines, size, head.length));
  const more = lines.length - first - rows;
  return {
    top: line(styled('title', ' cgw'), `   ${heading}`),
    panes: [
      {
        title: more > 0 ? `${title} (${more} more lines below)` : title,
        width: size.columns,
        focused: true,
        lines: [...head, ...lines.slice(first, first + rows)],
      },
    ],
    bottom: [footerLine(bindings, size.columns)],
  };
}
