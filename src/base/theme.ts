import type { Environment } from './io.ts';
import { type Line, type StyleName, textOf } from './lines.ts';

/**
 * Only the sixteen colours of the terminal’s own palette and no backgrounds, so that light and dark terminals both
 * are readable. Nothing is told by a style alone: every state has a symbol or a word too. What switches each style on,
 * and off again.
 */
const theme: { readonly [Style in StyleName]: readonly [on: string, off: string] } = {
  title: ['\u001b[1m', '\u001b[22m'],
  dim: ['\u001b[2m', '\u001b[22m'],
  good: ['\u001b[32m', '\u001b[39m'],
  warn: ['\u001b[33m', '\u001b[39m'],
  bad: ['\u001b[31m', '\u001b[39m'],
  accent: ['\u001b[36m', '\u001b[39m'],
  selected: ['\u001b[1m\u001b[36m', '\u001b[39m\u001b[22m'],
  key: ['\u001b[1m', '\u001b[22m'],
  field: ['\u001b[4m', '\u001b[24m'],
};

/** Whether a terminal shows colours: https://no-color.org, then `FORCE_COLOR`, then what `TERM` says. */
export function hasColours({ NO_COLOR, FORCE_COLOR, TERM }: Environment): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== undefined && TERM !== '' && TERM !== 'dumb' && !/mono|-m$/.test(TERM);
}

/** A line as a terminal takes it, with colours or without; neighbours of one style share its codes. */
export function painted(spans: Line, colours: boolean): string {
  if (!colours) return textOf(spans);
  return spans
    .map(({ text, style }, index) => {
      if (style === undefined || text === '') return text;
      const [on, off] = theme[style];
      const opens = spans[index - 1]?.style !== style;
      const closes = spans[index + 1]?.style !== style;
      return (opens ? on : '') + text + (closes ? off : '');
    })
    .join('');
}
