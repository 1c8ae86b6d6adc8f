import { cpus, loadavg, release, type } from 'node:os';
import { endTerminals } from '../pty/support/terminal.ts';
import { removeHomes } from '../support/home.ts';
import { programOf, type Took } from './outside.ts';
import { peers } from './peers.ts';
import { keys, picker, type Row } from './picker.ts';
import { commands, direnv, floors } from './programs.ts';
import { shellStarts } from './shells.ts';

/**
 * `npm run bench [text]`: what has a bar, and its peers, taken in turn in one run, because only ratios mean something
 * on a noisy machine; with a text only the rows whose names hold it. Exit 1 when a bar is missed.
 */
const rounds = 40;
/** What takes longer takes part in fewer rounds. */
const roundMs = 150;

const { oneLine, node } = floors;
const others = [direnv(), ...peers()];
const shells = shellStarts();
const missing = [...others.filter(each => typeof each === 'string'), ...shells.missing];
const programs = [
  ...Object.values(commands),
  ...shells.found.flatMap(each => Object.values(each)),
  ...others.filter(each => typeof each !== 'string'),
];
const isWanted = ({ name }: Named) => name.includes(process.argv[2] ?? '');
type Named = { readonly name: string };

const load = loadavg()[0] ?? 0;
const taken = new Map<string, Took[]>();
try {
  const timed = [oneLine, node, ...programs.filter(isWanted)];
  const rows: Row[] = [
    ...timed.map(each => warm({ name: each.name, take: programOf(each) })),
    ...Object.values(picker).filter(isWanted).map(warm),
    ...keys.filter(isWanted),
  ];
  for (const { name } of rows) taken.set(name, []);
  for (let round = 0; round < rounds; round++)
    for (const { name, take } of shuffled(rows)) {
      const before = taken.get(name) ?? [];
      const spent = before.reduce((sum, { wall }) => sum + wall, 0);
      if (spent <= round * roundMs) taken.set(name, [...before, await take()]);
    }
} finally {
  await endTerminals();
  removeHomes();
}

/** In another order each time: what runs before a program is felt in its time (a fifth of the one-line program’s). */
function shuffled<Each>(all: readonly Each[]): Each[] {
  return all
    .map(each => [Math.random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);
}

/** Twice, of which the second counts: it pays nothing for what ran before it. */
function warm({ name, take }: Row): Row {
  async function again(): Promise<Took> {
    await take();
    return take();
  }
  return { name, take: again };
}

/** The value of a row that so large a share of its runs is not above; without any, none. */
function quantile({ name }: Named, share: number, figure: keyof Took = 'wall'): number {
  const sorted = (taken.get(name) ?? []).map(each => each[figure]).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function ratio(row: Named, to: Named): number {
  return quantile(row, 0.5) / quantile(to, 0.5);
}

const columns: { readonly [title: string]: (row: Named, runs: readonly Took[]) => string } = {
  '': ({ name }) => name,
  ms: row => quantile(row, 0.5).toFixed(1),
  '10–90 %': row => [0.1, 0.9].map(share => quantile(row, share).toFixed(1)).join('–'),
  '× one line': row => (isKey(row) ? '' : ratio(row, oneLine).toFixed(2)),
  '× Node': row => (isKey(row) ? '' : ratio(row, node).toFixed(2)),
  'CPU ms': row => quantile(row, 0.5, 'cpu').toFixed(1),
  'peak MB': row => quantile(row, 0.5, 'peak').toFixed(0),
  runs: (_, runs) => `${runs.length}`,
};

function isKey({ name }: Named): boolean {
  return keys.some(key => key.name === name);
}

/** In Markdown, for docs/speed.md. */
function table(): string[] {
  const titles = Object.keys(columns);
  const rows = [...taken].map(([name, runs]) => Object.values(columns).map(of => of({ name }, runs)));
  const widths = titles.map((_, column) =>
    Math.max(...[titles, ...rows].map(row => row[column]?.length ?? 0)),
  );
  const line = ([name = '', ...cells]: readonly string[], pad = ' ') =>
    `| ${[name.padEnd(widths[0] ?? 0, pad), ...cells.map((cell, column) => cell.padStart(widths[column + 1] ?? 0, pad))].join(' | ')} |`;
  const rule = titles.map((_, column) => (column === 0 ? '' : ':'));
  return [line(titles), line(rule, '-'), ...rows.map(row => line(row))];
}

const system = `${type()} ${/^[\d.]*/.exec(release())}, ${cpus().length} × ${cpus()[0]?.model}`;
const nodeVersion = Bun.spawnSync([node.command[0], '--version']).stdout.toString().trim();
const today = new Date().toISOString().slice(0, 10);
console.log(
  `${today}: ${system}, load ${load.toFixed(1)}; Node ${nodeVersion.slice(1)}, Bun ${Bun.version}\n`,
);
for (const line of table()) console.log(line);
if (missing.length > 0) console.log(`\nnot installed: ${missing.join(', ')}`);

const { env, envOfMany } = commands;
const bars = [
  { what: 'cgw env / one-line program', is: ratio(env, oneLine), most: 1.35 },
  { what: 'cgw env / bare Node', is: ratio(env, node), most: 0.4 },
  { what: 'cgw env, 1,000 profiles / 10', is: ratio(envOfMany, env), most: 1.1 },
  ...shells.found.map(({ bare, cached }) => ({
    what: `ms on top, ${cached.name}`,
    is: quantile(cached, 0.5) - quantile(bare, 0.5),
    most: 2,
  })),
  { what: 'ms to the first frame, 1,000 profiles', is: quantile(picker.frameOfMany, 0.5), most: 80 },
  ...keys.map(key => ({ what: `ms, ${key.name}`, is: quantile(key, 0.5), most: 16 })),
].filter(({ is }) => !Number.isNaN(is));
console.log();
for (const { what, is, most } of bars)
  console.log(
    `${is <= most ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${is.toFixed(2).padStart(6)}  (bar ${most})`,
  );
process.exitCode = bars.every(({ is, most }) => is <= most) ? 0 : 1;
