import chalk from 'chalk';
import { Text, Transform, useCursor } from 'ink';
import type { ReactNode } from 'react';
import type { Frame, Size } from './frame.ts';
import type { Line, StyleName } from './lines.ts';
import { rowsOf } from './rows.ts';

/**
 * Only the sixteen colours of the terminal’s own palette and no backgrounds, so that light and dark terminals both
 * are readable. Nothing is told by a style alone: every state has a symbol or a word too.
 */
const theme: { readonly [Style in StyleName]: (text: string) => string } = {
  title: chalk.bold,
  dim: chalk.dim,
  good: chalk.green,
  warn: chalk.yellow,
  bad: chalk.red,
  accent: chalk.cyan,
  selected: chalk.bold.cyan,
  key: chalk.bold,
  field: chalk.underline,
};

/**
 * A frame on the terminal. It is measured already, so Ink gets blank lines to lay out, and each row as what takes the
 * place of one: a node for every span would double what a frame costs (measured: 39 and 70 ms of the first one), and a
 * text with the rows in it would be measured, cleaned and taken apart twice.
 */
export function Screen({ frame, size }: { readonly frame: Frame; readonly size: Size }): ReactNode {
  const { setCursorPosition } = useCursor();
  setCursorPosition(frame.cursor);
  const rows = rowsOf(frame, size).map(paint);
  return (
    <Transform transform={(_, index) => rows[index] ?? ''}>
      <Text>{rows.map(() => ' ').join('\n')}</Text>
    </Transform>
  );
}

function paint(line: Line): string {
  return line.map(({ text, style }) => (style === undefined ? text : theme[style](text))).join('');
}
