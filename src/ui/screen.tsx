import chalk from 'chalk';
import { Box, Text, useCursor } from 'ink';
import type { ReactNode } from 'react';
import type { Frame, Size } from './frame.ts';
import type { Line, StyleName } from './lines.ts';
import { rowsOf } from './rows.ts';

/**
 * Only the sixteen colours of the terminal’s own palette and no backgrounds, so that light and dark terminals both
 * are readable. Nothing is told by a style alone: every state has a symbol or a word too.
 */
export const theme: { readonly [Style in StyleName]: (text: string) => string } = {
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
 * A frame on the terminal. It is measured already, so that it is one piece of text: a node for every span would
 * double what a frame costs (measured: 39 and 70 ms of the first one).
 */
export function Screen({ frame, size }: { readonly frame: Frame; readonly size: Size }): ReactNode {
  const { setCursorPosition } = useCursor();
  setCursorPosition(frame.cursor);
  // Ink and Bun count the width of some scripts differently: with room to spare Ink breaks no row.
  return (
    <Box width={size.columns * 2} flexShrink={0}>
      <Text>{rowsOf(frame, size).map(paint).join('\n')}</Text>
    </Box>
  );
}

function paint(line: Line): string {
  return line.map(({ text, style }) => (style === undefined ? text : theme[style](text))).join('');
}
