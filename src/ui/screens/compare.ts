import { fit, type Line, line, pad, styled, widthOf, wrapSpans } from '../../base/lines.ts';
import { lossesFirst, marked, markWidth } from '../../features/cell.ts';
import { lossSpan, supportStyles, upstreamLines, versionLines } from '../../features/cell-lines.ts';
import {
  type Comparison,
  compare,
  comparisonLines,
  inOneLine,
  type NamedColumn,
  verdicts,
} from '../../features/compare.ts';
import { type FeatureId, featureIds, features, titleWidth } from '../../features/features.ts';
import type { PickerRow } from '../picker-rows.ts';
import { clamp } from '../scroll.ts';
import type { Layer } from '../state.ts';

type Shown = Pick<Extract<Layer, { layer: 'compare' }>, 'names' | 'all' | 'top'>;

/** The profiles that are compared, in the order they were marked. */
function columnsOf(rows: readonly PickerRow[], names: readonly string[]): NamedColumn[] {
  return names.flatMap(name => {
    const row = rows.find(each => each.name === name);
    return row?.held == null
      ? []
      : [{ name, source: row.source, column: row.held.column, versions: row.held.versions }];
  });
}

/**
 * The answer first: what a switch from the first to each other one loses and gains, what differs side by side, then the
 * same in words. The names stay above it all.
 */
export function comparison(
  rows: readonly PickerRow[],
  { names, all, top }: Shown,
  width: number,
): { readonly head: readonly Line[]; readonly lines: readonly Line[] } {
  const columns = columnsOf(rows, names);
  const [first, ...others] = columns;
  if (first === undefined) return { head: [], lines: [] };
  const grid = gridOf(columns, width);
  const words = others.flatMap((other, index) => [
    ...(index > 0 ? [[]] : []),
    ...inWords(first, other, width),
  ]);
  const blocks = blocksOf(others, grid).map(block => ({
    head: headOf([first, ...block], grid),
    lines: [...blockLines(first, block, all, grid), []],
  }));
  const parts = blocks.map(({ head, lines }, index) => (index === 0 ? lines : [head, ...lines]));
  let end = 0;
  const under = blocks.find((_, index) => {
    end += parts[index]?.length ?? 0;
    return top < end;
  });
  return { head: [(under ?? blocks.at(-1))?.head ?? []], lines: [...parts.flat(), ...words] };
}

/** Narrow enough for two of them on the smallest screen. */
const narrowColumn = markWidth + 1;
const wideColumn = 13;

/** Less of what is lost tells nothing. */
const leastLoss = 16;

/** The widths of the page, of labels and of columns. */
type Grid = { readonly width: number; readonly label: number; readonly column: number };

/** Labels are cut before a second column is lost. */
function gridOf(columns: readonly NamedColumn[], width: number): Grid {
  const longest = Math.max(...columns.map(({ name }) => Bun.stringWidth(name)));
  const label = titleWidth + 2;
  const column =
    width - label >= 2 * wideColumn ? clamp(longest + 2, markWidth + 2, wideColumn) : narrowColumn;
  return { width, column, label: Math.min(label, Math.max(8, width - 2 * column)) };
}

/** As many as fit beside the names of the features and the first one; one at least. */
function blocksOf(others: readonly NamedColumn[], { width, label, column }: Grid): NamedColumn[][] {
  const room = Math.max(1, Math.floor((width - label) / column) - 1);
  const result: NamedColumn[][] = [];
  for (let at = 0; at < others.length; at += room) result.push(others.slice(at, at + room));
  return result;
}

function headOf(columns: readonly NamedColumn[], { label, column }: Grid): Line {
  return line(
    ' '.repeat(label),
    ...columns.flatMap(({ name }) => pad(fit(line(styled('title', name)), column - 1), column)),
  );
}

type Group = { readonly titles: readonly Line[]; readonly ids: readonly FeatureId[] };

function blockLines(first: NamedColumn, others: readonly NamedColumn[], all: boolean, grid: Grid): Line[] {
  const { width } = grid;
  const [only, ...more] = others;
  const groups =
    only !== undefined && more.length === 0 ? answers(first, only, width) : overview(first, others, width);
  const shown = groups.flatMap(({ ids }) => ids);
  const same = featureIds.filter(id => !shown.includes(id));
  const rest: Group[] = all
    ? [{ titles: [line(styled('title', 'The same'))], ids: same }]
    : [{ titles: [line(styled('dim', `${same.length} features are the same: d shows them`))], ids: [] }];
  return [...groups, ...(same.length > 0 ? rest : [])].flatMap(({ titles, ids }, index) => [
    ...(index > 0 ? [[]] : []),
    ...titles,
    ...ids.map(id => rowOf(id, [first, ...others], grid)),
  ]);
}

/** Of two: the losses, the gains, and what nobody knows. */
function answers(from: NamedColumn, to: NamedColumn, width: number): Group[] {
  const found = compare(from.column, to.column);
  const said = verdicts(found);
  const ids = (part: keyof Comparison) => found[part].map(({ feature }) => feature);
  const groups = [
    { titles: [line(styled('title', said.lost))], ids: ids('lost') },
    { titles: [line(styled('title', said.gained))], ids: ids('gained') },
    {
      titles: [line(styled('title', said.unknown)), ...upstreamLines([from, to], width)],
      ids: ids('uncertain'),
    },
  ];
  return [
    ...groups.filter((group, index) => index < 2 || group.ids.length > 0),
    { titles: versionLines([from, to], width), ids: [] },
  ];
}

/** Of several: the answers in a line each, then all that differs. */
function overview(first: NamedColumn, others: readonly NamedColumn[], width: number): Group[] {
  const said = others.flatMap(other =>
    wrapSpans(
      line(
        styled('title', `${first.name} → ${other.name}`),
        `: you ${inOneLine(compare(first.column, other.column))}`,
      ),
      width,
      2,
    ),
  );
  const columns = [first, ...others];
  const worst = (id: FeatureId) =>
    Math.min(...others.map(({ column }) => lossesFirst.indexOf(column[id].state)));
  const ids = featureIds
    .filter(id => new Set(columns.map(({ column }) => column[id].state)).size > 1)
    .sort((a, b) => worst(a) - worst(b));
  return [
    { titles: [...said, ...upstreamLines(columns, width), []], ids },
    { titles: versionLines(columns, width), ids: [] },
  ];
}

/** A feature side by side; beside two of them, in a few words, what is lost. */
function rowOf(id: FeatureId, columns: readonly NamedColumn[], { width, label, column }: Grid): Line {
  const cells = columns.map(each => each.column[id]);
  const spans = line(
    ...pad(fit(line(features[id].title), label - 1), label),
    ...cells.map(({ state }) => styled(supportStyles[state], marked(state).padEnd(column))),
  );
  const [from, to, ...others] = columns;
  const side = to?.column[id].state === 'full' ? from : to;
  if (side === undefined || others.length > 0 || width - widthOf(spans) < leastLoss) return spans;
  return fit(line(...spans, styled('dim', lossSpan(id, side.column).text)), width);
}

function inWords(from: NamedColumn, to: NamedColumn, width: number): Line[] {
  return comparisonLines(from, to).flatMap(text =>
    wrapSpans(line(/^\S/.test(text) ? styled('title', text) : text), width),
  );
}
