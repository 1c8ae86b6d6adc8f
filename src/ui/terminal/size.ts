import type { WriteStream } from 'node:tty';
import type { Size } from '../frame.ts';

/** The size of a terminal; one that does not know its own (a serial line) is taken for the usual. */
export function sizeOf({ columns, rows }: Pick<WriteStream, 'columns' | 'rows'>): Size {
  return { columns: columns || 80, rows: rows || 24 };
}
