import type { ReadStream } from 'node:tty';
import { emptyLine, feed } from './hidden-line.ts';

type HiddenStreams = {
  readonly input: ReadStream;
  readonly output: { write(text: string): unknown };
};

/** So that a terminal says where a paste begins and ends. */
const bracketedPaste = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;

/** What ends cgw from outside, and must leave the terminal as it was. */
const endings = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/**
 * Asks for a credential on a terminal that echoes nothing, until there is one line that is not empty.
 * @returns undefined when the user left by Ctrl-C or Ctrl-D, or the terminal has gone
 */
export async function askHidden(question: string, streams: HiddenStreams): Promise<string | undefined> {
  for (;;) {
    const reading = readHidden(streams);
    // Only now is nothing echoed any more: who sees the question may answer at once.
    streams.output.write(`${question} (not shown): `);
    const answer = await reading;
    streams.output.write('\n');
    if (answer.came === 'interrupt') return undefined;
    if (answer.came === 'end' && answer.text !== '') return answer.text;
    streams.output.write(
      answer.came === 'end'
        ? 'Nothing was entered.\n'
        : 'These were several lines, and a credential is one: nothing was taken.\n',
    );
  }
}

/** How the reading of a hidden line ended. */
type Answer = Exclude<ReturnType<typeof feed>, { came: 'more' }>;

/** Reads one line without echo; the terminal is raw from the call on, and as it was when the line has come. */
export function readHidden({ input, output }: HiddenStreams): Promise<Answer> {
  return new Promise(resolve => {
    const decoder = new TextDecoder();
    let line = emptyLine;
    const restore = () => {
      input.off('data', read).off('end', leave).off('error', leave).off('close', leave);
      for (const signal of endings) process.off(signal, endBy);
      output.write(bracketedPaste.off);
      input.setRawMode(false);
      input.pause();
    };
    const finish = (answer: Answer) => {
      restore();
      resolve(answer);
    };
    const leave = () => finish({ came: 'interrupt' });
    const endBy = (signal: NodeJS.Signals) => {
      restore();
      output.write('\n');
      // Now that nobody listens any more, the signal does what it does.
      process.kill(process.pid, signal);
    };
    const read = (bytes: Uint8Array) => {
      const typed = feed(line, decoder.decode(bytes, { stream: true }));
      if (typed.came === 'more') line = typed.line;
      else finish(typed);
    };
    for (const signal of endings) process.on(signal, endBy);
    input.on('data', read).on('end', leave).on('error', leave).on('close', leave);
    input.setRawMode(true);
    output.write(bracketedPaste.on);
    input.resume();
  });
}
