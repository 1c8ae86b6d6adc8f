import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { padded, pageWidth, wrapLine } from '../base/text.ts';
import { type Cell, type Evidence, legend, marked, markWidth, type Support } from '../features/cell.ts';
import { type FeatureId, featureIds, type Side, features as table } from '../features/features.ts';
import { columnJson } from '../features/profile-column.ts';
import { routes } from '../features/routes.ts';
import { readConfig } from '../profile/file.ts';
import { columnNamed, type NamedColumn, ownColumns, routeColumns } from './feature-columns.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'what each backend costs you: the features of Claude Code, side by side',
  usage: '[profile…]',
  positionals: { least: 0, most: 99 },
  kinds: ['profile-role-or-preset'],
  flags: {
    routes: { help: 'every route that cgw knows, instead of profiles' },
    why: { help: 'what is lost, why, what changes it, and the evidence' },
    json: jsonFlag,
  },
  examples: ['cgw features', 'cgw features litellm bedrock', 'cgw features litellm --why'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const columns = await columnsMeant(invocation, io);
  if (invocation.switches.has('json')) {
    const toJson = ({ column, ...rest }: NamedColumn) => ({ ...rest, features: columnJson(column) });
    printJson(io, { columns: columns.map(toJson) });
  } else if (invocation.switches.has('why')) io.out(columns.map(explained).join('\n'));
  else io.out(`${blocks(columns).map(matrix).join('\n')}\n${legend}\n`);
  return exitCode.done;
}

async function columnsMeant({ positionals, switches }: Invocation, io: Io): Promise<NamedColumn[]> {
  if (switches.has('routes')) {
    if (positionals.length > 0) throw usage('features', '--routes takes no profile');
    return routeColumns();
  }
  if (positionals.length === 0) return ownColumns(io);
  const config = await readConfig(io);
  return positionals.map(name => columnNamed(name, config, io));
}

const sides: readonly (readonly [Side, string])[] = [
  ['client', 'In the program itself'],
  ['server', 'By the server of the model'],
  ['account', 'By the Anthropic account'],
];

/** The column of feature names. */
const labelWidth = Math.max(...featureIds.map(id => id.length)) + 2;

/** As many columns as fit the page beside the names of the features; one at least. */
function blocks(columns: readonly NamedColumn[]): NamedColumn[][] {
  const result: NamedColumn[][] = [];
  let room = 0;
  for (const column of columns) {
    const width = widthOf(column);
    const last = result.at(-1);
    if (last !== undefined && room >= width) {
      last.push(column);
      room -= width;
    } else {
      result.push([column]);
      room = pageWidth - labelWidth - 2 - width;
    }
  }
  return result;
}

function widthOf({ name }: NamedColumn): number {
  return Math.max(Bun.stringWidth(name), markWidth) + 2;
}

function matrix(columns: readonly NamedColumn[]): string {
  const line = (label: string, cells: readonly string[]) =>
    `  ${label.padEnd(labelWidth)}${cells.map((cell, index) => padded(cell, widthAt(columns, index))).join('')}`.trimEnd();
  const lines = [
    line(
      '',
      columns.map(({ name }) => name),
    ),
  ];
  for (const [side, title] of sides) {
    lines.push(title);
    for (const id of featureIds)
      if (table[id].side === side)
        lines.push(
          line(
            id,
            columns.map(({ column }) => marked(column[id].state)),
          ),
        );
  }
  return `${lines.join('\n')}\n`;
}

function widthAt(columns: readonly NamedColumn[], index: number): number {
  const column = columns[index];
  return column === undefined ? 0 : widthOf(column);
}

/** One column in full: what is lost, why, what changes it, and who says so. */
function explained({ name, routes: ids, column }: NamedColumn): string {
  const lines = [`${name}: ${ids.map(id => routes[id].title).join(', or ')}`];
  for (const [side, title] of sides) {
    lines.push('', title);
    for (const id of featureIds) if (table[id].side === side) lines.push(...explainedCell(id, column));
  }
  return `${lines.flatMap(wrapLine).join('\n')}\n`;
}

function explainedCell(id: FeatureId, column: NamedColumn['column']): string[] {
  const { state, loss, why, lever, shows, changedBy, evidence } = column[id];
  return [
    `  ${marked(state)}  ${id}: ${table[id].title}`,
    ...(loss === '' ? [] : [`      ${loss}`]),
    `      why: ${why}${howItShows(id, state, shows)}`,
    ...(lever === null ? [] : [`      lever: ${lever}`]),
    ...(changedBy === null ? [] : [`      changed by: ${changedBy}`]),
    ...evidence.map(each => `      ${evidenceText(each)}`),
  ];
}

/** A loss that is there is loud or silent; one that may be is so by the nature of the feature. */
function howItShows(id: FeatureId, state: Support, shows: Cell['shows']): string {
  if (state === 'full') return '';
  return state === 'unknown' ? ` (if it is lost: ${table[id].loss})` : ` (${shows ?? 'silent'})`;
}

function evidenceText({ kind, source, checked, versions, superseded }: Evidence): string {
  return `${kind}${superseded ? ', superseded' : ''}: ${source} (${checked}; ${versions})`;
}

export const features: CommandModule = { spec, run };
