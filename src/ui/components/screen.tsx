import { Box, Text, useCursor } from 'ink';
import type { ReactNode } from 'react';
import type { Frame, Size } from '../frame.ts';
import type { Line } from '../lines.ts';
import { rowsOf } from '../rows.ts';
import { theme } from '../theme.ts';

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
