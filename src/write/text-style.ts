import type { JsonText } from './json-text.ts';
import { membersOf } from './json-text.ts';

/** How a JSON text is laid out, so that what is added looks like what is there. */
export type TextStyle = {
  /** The line break of the text. */
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Everything stands on one line. */
  readonly inline: boolean;
  /** What stands between a key and its value: `: ` or `:`. */
  readonly colon: string;
};

/** The layout of a text; what it does not show is as Claude Code writes it (two blanks). */
export function styleOf({ text, root }: JsonText): TextStyle {
  const [first] = membersOf(text, root);
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  if (first === undefined) return { eol, unit: '  ', inline: false, colon: ': ' };
  const own = indentAt(text, root.offset);
  const indent = indentAt(text, first.start);
  const inline = !/[\r\n]/.test(text.slice(root.offset, first.start));
  const unit =
    !inline && indent.length > own.length && indent.startsWith(own) ? indent.slice(own.length) : '  ';
  return {
    eol,
    unit,
    inline,
    colon: /^"(?:[^"\\]|\\.)*":(?! )/.test(text.slice(first.start, first.end)) ? ':' : ': ',
  };
}

/** The blanks that the line of this place begins with. */
export function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
