import { openSync } from 'node:fs';
import { isatty, ReadStream, WriteStream } from 'node:tty';
import type { Environment } from '../base/io.ts';
import { usualSize } from '../base/page.ts';
import type { Size } from './frame.ts';
/** The terminal to draw on and to read keys from, whatever stdin, stdout and stderr are. */
export type Streams = { readonly input: ReadStream; readonly output: WriteStream };

/**
 * stderr if that is a terminal, so that stdout stays free for what is printed; else the terminal of the session.
 * @returns undefined where there is none.
 */
export function terminalStreams(): Streams | undefined {
  const input = isatty(0) ? process.stdin : sessionTerminal(descriptor => new ReadStream(descriptor));
  const output = isatty(2) ? process.stderr : sessionTerminal(descriptor => new WriteStream(descriptor));
  return input === undefined || output === undefined ? undefined : { input, output };
}

function sessionTerminal<Stream>(open: (descriptor: number) => Stream): Stream | undefined {
  try {
    return open(openSync('/dev/tty', 'r+'));
  } catch {
    return undefined;
  }
}

/** The size of a terminal; one that does not know its own is taken for the usual. */
export function sizeOf({ columns, rows }: Pick<WriteStream, 'columns' | 'rows'>): Size {
  return { columns: columns || usualSize.columns, rows: rows || usualSize.rows };
}

/**
 * What a terminal takes to put a text into the clipboard (OSC 52), also from another machine. tmux and screen need
 * it wrapped to pass it on; which of both ways tmux takes is a matter of its settings, so it is given both.
 */
export function clipboardSequence(text: string, { TMUX, STY }: Environment): string {
  const plain = `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;
  if (TMUX) return `${plain}\u001bPtmux;${plain.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
  return STY ? `\u001bP${plain}\u001b\\` : plain;
}
