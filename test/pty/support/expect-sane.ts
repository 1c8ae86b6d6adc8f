import { expect } from 'bun:test';
import { plain, type Style, styleOf } from './cells.ts';
import { Emulator } from './emulator.ts';
import type { Modes } from './modes.ts';
import type { Terminal } from './terminal.ts';

export type Sane = {
  /** Everything that the main screen may show, its scrolled-out rows included. */
  readonly shows: string | RegExp;
  /** The modes that the program found; at a shell’s prompt those of an earlier prompt. */
  readonly before?: Modes;
};

/**
 * The terminal is as the program found it: the same termios, main screen, visible cursor, none of the emulator’s
 * modes changed, text in its own colours, and on the main screen nothing but what is expected.
 */
export async function expectSaneTerminal(
  terminal: Terminal,
  { shows, before = terminal.before }: Sane,
): Promise<void> {
  await terminal.settled();
  expect({ ...terminal.modes(), next: await nextText(terminal) }).toEqual({ ...before, next: plain });
  if (typeof shows === 'string') expect(terminal.mainText()).toBe(shows.trimEnd());
  else expect(terminal.mainText()).toMatch(shows);
}

/** The style of what would be written next, or that it would be swallowed by an unfinished sequence. */
async function nextText(terminal: Terminal): Promise<Style | 'swallowed'> {
  const replay = new Emulator(terminal.size());
  await replay.write(terminal.bytes());
  await replay.write('\r\nx');
  const { column, row } = replay.cursor();
  const cell = replay.cells()[row]?.[column - 1];
  return cell?.text === 'x' ? styleOf(cell) : 'swallowed';
}
