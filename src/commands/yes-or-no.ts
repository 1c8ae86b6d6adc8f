import { createInterface } from 'node:readline';
import type { Io } from '../base/io.ts';

/** Asks on the terminal of stdin; Enter is yes. @returns undefined when the terminal has gone, or at Ctrl-D */
export async function isYes(question: string, io: Io): Promise<boolean | undefined> {
  // No `terminal`: the terminal itself echoes and edits the line, and Ctrl-C ends cgw as usual.
  const lines = createInterface({ input: process.stdin, terminal: false });
  try {
    io.err(`${question} [Y/n] `);
    for await (const line of lines) {
      if (/^\s*(y(es)?)?\s*$/i.test(line)) return true;
      if (/^\s*no?\s*$/i.test(line)) return false;
      io.err(`${question} [Y/n] `);
    }
    io.err('\n');
    return undefined;
  } finally {
    lines.close();
  }
}
