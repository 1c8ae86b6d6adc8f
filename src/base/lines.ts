/** What a piece of text means; how that looks is decided here and nowhere else. */
export type StyleName = 'title' | 'dim' | 'good' | 'warn' | 'bad' | 'accent' | 'selected' | 'key' | 'field';

/** A piece of text in one style. */
export type Span = { readonly text: string; readonly style?: StyleName };

/** One line of a screen. Screens are lines, so that they can be measured, tested and read out without React. */
export type Line = readonly Span[];

/** How wide a page may be: long lines of text are hard to read, and a pipe takes tables as they are. */
export type PageSize = {
  readonly text: number;
  readonly table: number;
  /** Whether a word that is too long, an address for example, goes on in the next line: it does on a terminal. */
  readonly breaksWords: boolean;
};

/** What a command shows to people, made for a width. */
export type Page = (size: PageSize) => readonly Line[];

export function line(...spans: readonly (string | Span)[]): Line {
  return spans.map(each => (typeof each === 'string' ? { text: each } : each));
}

export function styled(style: StyleName, text: string): Span {
  return { text, style };
}

export function textOf(spans: Line): string {
  return spans.map(({ text }) => text).join('');
}

/** How many cells a line takes; wide characters take two. */
export function widthOf(spans: Line): number {
  return Bun.stringWidth(textOf(spans));
}

/** The line cut to a width, with `…` where something is missing. */
export function fit(spans: Line, width: number): Line {
  if (widthOf(spans) <= width) return spans;
  if (width <= 0) return [];
  const kept: Span[] = [];
  let room = width - 1;
  for (const span of spans) {
    const text = head(span.text, room);
    if (text !== '') kept.push({ ...span, text });
    room -= Bun.stringWidth(text);
    if (text !== span.text) break;
  }
  return [...kept, { text: '…', style: 'dim' }];
}

/** The line filled with blanks to a width. */
export function pad(spans: Line, width: number): Line {
  const missing = width - widthOf(spans);
  return missing > 0 ? [...spans, { text: ' '.repeat(missing) }] : spans;
}

/** Two ends of one line with the room between them; where there is none, the right end is left out. */
export function spread(left: Line, right: Line, width: number): Line {
  const gap = width - widthOf(left) - widthOf(right);
  return gap > 0 ? [...left, { text: ' '.repeat(gap) }, ...right] : fit(left, width);
}

/**
 * The line broken at blanks so that each part fits; what has no blank is broken where it must. Parts after the
 * first are indented like the first, plus `hanging`.
 */
export function wrapSpans(spans: Line, width: number, hanging = 0, breaksWords = true): Line[] {
  if (widthOf(spans) <= width) return [spans];
  const indent = /^ */.exec(textOf(spans))?.[0].length ?? 0;
  const start = ' '.repeat(Math.min(indent + hanging, Math.max(0, width - 8)));
  const lines: Line[] = [];
  let current: Span[] = [];
  let used = 0;
  const flush = () => {
    lines.push(current);
    current = start === '' ? [] : [{ text: start }];
    used = start.length;
  };
  for (const { text, ...style } of spans)
    for (const word of text.split(/(?<= )(?=\S)|(?<=\S)(?= )/)) {
      let rest = word;
      const blank = rest.trim() === '';
      if (used + Bun.stringWidth(rest) > width && used > start.length) {
        flush();
        if (blank) continue;
      }
      while (breaksWords && rest !== '' && used + Bun.stringWidth(rest) > width) {
        const part = head(rest, width - used) || [...rest].slice(0, 1).join('');
        current.push({ ...style, text: part });
        rest = rest.slice(part.length);
        flush();
      }
      if (rest !== '') current.push({ ...style, text: rest });
      used += Bun.stringWidth(rest);
    }
  if (textOf(current).trim() !== '') lines.push(current);
  return lines;
}

/** As many lines as there is room for, with `…` where more would follow. */
export function cutTo(lines: readonly Line[], height: number, width: number): readonly Line[] {
  const last = lines[height - 1];
  if (lines.length <= height || last === undefined) return lines;
  // Longer than it may be, so that `fit` puts its sign.
  return [...lines.slice(0, height - 1), fit(line(...last, ' …'), Math.min(width, widthOf(last) + 1))];
}

const segmenter = new Intl.Segmenter();

/** As much of a text as fits, by whole characters as people see them. */
function head(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += Bun.stringWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}
