import { createInterface } from 'node:readline';
import { exitCode, UserError } from './errors.ts';
import type { Io } from './io.ts';

/**
 * Asks on the terminal of stdin. Enter is yes; what is neither yes nor no is asked about again.
 * @returns undefined when the terminal has gone, or at Ctrl-D.
 */
export function askYesNo(question: string, io: Io): Promise<boolean | undefined> {
  return askLine(
    () => `${question} [Y/n] `,
    io,
    line => {
      if (/^\s*(y(es)?)?\s*$/i.test(line)) return true;
      return /^\s*no?\s*$/i.test(line) ? false : undefined;
    },
  );
}

/** Whether somebody can be asked. */
export function canAsk({ isTerminal }: Pick<Io, 'isTerminal'>): boolean {
  return isTerminal('in') && isTerminal('err');
}

/** Asks on the terminal, where there is one; anything but yes is no. */
export async function confirm(question: string, io: Io): Promise<boolean> {
  if (!canAsk(io)) {
    io.err('cgw: there is no terminal to ask in; --yes does it without asking\n');
    return false;
  }
  return (
    (await askLine(
      () => `${question} [y/N] `,
      io,
      line => /^\s*y(es)?\s*$/i.test(line),
    )) ?? false
  );
}

/**
 * Asks for consent with everything that it is about once more: it was said among much else, perhaps screens ago.
 * @param refusal what is said where nobody can be asked
 * @throws UserError (3) then
 */
export async function askConsent(
  question: string,
  marked: readonly string[],
  io: Io,
  refusal: { readonly message: string; readonly remedy: string },
): Promise<boolean> {
  io.err(marked.map(each => `! ${each}\n`).join(''));
  if (!canAsk(io)) throw new UserError(exitCode.invalid, refusal.message, refusal.remedy);
  return confirm(question, io);
}

/**
 * Asks on the terminal of stdin until a line says something.
 * @param prompt what stands before the next line
 * @param meant undefined: the line says nothing yet, and the prompt comes again
 * @returns undefined when the terminal has gone, or at Ctrl-D.
 */
export async function askLine<Answer>(
  prompt: () => string,
  io: Io,
  meant: (line: string) => Answer | undefined,
): Promise<Answer | undefined> {
  // No `terminal`: the terminal itself echoes and edits the line, and Ctrl-C ends cgw as usual.
  const lines = createInterface({ input: process.stdin, terminal: false });
  try {
    io.err(prompt());
    for await (const line of lines) {
      const answer = meant(line);
      if (answer !== undefined) return answer;
      io.err(prompt());
    }
    // Ctrl-D leaves the question standing on the line.
    io.err('\n');
    return undefined;
  } finally {
    lines.close();
  }
}
