import { fit, type Line, line, type Page, type PageSize, pad, widthOf, wrapSpans } from './lines.ts';
import { safeText } from './terminal-text.ts';
import { painted } from './theme.ts';

/** Longer lines of text are hard to read. */
const widestText = 100;

/** What is taken for the size of a terminal that does not know its own (a serial line). */
export const usualSize = { columns: 80, rows: 24 } as const;

/** A pipe has no width: text is as wide as the narrowest usual terminal there. */
export const pipeSize: PageSize = {
  text: usualSize.columns,
  table: Number.POSITIVE_INFINITY,
  breaksWords: false,
};

/** A terminal that says less does not know its size, or nobody reads there. */
const leastColumns = 20;

/** What a terminal of so many columns takes. */
export function terminalSize(asked: number): PageSize {
  const columns = asked < leastColumns ? usualSize.columns : asked;
  return { text: Math.min(columns, widestText), table: columns, breaksWords: true };
}

/** A page as text, without a colour unless it is asked for. */
export function pageText(page: Page, size: PageSize, colours = false): string {
  return page(size)
    .map(each => `${painted(trimmed(each).map(harmless), colours)}\n`)
    .join('');
}

/** Nothing that a terminal obeys comes from anywhere but the theme. */
function harmless(span: Line[number]): Line[number] {
  return { ...span, text: safeText(span.text) };
}

function trimmed(spans: Line): Line {
  const last = spans.at(-1);
  if (last === undefined || (last.text !== '' && !last.text.endsWith(' '))) return spans;
  const text = last.text.trimEnd();
  return text === '' ? trimmed(spans.slice(0, -1)) : [...spans.slice(0, -1), { ...last, text }];
}

/** A heading. */
export function heading(text: string): Line {
  return line({ text, style: 'title' });
}

/** A text of one or more lines, wrapped; what follows the first is set in further by `hanging`. */
export function paragraph(spans: string | Line, { text: width, breaksWords }: PageSize, hanging = 0): Line[] {
  return wrapSpans(typeof spans === 'string' ? line(spans) : spans, width, hanging, breaksWords);
}

type Cell = string | Line;

/**
 * Rows of cells in columns that are aligned; a row of one cell among others is a line of its own. Where they are wider
 * than the page, the last column is wrapped in what is left for it, and the widest of the others is cut, with `…`.
 */
export function table(rows: readonly (readonly Cell[])[], { table: width }: PageSize): Line[] {
  const cells = rows.map(row => row.map(cell => (typeof cell === 'string' ? line(cell) : cell)));
  const count = Math.max(0, ...cells.map(row => row.length));
  const isAlone = (row: readonly Line[]) => row.length === 1 && count > 1;
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(0, ...cells.map(row => (isAlone(row) ? 0 : widthOf(row[index] ?? [])))),
  );
  const shrunk = shrinkTo(widths, width);
  const last = count - 1;
  return cells.flatMap(row => {
    if (isAlone(row)) return wrapSpans(row[0] ?? [], width);
    const left = row.slice(0, last).flatMap((cell, index) => {
      const room = shrunk[index] ?? 0;
      return [...pad(fit(cell, room), room), { text: gap }];
    });
    const [first = [], ...more] = wrapSpans(row[last] ?? [], shrunk[last] ?? 0);
    const indent = line(' '.repeat(widthOf(left)));
    return [[...left, ...first], ...more.map(each => [...indent, ...each])];
  });
}

const gap = '  ';

/** The least that a column keeps, and the last one. */
const leastColumn = 6;
const leastText = 12;

/** Widths that fit: first the last column gives way, which wraps, then the widest of the others, which is cut. */
function shrinkTo(widths: readonly number[], width: number): number[] {
  const result = [...widths];
  const over = () => result.reduce((sum, each) => sum + each, gap.length * (result.length - 1)) - width;
  const last = result.length - 1;
  const wrapped = Math.max(Math.min(result[last] ?? 0, leastText), (result[last] ?? 0) - Math.max(0, over()));
  if (last >= 0) result[last] = wrapped;
  while (over() > 0) {
    const widest = Math.max(...result);
    const index = result.indexOf(widest);
    if (widest <= leastColumn) break;
    result[index] = Math.max(leastColumn, widest - over());
  }
  return result;
}

/** A name, and what it is beside it; a name that is too long for its column stands on a line of its own. */
export function twoColumns(
  name: string | Line,
  text: string | Line,
  column: number,
  { text: width, breaksWords }: PageSize,
): Line[] {
  const spans = (each: string | Line) => (typeof each === 'string' ? line(each) : each);
  const names = wrapSpans(line('  ', ...spans(name)), width, 4, breaksWords);
  const [left = []] = names;
  const indent = column + 4;
  const narrow = indent > width / 2;
  const [first = [], ...rest] = wrapSpans(spans(text), width - (narrow ? 6 : indent), 0, breaksWords);
  if (narrow) return [...names, ...[first, ...rest].map(each => line('      ', ...each))];
  const more = rest.map(each => line(' '.repeat(indent), ...each));
  return names.length === 1 && widthOf(left) <= column + 2
    ? [[...pad(left, indent), ...first], ...more]
    : [...names, line(' '.repeat(indent), ...first), ...more];
}

/** What a symbol at the start of a text means. */
const symbolStyles: { readonly [symbol: string]: NonNullable<Line[number]['style']> } = {
  '✓': 'good',
  '~': 'warn',
  '!': 'bad',
  '✗': 'bad',
  '?': 'dim',
  '–': 'dim',
};

/** A text whose first symbol has the colour of what it means. */
export function withMark(text: string): Line {
  const [, blank = '', symbol = '', rest = ''] = /^( *)(\S)(.*)$/su.exec(text) ?? [];
  const style = Object.hasOwn(symbolStyles, symbol) ? symbolStyles[symbol] : undefined;
  return style === undefined ? line(text) : line(blank, { text: symbol, style }, rest);
}
