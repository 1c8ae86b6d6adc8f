import { openSync } from 'node:fs';
import { isatty, ReadStream, WriteStream } from 'node:tty';

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
