import { cleanEnvironment, program } from '../../support/cgw.ts';
import type { Home } from '../../support/home.ts';
import { isDefault } from '../../support/tier.ts';
import { until } from '../../support/until.ts';
import { type Cell, type Style, styleOf } from './cells.ts';
import { type Cursor, Emulator, type Size } from './emulator.ts';
import { bytesOf, pasteOf } from './keys.ts';
import { type Modes, newModes, termiosOf } from './modes.ts';
import { isBusy, killSession } from './processes.ts';

export type TerminalOptions = {
  readonly home: Home;
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
  readonly columns?: number;
  readonly rows?: number;
};

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | number | null };

/** A text that the screen holds (rows are joined by newlines), a pattern of it, or anything else about it. */
export type Wanted = string | RegExp | ((screen: string) => boolean);

/** After a key, a program that has not said anything for so long has nothing to say. */
const answeredMs = 40;

/** Between two keys a program gets so long for its first byte: two that arrive as one may mean something else. */
const firstByteMs = 1000;

/** A program that is busy for longer than that is not about to answer. */
const busyLimitMs = 30_000;

/** A program that is told to end is given so long. */
const endsInMs = 60_000;

/** Screens that live for a few keys: compiling them for speed is a third of what they cost. */
const unoptimized = isDefault ? { BUN_JSC_useDFGJIT: '0' } : {};

const open = new Set<Terminal>();

/** Ends what is still running on every terminal. */
export async function endTerminals(): Promise<void> {
  await Promise.all([...open].map(terminal => terminal.end()));
}

/**
 * A program on a terminal of its own, which it controls, with an emulator that reads every byte.
 * `await using terminal = …` ends it with the block; `setUpTerminals` ends what a test file left.
 */
export class Terminal implements AsyncDisposable {
  /** The modes before the program. */
  readonly before: Modes = newModes();
  readonly #child: Bun.Subprocess;
  readonly #pty: Bun.Terminal;
  readonly #exit: Promise<Exit>;
  readonly #emulator: Emulator;
  readonly #chunks: Uint8Array[] = [];
  readonly #news = new Set<() => void>();
  #parsed = Promise.resolve();
  #lastBytes = 0;
  #ended = false;

