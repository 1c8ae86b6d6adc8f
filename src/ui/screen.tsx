import { Text, Transform, useCursor } from 'ink';
import type { ReactNode } from 'react';
import { painted } from '../base/theme.ts';
import type { Frame, Size } from './frame.ts';
import { rowsOf } from './rows.ts';

type Props = { readonly frame: Frame; readonly size: Size; readonly colours: boolean };

/**
 * A frame on the terminal. It is measured already, so Ink gets blank lines to lay out, and each row as what takes the
 * place of one: a node for every span would double what a frame costs (measured: 39 and 70 ms of the first one), and a
 * text with the rows in it would be measured, cleaned and taken apart twice.
 */
export function Screen({ frame, size, colours }: Props): ReactNode {
  const { setCursorPosition } = useCursor();
  setCursorPosition(frame.cursor);
  const rows = rowsOf(frame, size).map(row => painted(row, colours));
  return (
    <Transform transform={(_, index) => rows[index] ?? ''}>
      <Text>{rows.map(() => ' ').join('\n')}</Text>
    </Transform>
  );
}
