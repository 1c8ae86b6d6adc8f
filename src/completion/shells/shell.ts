import type { Answer } from '../answer.ts';

/** How to complete in one shell. */
export type CompletionShell = {
  /** The code that registers cgw; at every Tab it calls `cgw completion SHELL complete -- …`. */
  readonly script: string;
  /**
   * Reads what the script hands over, asks what can stand there, and writes that as the script reads it.
   * @param ask takes the words behind `cgw`, the last of which is completed
   */
  readonly reply: (handed: readonly string[], ask: (words: readonly string[]) => Answer) => string;
};

/** Columns on a line; a tab or a line break in one would be read as the next. */
export function row(...columns: readonly string[]): string {
  return `${columns.map(column => column.replace(/[\t\r\n]/g, ' ')).join('\t')}\n`;
}
