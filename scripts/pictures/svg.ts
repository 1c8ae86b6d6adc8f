import type { Cell } from '../../test/pty/support/cells.ts';
import { pathOf, rounded } from './boxes.ts';
import { paintOf, theme } from './colours.ts';
import { isBox, type Run, runsOf, stretchesOf } from './runs.ts';

/** What a terminal shows: `Terminal.cells()` and `Terminal.cursor()`. */
export type Screen = {
  readonly cells: readonly (readonly Cell[])[];
  readonly cursor?: { readonly column: number; readonly row: number; readonly visible: boolean };
  /** In the bar of the window, and for those who cannot see the picture. */
  readonly title: string;
};

const cell = { width: 8.4, height: 18 } as const;
const font = { size: 14, baseline: 13.5 } as const;
const margin = 14;
const bar = 32;

const fonts = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

/** A window with a terminal in it, as an SVG that needs nothing else. The same screen gives the same bytes. */
export function svgOf({ cells, cursor, title }: Screen): string {
  const rows = cells.map((row, index) =>
    cursor?.visible && cursor.row === index ? withCursor(row, cursor.column) : row,
  );
  const columns = Math.max(0, ...rows.map(row => row.length));
  const [width, height] = [columns * cell.width + 2 * margin, rows.length * cell.height + bar + margin].map(
    Math.ceil,
  );
  const size = `width="${width}" height="${height}"`;
  const name = escaped(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    ...frame(width ?? 0, height ?? 0, name),
    ...rows.flatMap(backgrounds),
    ...boxes(rows),
    `<g font-family="${fonts}" font-size="${font.size}">`,
    ...rows.flatMap((row, index) => runsOf(row).map(run => textOf(run, index))),
    '</g>',
    ...rows.flatMap(rules),
    '</svg>\n',
  ].join('\n');
}

/** Rounded, with the three buttons that say “window”. */
function frame(width: number, height: number, name: string): string[] {
  const edge = `x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9.5"`;
  const buttons = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, index) => `<circle cx="${18 + index * 18}" cy="17" r="5.5" fill="${colour}"/>`,
  );
  return [
    `<rect ${edge} fill="${theme.background}" stroke="${theme.frame}"/>`,
    ...buttons,
    `<text x="${width / 2}" y="21" text-anchor="middle" font-family="${fonts}" font-size="12" fill="${theme.title}">${name}</text>`,
  ];
}

function backgrounds(row: readonly Cell[], index: number): string[] {
  const stretches = stretchesOf(row, each => {
    const { background } = paintOf(each);
    return background === theme.background ? undefined : background;
  });
  return stretches.map(({ column, width, value }) => {
    const size = `width="${rounded(width * cell.width)}" height="${cell.height}"`;
    return `<rect x="${left(column)}" y="${top(index)}" ${size} fill="${value}"/>`;
  });
}

/** All lines of one colour as one path, so that they join without a seam. */
function boxes(rows: readonly (readonly Cell[])[]): string[] {
  const paths = new Map<string, string>();
  for (const [index, row] of rows.entries())
    for (const [column, each] of row.entries()) {
      const path = pathOf(each.text, { x: left(column), y: top(index), ...cell });
      if (path === undefined) continue;
      const { text } = paintOf(each);
      paths.set(text, `${paths.get(text) ?? ''}${path}`);
    }
  return [...paths].map(([colour, path]) => `<path fill="none" stroke="${colour}" d="${path}"/>`);
}

/** A run of several letters is as wide as its cells in any font; a character that stands alone is centred in its. */
function textOf({ column, width, text, cell: { bold, italic, ...style } }: Run, row: number): string {
  const looks = `${bold ? ' font-weight="700"' : ''}${italic ? ' font-style="italic"' : ''}`;
  const room = rounded(width * cell.width);
  const place =
    width > 2
      ? `x="${left(column)}" textLength="${room}" lengthAdjust="spacingAndGlyphs"`
      : `x="${rounded(left(column) + room / 2)}" text-anchor="middle"`;
  const { text: fill } = paintOf({ bold, italic, ...style });
  return `<text ${place} y="${rounded(top(row) + font.baseline)}" fill="${fill}"${looks}>${escaped(text)}</text>`;
}

/** Lines under and through texts, also where these are blank. */
function rules(row: readonly Cell[], index: number): string[] {
  const kinds = [
    { at: 16, has: (each: Cell) => each.underline },
    { at: 9.5, has: (each: Cell) => each.strikethrough && !isBox(each) },
  ];
  return kinds.flatMap(({ at, has }) =>
    stretchesOf(row, each => (has(each) ? paintOf(each).text : undefined)).map(({ column, width, value }) => {
      const end = rounded(left(column) + width * cell.width);
      return `<path stroke="${value}" d="M${left(column)} ${top(index) + at}H${end}"/>`;
    }),
  );
}

/** The cursor is a block: the cell the other way round. */
function withCursor(row: readonly Cell[], column: number): Cell[] {
  return row.map((each, index) => (index === column ? { ...each, inverse: !each.inverse } : each));
}

function left(column: number): number {
  return rounded(margin + column * cell.width);
}

function top(row: number): number {
  return bar + row * cell.height;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
