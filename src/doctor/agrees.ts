import { createInterface } from 'node:readline';
import type { Io } from '../base/io.ts';

/** Asks on the terminal, where there is one; anything but yes is no. */
export async function agrees(question: string, io: Io): Promise<boolean> {
  if (!io.isTerminal('in') || !io.isTerminal('err')) {
    io.err('cgw: there is no terminal to ask in; --yes does it without asking\n');
    return false;
  }
  io.err(`${question} [y/N] `);
  // No `terminal`: the terminal itself echoes and edits the line, and Ctrl-C ends cgw as usual.
  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) {
    lines.close();
    return /^\s*y(es)?\s*$/i.test(line);
  }
  // Ctrl-D leaves the question standing on the line.
  io.err('\n');
  return false;
}
