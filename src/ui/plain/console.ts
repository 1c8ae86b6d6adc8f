import { createInterface } from 'node:readline';

/** Where the conversation takes place: any two streams, so that it needs no terminal. */
export type PlainStreams = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
};

/** Questions and answers, line by line. Lines that come before anybody asks wait their turn. */
export class PlainConsole {
  readonly #streams: PlainStreams;
  // Without `terminal` the terminal itself echoes and edits the line, and Ctrl-C stays a signal.
  readonly #lines;
  readonly #waiting: string[] = [];
  #wake = () => {};
  #asking = false;
  #ended = false;

  /** @param gone is called when a stream breaks: the terminal has gone. */
  constructor(streams: PlainStreams, gone: () => void) {
    this.#streams = streams;
    streams.output.on('error', gone);
    this.#lines = createInterface({ input: streams.input, terminal: false });
    this.#lines.on('error', gone);
    this.#lines.on('line', line => {
      this.#waiting.push(line);
      this.#wake();
    });
    this.#lines.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Prints a question and waits for the answer; undefined when no line comes any more. */
  async ask(text: string): Promise<string | undefined> {
    // After the end there is nobody to talk to, even if a change is still under way.
    if (this.#ended && this.#waiting.length === 0) return undefined;
    this.#streams.output.write(text);
    this.#asking = true;
    while (this.#waiting.length === 0 && !this.#ended)
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    const line = this.#waiting.shift();
    this.#asking = line === undefined;
    return line;
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
}
