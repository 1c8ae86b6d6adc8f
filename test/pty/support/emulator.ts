import { type IBuffer, Terminal as Xterm } from '@xterm/headless';
import { type Cell, cellOf } from './cells.ts';
import { KittyKeyboard } from './kitty.ts';
import { modernWidths } from './widths.ts';

export type Size = { readonly columns: number; readonly rows: number };

export type Cursor = { readonly column: number; readonly row: number; readonly visible: boolean };

/** What a terminal makes of the bytes of a program: a screen without a window. */
export class Emulator {
  /** Every title that was set, oldest first. */
  readonly titles: string[] = [];
  /** Every text that was put into the clipboard (OSC 52), oldest first. */
  readonly clipboard: string[] = [];
  readonly #xterm: Xterm;
  readonly #kitty: KittyKeyboard;
  #cursorVisible = true;
  #longReports = false;

  /** @param answer takes what the terminal itself says when a program asks where the cursor is or what it can do */
  constructor({ columns, rows }: Size, answer: (bytes: string) => void = () => {}) {
    this.#xterm = new Xterm({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
    this.#xterm.unicode.register(modernWidths);
    this.#xterm.unicode.activeVersion = modernWidths.version;
    this.#xterm.onData(answer);
    this.#xterm.onTitleChange(title => void this.titles.push(title));
    this.#kitty = new KittyKeyboard(this.#xterm.parser, () => this.#xterm.buffer.active.type);
    this.#watchCursor();
    this.#watchReports();
    this.#xterm.parser.registerOscHandler(52, data => this.#copied(data));
  }

  /** Done when the bytes are on the screen. */
  write(bytes: Uint8Array | string): Promise<void> {
    return new Promise(resolve => this.#xterm.write(bytes, resolve));
  }

  resize({ columns, rows }: Size): void {
    this.#xterm.resize(columns, rows);
  }

  size(): Size {
    return { columns: this.#xterm.cols, rows: this.#xterm.rows };
  }

  /** The visible rows, without the blanks at their ends. */
  screen(): string[] {
    const buffer = this.#xterm.buffer.active;
    return rowsOf(buffer, buffer.baseY, this.#xterm.rows);
  }

  /** Everything that the main screen shows and that was scrolled out of it. */
  mainRows(): string[] {
    const buffer = this.#xterm.buffer.normal;
    return rowsOf(buffer, 0, buffer.length);
  }

  /** Rows of `mainRows` from one to before another; what went on in the next row for lack of room is one line. */
  mainLines(from: number, to: number): string {
    const buffer = this.#xterm.buffer.normal;
    let text = '';
    for (let row = from; row < to; row++) {
      const wraps = row + 1 < to && buffer.getLine(row + 1)?.isWrapped === true;
      const line = buffer.getLine(row)?.translateToString(!wraps) ?? '';
      text += wraps ? line : `${line.trimEnd()}\n`;
    }
    return text.replace(/\n$/, '');
  }

  cells(): Cell[][] {
    const buffer = this.#xterm.buffer.active;
    const { cols: columns, rows } = this.#xterm;
    return Array.from({ length: rows }, (_, row) => {
      const line = buffer.getLine(buffer.baseY + row);
      return Array.from({ length: columns }, (_, column) =>
        cellOf(line?.getCell(column) ?? buffer.getNullCell()),
      );
    });
  }

  /** Counted from 0 in the visible rows. */
  cursor(): Cursor {
    const { cursorX, cursorY } = this.#xterm.buffer.active;
    return { column: cursorX, row: cursorY, visible: this.#cursorVisible };
  }

  /** The row of the cursor in `mainRows`. */
  mainRow(): number {
    const { baseY, cursorY } = this.#xterm.buffer.normal;
    return baseY + cursorY;
  }

  isAlternate(): boolean {
    return this.#xterm.buffer.active.type === 'alternate';
  }

  /** Whether the program has begun a frame and not ended it (synchronised output). */
  isDrawing(): boolean {
    return this.#xterm.modes.synchronizedOutputMode;
  }

  isBracketedPaste(): boolean {
    return this.#xterm.modes.bracketedPasteMode;
  }

  isApplicationCursorKeys(): boolean {
    return this.#xterm.modes.applicationCursorKeysMode;
  }

  /** In words, everything that is not as in a new terminal. */
  changes(): string[] {
    const modes = this.#xterm.modes;
    const kitty = this.#kitty.flags();
    const all: readonly (readonly [boolean, string])[] = [
      [this.isAlternate(), 'alternate screen'],
      [!this.#cursorVisible, 'cursor hidden'],
      [modes.bracketedPasteMode, 'bracketed paste'],
      [modes.mouseTrackingMode !== 'none', `mouse tracking (${modes.mouseTrackingMode})`],
      [this.#longReports, 'mouse reports that say where they end'],
      [modes.applicationCursorKeysMode, 'application cursor keys'],
      [modes.applicationKeypadMode, 'application keypad'],
      [modes.sendFocusMode, 'focus events'],
      [modes.synchronizedOutputMode, 'synchronised output'],
      [modes.insertMode, 'insert mode'],
      [modes.originMode, 'origin mode'],
      [modes.reverseWraparoundMode, 'reverse wraparound'],
      [!modes.wraparoundMode, 'no wraparound'],
      [kitty !== 0, `kitty keyboard (${kitty})`],
    ];
    return all.flatMap(([on, what]) => (on ? [what] : []));
  }

  /** The emulator does not say whether the cursor is shown, so its switches are watched. */
  #watchCursor(): void {
    const { parser } = this.#xterm;
    const show = (visible: boolean) => {
      this.#cursorVisible = visible;
      return false;
    };
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, modes => modes.includes(25) && show(true));
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, modes => modes.includes(25) && show(false));
    // The soft and the full reset.
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => show(true));
    parser.registerEscHandler({ final: 'c' }, () => show(true));
  }

  /** Nor does it say how it reports the mouse. */
  #watchReports(): void {
    const { parser } = this.#xterm;
    for (const [final, on] of [
      ['h', true],
      ['l', false],
    ] as const)
      parser.registerCsiHandler({ prefix: '?', final }, modes => {
        if (modes.includes(1006)) this.#longReports = on;
        return false;
      });
  }

  #copied(data: string): boolean {
    const content = data.slice(data.indexOf(';') + 1);
    if (content !== '?') this.clipboard.push(Buffer.from(content, 'base64').toString());
    return true;
  }
}

function rowsOf(buffer: IBuffer, from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const row = buffer.getLine(from + index)?.translateToString(true) ?? '';
    // Blanks that were written count as text there.
    return row.trimEnd();
  });
}
