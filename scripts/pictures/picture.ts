import { Terminal, type Wanted } from '../../test/pty/support/terminal.ts';
import { Home } from '../../test/support/home.ts';
import { svgOf } from './svg.ts';

/** Keys, then what they bring to the screen. */
type Step = { readonly press?: readonly string[]; readonly type?: string; readonly waitFor: Wanted };

/** A picture of the program at work. */
export type Picture = {
  /** The file in `docs/pictures/`. */
  readonly file: `${string}.svg`;
  readonly title: string;
  readonly args: readonly string[];
  readonly columns: number;
  readonly rows: number;
  /** Puts profiles and whatever else it takes into the home. */
  readonly prepare: (home: Home) => void;
  readonly env?: { readonly [name: string]: string };
  readonly steps: readonly Step[];
};

/** Runs `dist/cgw` on a terminal, goes through the steps and draws the last screen. */
export async function drawn({
  title,
  args,
  columns,
  rows,
  prepare,
  env = {},
  steps,
}: Picture): Promise<string> {
  const home = new Home();
  prepare(home);
  await using terminal = Terminal.cgw(args, { home, columns, rows, env });
  for (const { press = [], type = '', waitFor } of steps) {
    if (type !== '') await terminal.type(type);
    await terminal.press(...press);
    await terminal.waitFor(waitFor);
  }
  await terminal.settled();
  return svgOf({ cells: terminal.cells(), cursor: terminal.cursor(), title });
}
