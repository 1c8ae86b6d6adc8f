import { openSync } from 'node:fs';
import { isatty, ReadStream, WriteStream } from 'node:tty';
import type { Environment } from '../base/io.ts';
import { usualSize } from '../base/page.ts';
import type { Size } from './frame.ts';
import { type MouseReport, noInput, overdue, readInput } from './mouse-input.ts';

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

/** After Esc, so long for the rest of a sequence: as Ink has it. */
const restMs = 20;

/**
 * The keys of a terminal whose mouse is switched on. Its reports go to `onReport`, each in its turn among the keys, and to
 * nobody else; Esc to `onEscape`, once it is clear that it begins nothing.
 */
export function withoutMouse(
  input: ReadStream,
  onReport: (report: MouseReport) => void,
  onEscape: () => void,
): ReadStream {
  let state = noInput;
  let pieces: (string | MouseReport)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    const { state: next, isEscape } = overdue(state);
    state = next;
    if (isEscape) onEscape();
  };
  const read = (): string | null => {
    for (;;) {
      const piece = pieces.shift();
      if (typeof piece === 'string') return piece;
      if (piece !== undefined) onReport(piece);
      else {
        const chunk: unknown = input.read();
        if (chunk === null) break;
        const next = readInput(state, String(chunk));
        state = next.state;
        pieces = [...next.pieces];
      }
    }
    clearTimeout(timer);
    if (state.held !== '') timer = setTimeout(wait, restMs);
    return null;
  };
  return new Proxy(input, {
    get: (target, key) => {
      if (key === 'read') return read;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
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
