import { createInterface, type Interface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { safeText } from '../../base/terminal-text.ts';
import { readHidden } from '../../secrets/hidden-prompt.ts';

/** Where the conversation takes place: any two streams, so that it needs no terminal. */
export type PlainStreams = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
};

/** A line that was typed, or how it came that there is none. */
export type Answer = { readonly line: string } | { readonly none: 'end' | 'interrupted' };

/** Questions and answers, line by line. Lines that come before anybody asks wait their turn. */
export class PlainConsole {
  readonly #streams: PlainStreams;
  readonly #gone: () => void;
  #lines: Interface;
  readonly #waiting: string[] = [];
  #wake = () => {};
  #asking = false;
  #ended = false;

  /** @param gone is called when a stream breaks: the terminal has gone. */
  constructor(streams: PlainStreams, gone: () => void) {
    this.#streams = streams;
    this.#gone = gone;
    streams.output.on('error', gone);
    this.#lines = this.#listen();
  }

  /** Prints a line, unless the conversation is over. */
  say(text: string): void {
    if (!this.#ended) this.#streams.output.write(`${safeText(text)}\n`);
  }

  /** Prints a question and waits for the answer. */
  async ask(text: string): Promise<Answer> {
    // After the end there is nobody to talk to, even if a change is still under way.
    if (this.#ended && this.#waiting.length === 0) return { none: 'end' };
    this.#streams.output.write(safeText(text));
    this.#asking = true;
    while (this.#waiting.length === 0 && !this.#ended)
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    const line = this.#waiting.shift();
    this.#asking = line === undefined;
    return line === undefined ? { none: 'end' } : { line };
  }

  /** The same without echo, where a terminal would echo. */
  async askHidden(text: string): Promise<Answer> {
    const { input, output } = this.#streams;
    if (!isTerminal(input) || this.#waiting.length > 0 || this.#ended) return this.ask(text);
    this.#deafen();
    this.#asking = true;
    for (;;) {
      // Plain mode sends no escape sequences, so none of the marks for a paste either.
      const typed = await readHidden({ input, output: { write: () => {} } }, () =>
        output.write(safeText(text)),
      );
      output.write('\n');
      if (typed.came === 'several lines') {
        output.write('Those were several lines; a credential is one. Nothing of it was taken.\n');
        continue;
      }
      this.#asking = false;
      this.#lines = this.#listen();
      return typed.came === 'end' ? { line: typed.text } : { none: 'interrupted' };
    }
  }

  /** Leaves the streams to the program that comes next. */
  release(): void {
    // A question that nobody answered still stands on its line.
    if (this.#asking) this.#streams.output.write('\n');
    this.#asking = false;
    this.#waiting.length = 0;
    this.#lines.close();
    this.#streams.input.pause();
  }

  #listen(): Interface {
    // Without `terminal` the terminal itself echoes and edits the line, and Ctrl-C stays a signal.
    const lines = createInterface({ input: this.#streams.input, terminal: false });
    return lines.on('error', this.#gone).on('line', this.#received).on('close', this.#closed);
  }

  /** What is typed now goes to somebody else. */
  #deafen(): void {
    this.#lines.off('line', this.#received).off('close', this.#closed).close();
  }

  readonly #received = (line: string) => {
    this.#waiting.push(line);
    this.#wake();
  };

  readonly #closed = () => {
    this.#ended = true;
    this.#wake();
  };
}

function isTerminal(input: NodeJS.ReadableStream): input is ReadStream {
  return 'isTTY' in input && input.isTTY === true;
}
