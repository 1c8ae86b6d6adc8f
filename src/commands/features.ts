import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Line, line, type PageSize, pad, styled, wrapSpans } from '../base/lines.ts';
import { paragraph } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { legend, lossesFirst, marked, marks, markWidth, type Support } from '../features/cell.ts';
import {
  cellLines,
  countsLine,
  lossSpan,
  supportStyles,
  upstreamLines,
  versionLines,
} from '../features/cell-lines.ts';
import {
  type FeatureId,
  featureIds,
  type Side,
  features as table,
  titleWidth,
} from '../features/features.ts';
import { columnJson } from '../features/profile-column.ts';
import { routes } from '../features/routes.ts';
import { readConfig } from '../profile/file.ts';
import { columnNamed, ownColumns, type RoutedColumn, routeColumns } from './feature-columns.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'what each backend costs you: the features of Claude Code, side by side',
  usage: '[profile…]',
  positionals: { least: 0, most: 99 },
  kinds: ['profile-role-or-preset'],
  flags: {
    routes: { help: 'every route that cgw knows, instead of profiles' },
    why: { help: 'what is lost or unknown, why, how to change it, and the evidence' },
    all: { help: 'also what is fully there' },
    json: jsonFlag,
  },
  examples: ['cgw features', 'cgw features litellm bedrock', 'cgw features litellm --why'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const columns = await columnsMeant(invocation, io);
  if (invocation.switches.has('json')) {
    const toJson = ({ column, ...rest }: RoutedColumn) => ({
      ...rest,
      features: columnJson(column),
    });
    printJson(io, { columns: columns.map(toJson) });
  } else {
    const asked = { why: invocation.switches.has('why'), all: invocation.switches.has('all') };
    showPage(size => featuresPage(columns, asked, size), io);
  }
  return exitCode.done;
}

async function columnsMeant({ positionals, switches }: Invocation, io: Io): Promise<RoutedColumn[]> {
  if (switches.has('routes')) {
    if (positionals.length > 0) throw usage('features', '--routes takes no profile');
    return routeColumns();
  }
  if (positionals.length === 0) return ownColumns(io);
  const config = await readConfig(io);
  return positionals.map(name => columnNamed(name, config, io));
}

type Asked = { readonly why: boolean; readonly all: boolean };

/** The page for people: the table, or the reasons. */
export function featuresPage(columns: readonly RoutedColumn[], { why, all }: Asked, size: PageSize): Line[] {
  // A pipe takes any width, but these tables are made for one.
  const width = why || !Number.isFinite(size.table) ? size.text : size.table;
  if (why)
    return columns.flatMap((each, index) => [...(index > 0 ? [[]] : []), ...explained(each, all, size)]);
  const [only, ...others] = columns;
  const lines =
    only !== undefined && others.length === 0 ? listed(only, all, width) : matrix(columns, all, width);
  const hints = [...upstreamLines(columns, width), ...versionLines(columns, width)];
  const foot = legend.length <= width ? [legend] : legend.split('   ');
  return [...lines, [], ...hints, ...foot.map(text => line(styled('dim', text)))];
}

/** Where features are made, those first of which backends cost some. */
const sides: { readonly [Each in Side]: string } = {
  server: 'Provided by the model API',
  account: 'Provided by the Anthropic account',
  client: 'Built into Claude Code',
};

/** The features by where they are made, in each group those first of which most is lost. */
function grouped(
  columns: readonly RoutedColumn[],
  ids: readonly FeatureId[],
  rowOf: (id: FeatureId) => Line[],
): Line[] {
  return Object.entries(sides).flatMap(([side, title]) => {
    const own = ids
      .filter(id => table[id].side === side)
      .sort((a, b) => worst(a, columns) - worst(b, columns));
    return own.length === 0 ? [] : [line(styled('title', title)), ...own.flatMap(rowOf)];
  });
}

/** The worst that any column has of a feature, as its place among the states. */
function worst(id: FeatureId, columns: readonly RoutedColumn[]): number {
  return Math.min(...columns.map(({ column }) => lossesFirst.indexOf(column[id].state)));
}

/** The features that are shown in rows, and those that are full everywhere, in a line. */
function shownIds(columns: readonly RoutedColumn[], all: boolean): readonly FeatureId[] {
  return featureIds.filter(id => all || columns.some(({ column }) => column[id].state !== 'full'));
}

function restLines(columns: readonly RoutedColumn[], ids: readonly FeatureId[], width: number): Line[] {
  const rest = featureIds.filter(id => !ids.includes(id));
  if (rest.length === 0) return [];
  const everywhere = columns.length > 1 ? ' everywhere' : '';
  const names = rest.map(id => table[id].title).join(', ');
  return wrapSpans(
    line(styled('good', `${marks.full.symbol} ${rest.length} full${everywhere}`), `: ${names}`),
    width,
    2,
  );
}

