import { type Line, line, type Span, styled } from '../../base/lines.ts';
import { type Frame, wholeLine } from '../frame.ts';
import { type Binding, footerLine, type Move } from '../keys.ts';
import { clamp, keepVisible } from '../scroll.ts';

/** A page on which one of several things is chosen. */
export type Chooser<Action> = {
  /** What the first row of the screen says. */
  readonly heading: string;
  readonly title: string;
  readonly columns: number;
  readonly before: readonly Line[];
  /** The choices, each in one line or several. */
  readonly choices: readonly (readonly Line[])[];
  readonly index: number;
  /** The line of the choices that the page begins with, moved if the chosen one would not be seen. */
  readonly top: number;
  /** How many lines of the choices are shown. */
  readonly room: number;
  readonly after: readonly Line[];
  readonly bindings: readonly Binding<Action>[];
};

const page = 10;

/** The choice that a move leads to. */
export function movedIndex(index: number, { type, by }: Move, count: number): number {
  return clamp(index + (type === 'page' ? by * page : by), 0, Math.max(0, count - 1));
}

export function chooserFrame<Action>(chooser: Chooser<Action>): Frame {
  const { heading, title, columns, before, choices, index, room, after, bindings } = chooser;
  const first = choices.slice(0, index).reduce((sum, choice) => sum + choice.length, 0);
  const last = first + (choices[index]?.length ?? 1) - 1;
  const lines = choices.flat();
  const top = keepVisible(keepVisible(chooser.top, last, room, lines.length), first, room, lines.length);
  return {
    top: line(styled('title', ' cgw'), `   ${heading}`),
    panes: [
      {
        title,
        width: columns,
        focused: true,
        lines: [...before, ...lines.slice(top, top + room), ...after],
        spots: () => [
          ...before.map(() => []),
          ...choices.flatMap((choice, at) => choice.map(() => wholeLine(at))).slice(top, top + room),
        ],
      },
    ],
    bottom: [footerLine(bindings, columns)],
  };
}

/** The name of a choice, with the sign of the one under the cursor. */
export function choiceName(name: string, under: boolean): Span[] {
  return under ? [styled('selected', '❯ '), styled('selected', name)] : [{ text: '  ' }, { text: name }];
}
