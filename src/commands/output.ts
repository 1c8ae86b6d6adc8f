import type { FlagSpec } from '../args/spec.ts';
import type { Io } from '../base/io.ts';
import { jsonText } from '../base/terminal-text.ts';
import { padded } from '../base/text.ts';

/** The flag of commands that print JSON for programs, with `printJson`. */
export const jsonFlag: FlagSpec = { help: 'as JSON' };

/** Prints a value as JSON, for programs. */
export function printJson(io: Io, value: unknown): void {
  io.data(`${jsonText(value, 2)}\n`);
}

/** Lines of cells with the columns aligned; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map(row => Bun.stringWidth(row[index] ?? ''))),
  );
  return rows
    .map(row =>
      row
        .map((cell, index) => padded(cell, widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('');
}
