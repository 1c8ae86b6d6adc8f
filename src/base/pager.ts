import type { Environment, Io } from './io.ts';
import type { Page } from './lines.ts';
import { onTerminal } from './on-terminal.ts';
import { programOutsideProject } from './outside-project.ts';
import { pageText, pipeSize, terminalSize } from './page.ts';
import { hasColours } from './theme.ts';

/** A pager needs some; a terminal that does not know its size says 0. */
const leastRows = 5;

/**
 * Shows a page on stdout: in colours and as wide as the terminal there, through the pager where it is longer than that.
 */
export function showPage(page: Page, io: Io): void {
  const { environment, platform, isTerminal } = io;
  if (!isTerminal('out')) {
    io.painted(pageText(page, pipeSize));
    return;
  }
  const { columns = 0, rows = 0 } = process.stdout;
  const text = pageText(page, terminalSize(columns), hasColours(environment));
  const isLonger = rows >= leastRows && text.split('\n').length > rows;
  const pager = isLonger ? pagerOf(environment, platform) : undefined;
  if (pager === undefined || !throughPager(pager, text, io)) io.painted(text);
}

/**
 * The pager as a command line for `sh`: `CGW_PAGER`, else `PAGER`, else `less`; an empty one and `cat` are none, and so
 * is whatever a terminal cannot show that moves no cursor.
 */
export function pagerOf(
  { CGW_PAGER, PAGER, TERM }: Environment,
  platform: NodeJS.Platform,
): string | undefined {
  if (platform === 'win32' || !TERM || TERM === 'dumb') return undefined;
  const command = (CGW_PAGER ?? PAGER)?.trim();
  if (command === undefined) return programOutsideProject('less') === undefined ? undefined : 'less';
  return command === '' || command === 'cat' ? undefined : command;
}

/** How a shell says that there is no such program, or that it cannot be started. */
const notStarted = [126, 127];

/** @returns whether the pager has shown the text. One that is left early is not an error. */
function throughPager(pager: string, text: string, io: Io): boolean {
  // It ends by itself where everything fits, shows colours, and leaves the text on the screen: as git asks for it.
  const exit = onTerminal(pager, [], io, { text, defaults: { LESS: 'FRX', LV: '-c' } });
  return exit === null || !notStarted.includes(exit);
}