  constructor(words: readonly string[], { home, env, cwd, columns = 80, rows = 24 }: TerminalOptions) {
    this.#emulator = new Emulator({ columns, rows }, answer => {
      if (!this.#ended && !this.#pty.closed) this.#pty.write(answer);
    });
    const drained = Promise.withResolvers<void>();
    this.#child = Bun.spawn([...words], {
      cwd: cwd ?? home.path,
      // No CI in there, which Ink takes for the lack of a terminal.
      env: cleanEnvironment(home, { TERM: 'xterm-256color', LANG: 'C.UTF-8', CGW_PAGER: '', ...env }),
      // The options and not a `Bun.Terminal`: with that, Bun 1.4.5 starts no session, and a shell has no job control.
      terminal: {
        cols: columns,
        rows,
        data: (_, bytes) => this.#received(bytes.slice()),
        exit: () => drained.resolve(),
      },
    });
    const { terminal } = this.#child;
    if (terminal === undefined) throw new Error(`${words[0]} was started without a terminal`);
    this.#pty = terminal;
    this.#exit = this.#wait(drained.promise);
    open.add(this);
  }

  /** The executable under test. */
  static cgw(args: readonly string[], { env, ...options }: TerminalOptions): Terminal {
    return new Terminal([program, ...args], { ...options, env: { ...unoptimized, ...env } });
  }

  /**
   * Done when the program has ended and its last words are on the screen.
   * @throws with the screen drawn, when it does not end in a minute
   */
  get exit(): Promise<Exit> {
    const late = Promise.withResolvers<Exit>();
    const timer = setTimeout(
      () => late.reject(new Error(`the program has not ended\n${this.drawn()}`)),
      endsInMs,
    );
    return Promise.race([this.#exit, late.promise]).finally(() => clearTimeout(timer));
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** The visible rows, without the blanks at their ends. */
  screen(): string[] {
    return this.#emulator.screen();
  }

  /** The visible rows as one text, without the empty ones at the end. */
  text(): string {
    return this.screen().join('\n').trimEnd();
  }

  /** What the main screen shows and what was scrolled out of it, even while the alternate one is shown. */
  mainText(): string {
    return this.#emulator.mainRows().join('\n').trimEnd();
  }

  cells(): Cell[][] {
    return this.#emulator.cells();
  }

  /** The cells of the first place on the screen where a text is; throws where it is not. */
  cellsOf(text: string): Cell[] {
    for (const row of this.cells()) {
      // The screen as text has other indices than the screen as cells.
      const starts: number[] = [];
      const line = row.reduce((all, cell, column) => {
        const shown = cell.text === '' && cell.width > 0 ? ' ' : cell.text;
        for (const _ of shown) starts.push(column);
        return all + shown;
      }, '');
      const index = line.indexOf(text);
      if (index < 0) continue;
      const characters = (upTo: number) => [...line.slice(0, upTo)].length;
      return row.slice(starts[characters(index)], starts[characters(index + text.length)]);
    }
    throw new Error(`not on the screen: ${JSON.stringify(text)}\n${this.drawn()}`);
  }

  /** The style in which a text is shown: that of its first cell. */
  styleOf(text: string): Style {
    const [first] = this.cellsOf(text);
    if (first === undefined) throw new Error('an empty text has no style');
    return styleOf(first);
  }

  size(): Size {
    return this.#emulator.size();
  }

  cursor(): Cursor {
    return this.#emulator.cursor();
  }

  isAlternate(): boolean {
    return this.#emulator.isAlternate();
  }

  /** The termios flags of now and what the emulator has been switched to. */
  modes(): Modes {
    return { termios: termiosOf(this.#pty), changes: this.#emulator.changes() };
  }

  get titles(): readonly string[] {
    return this.#emulator.titles;
  }

  /** What was put into the clipboard (OSC 52), oldest first. */
  get clipboard(): readonly string[] {
    return this.#emulator.clipboard;
  }

  /** Every byte that came, escape sequences included. */
  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  /** The same as text. */
  output(): string {
    return new TextDecoder().decode(this.bytes());
  }

  /** Sends bytes as they are, at once. */
  write(bytes: string): void {
    this.#pty.write(bytes);
  }

  /**
   * Presses keys (`down`, `enter`, `ctrl+c`, `a`) one after the other and lets the program answer each. What a slow
   * machine may take longer for is to be awaited with `waitFor`.
   */
  async press(...keys: readonly string[]): Promise<void> {
    for (const [index, key] of keys.entries()) {
      // Not before it waits for a key: some lose a signal that comes while they draw.
      await this.settled(0, 2000);
      this.write(bytesOf(key, this.#emulator.isApplicationCursorKeys()));
      // The kernel may hand a key on late, while the program sleeps as if it had answered.
      if (index < keys.length - 1) await this.nextBytes(firstByteMs);
      await this.settled(answeredMs);
    }
  }

  /** Types a text so fast that it arrives in one piece. */
  async type(text: string): Promise<void> {
    this.write(text);
    await this.settled(answeredMs);
  }

  /** Pastes a text, bracketed if the program asked for that. */
  async paste(text: string): Promise<void> {
    this.write(pasteOf(text, this.#emulator.isBracketedPaste()));
    await this.settled(answeredMs);
  }

  /** The window gets another size; the kernel tells the program (SIGWINCH). */
  async resize(columns: number, rows: number): Promise<void> {
    // What was drawn for the old size belongs on the old one.
    await this.#parsed;
    this.#emulator.resize({ columns, rows });
    this.#pty.resize(columns, rows);
  }

  /** Sends a signal to the program alone; Ctrl-C and Ctrl-Z, which go to all of a job, are keys. */
  signal(name: NodeJS.Signals): void {
    process.kill(this.pid, name);
  }

  /** The window is closed: the kernel sends SIGHUP. */
  close(): void {
    this.#pty.close();
  }

  /** Ends the program and what it started, however that is. */
  async end(): Promise<void> {
    open.delete(this);
    this.close();
    await until('nobody is left of the session', () => killSession(this.pid));
    await this.#exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  /**
   * Waits until the screen shows something, looking whenever bytes have come and no frame is half drawn.
   * @returns the screen as text
   * @throws with the screen drawn, when the time is over or the program has ended
   */
  async waitFor(wanted: Wanted, { timeout = 60_000 }: { readonly timeout?: number } = {}): Promise<string> {
    const deadline = performance.now() + timeout;
    for (;;) {
      const ended = this.#ended;
      if (!this.#emulator.isDrawing()) {
        const text = this.text();
        if (shows(text, wanted)) return text;
      }
      const left = deadline - performance.now();
      if (ended || left <= 0) {
        const why = ended ? 'the program has ended and there was never' : `${timeout} ms have passed without`;
        throw new Error(
          `${why} ${wanted instanceof RegExp ? wanted : JSON.stringify(String(wanted))}\n${this.drawn()}`,
        );
      }
      await this.#untilNews(left);
      await this.#parsed;
    }
  }

  /**
   * Waits until no bytes have come for a while, and until the program and what it has started wait for something
   * themselves: on a machine with much to do, silence alone may be that of a program whose turn has not come.
   */
  async settled(quietMs = 60, busyMs = busyLimitMs): Promise<void> {
    const start = performance.now();
    const limit = start + busyMs;
    for (;;) {
      const now = performance.now();
      const left = Math.max(start, this.#lastBytes) + quietMs - now;
      if (left <= 0 && (now > limit || !isBusy(this.pid))) return this.#parsed;
      await Bun.sleep(Math.max(left, 5));
    }
  }

  /** Waits for the next bytes and says when they came (`performance.now()`); undefined when none did. */
  async nextBytes(timeout = 60_000): Promise<number | undefined> {
    const count = this.#chunks.length;
    const deadline = performance.now() + timeout;
    while (this.#chunks.length === count) {
      const left = deadline - performance.now();
      if (this.#ended || left <= 0) return undefined;
      await this.#untilNews(left);
    }
    return this.#lastBytes;
  }

  /** The screen as a picture for an error message. */
  drawn(): string {
    const { columns, rows } = this.size();
    const { column, row, visible } = this.cursor();
    const facts = [
      `${columns}×${rows}`,
      this.isAlternate() ? 'alternate screen' : 'main screen',
      visible ? `cursor in row ${row}, column ${column}` : 'no cursor',
    ];
    const lines = this.screen().map(line => `│${line}`);
    return [`┌ ${facts.join(', ')}`, ...lines, '└'].join('\n');
  }

  protected get emulator(): Emulator {
    return this.#emulator;
  }

  #received(bytes: Uint8Array): void {
    this.#lastBytes = performance.now();
    this.#chunks.push(bytes);
    this.#parsed = this.#emulator.write(bytes);
    this.#tell();
    void this.#parsed.then(() => this.#tell());
  }

  async #wait(drained: Promise<void>): Promise<Exit> {
    await this.#child.exited;
    // Its last words may still be on their way. What it left running keeps the terminal open.
    await Promise.race([drained, this.settled()]);
    await this.#parsed;
    this.#ended = true;
    this.#tell();
    return { code: this.#child.exitCode, signal: this.#child.signalCode };
  }

  #untilNews(timeout: number): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer);
        this.#news.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeout);
      this.#news.add(done);
    });
  }

  #tell(): void {
    for (const done of [...this.#news]) done();
  }
}

function shows(text: string, wanted: Wanted): boolean {
  if (typeof wanted === 'string') return text.includes(wanted);
  return wanted instanceof RegExp ? text.search(wanted) >= 0 : wanted(text);
}
