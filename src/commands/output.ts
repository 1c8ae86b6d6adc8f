import type { FlagSpec } from '../args/spec.ts';
import type { Io } from '../base/io.ts';
import { jsonText } from '../base/terminal-text.ts';

/** The flag of commands that print JSON for programs, with `printJson`. */
export const jsonFlag: FlagSpec = { help: 'as JSON' };

/** Prints a value as JSON, for programs. */
export function printJson(io: Io, value: unknown): void {
  io.data(`${jsonText(value, 2)}\n`);
}