/** One column has room for what is lost: beside the titles, or where that is too narrow under them. */
function listed(only: RoutedColumn, all: boolean, width: number): Line[] {
  const { name, column } = only;
  const ids = shownIds([only], all);
  const beside = 2 + markWidth + 2 + titleWidth + 2;
  const indent = width - beside >= leastLoss ? beside : 4;
  return [
    ...wrapSpans(
      line(styled('title', name), '  ', ...countsLine(column, width - Bun.stringWidth(name) - 2)),
      width,
      2,
    ),
    [],
    ...grouped([only], ids, id => {
      const { state } = column[id];
      const mark = styled(supportStyles[state], marked(state).padEnd(markWidth));
      const left = line('  ', mark, '  ', table[id].title);
      const loss = wrapSpans(line(lossSpan(id, column)), width - indent);
      const below = (lines: readonly Line[]) => lines.map(each => line(' '.repeat(indent), ...each));
      if (column[id].state === 'full') return [left];
      if (indent < beside) return [left, ...below(loss)];
      const [first = [], ...more] = loss;
      return [[...pad(left, indent), ...first], ...below(more)];
    }),
    ...restLines([only], ids, width),
  ];
}

/** Less room than this for what is lost tells nothing. */
const leastLoss = 20;

const labelWidth = 2 + titleWidth + 2;

/** A column of the matrix: what stands over it, and how wide it is. */
type Head = { readonly head: string; readonly wide: number; readonly column: RoutedColumn['column'] };

/**
 * Several columns side by side under their names, with words or with symbols alone, where all of them fit; else under
 * numbers, as many as fit in each block, with the names before them.
 */
function matrix(columns: readonly RoutedColumn[], all: boolean, width: number): Line[] {
  const ids = shownIds(columns, all);
  const byName = (least: number): Head[] =>
    columns.map(({ name, column }) => ({
      head: name,
      wide: Math.max(Bun.stringWidth(name), least) + 2,
      column,
    }));
  const fits = (heads: readonly Head[]) =>
    heads.reduce((sum, { wide }) => sum + wide, labelWidth - 2) <= width;
  const [wide, narrow] = [byName(markWidth), byName(1)];
  if (fits(wide)) return [...block(columns, ids, wide, marked), ...restLines(columns, ids, width)];
  const symbol = (state: Support) => marks[state].symbol;
  if (fits(narrow)) return [...block(columns, ids, narrow, symbol), ...restLines(columns, ids, width)];
  const digits = String(columns.length).length;
  const most = Math.max(1, Math.floor((width - labelWidth + 1) / (digits + 1)));
  const numbered = columns.map(({ column }, index) => ({
    head: String(index + 1),
    wide: digits + 1,
    column,
  }));
  const blocks = Array.from({ length: Math.ceil(columns.length / most) }, (_, index) =>
    block(columns, ids, numbered.slice(index * most, (index + 1) * most), symbol),
  );
  const keys = columns.flatMap(({ name }, index) =>
    wrapSpans(line(styled('title', String(index + 1).padStart(digits)), `  ${name}`), width, digits + 2),
  );
  return [...keys, [], ...blocks.flat(), ...restLines(columns, ids, width)];
}

function block(
  columns: readonly RoutedColumn[],
  ids: readonly FeatureId[],
  heads: readonly Head[],
  written: (state: Support) => string,
): Line[] {
  return [
    line(
      ' '.repeat(labelWidth),
      ...heads.flatMap(({ head, wide }) => pad(line(styled('title', head)), wide)),
    ),
    ...grouped(columns, ids, id => [
      line(
        ...pad(line(`  ${table[id].title}`), labelWidth),
        ...heads.flatMap(({ column, wide }) => {
          const { state } = column[id];
          return pad(line(styled(supportStyles[state], written(state))), wide);
        }),
      ),
    ]),
    [],
  ];
}

/** One column with its reasons: what is lost or unknown, or all of it. */
function explained(each: RoutedColumn, all: boolean, size: PageSize): Line[] {
  const { name, routes: ids, column } = each;
  const shown = shownIds([each], all);
  return [
    ...paragraph(line(styled('title', name), `: ${ids.map(id => routes[id].title).join(', or ')}`), size, 2),
    ...upstreamLines([each], size.text),
    ...versionLines([each], size.text),
    ...grouped([each], shown, id => [
      [],
      ...cellLines(id, column, 'all').flatMap(text => paragraph(text, size, 2)),
    ]),
    [],
    ...restLines([each], shown, size.text),
    ...(all || shown.length === featureIds.length ? [] : [line(styled('dim', '--all explains these, too'))]),
  ];
}

export const features: CommandModule = { spec, run };
