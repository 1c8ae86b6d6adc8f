import { isOlder } from '../../../src/base/versions.ts';
import { holdsOf, type Pair, type Run, type Span } from '../../../src/features/measured.ts';

/** What was measured of one pair of versions; undefined: nothing. */
export type Point<Value> = { readonly pair: Pair; readonly value: Value | undefined };

/** The later first. */
export function newestFirst(a: string, b: string): number {
  if (a === b) return 0;
  return isOlder(a, b) ? 1 : -1;
}

/** The order in which pairs stand in a file. */
export function pairOrder(a: Pair, b: Pair): number {
  return newestFirst(a.claudeCode, b.claudeCode) || newestFirst(a.litellm ?? '', b.litellm ?? '');
}

type Stretch<Value> = { readonly run: Run; readonly value: Value; readonly text: string };

/**
 * Points as runs: of each version of Claude Code, neighbours of LiteLLM that are alike become one; a run goes on to the
 * next older Claude Code as long as every point of it that was measured there says the same. So each measured point is
 * in exactly one run; a run may also hold pairs that nobody measured.
 */
export function runsOf<Value extends object>(points: readonly Point<Value>[]): (Run & Value)[] {
  const programs = [...new Set(points.map(({ pair }) => pair.claudeCode))].sort(newestFirst);
  const done: Stretch<Value>[] = [];
  let open: Stretch<Value>[] = [];
  for (const program of programs) {
    const row = points.filter(({ pair }) => pair.claudeCode === program);
    const isIn = ({ pair }: Point<Value>, { run }: Stretch<Value>) =>
      holdsOf({ ...run, claudeCode: only(program) }, pair);
    const agrees = (stretch: Stretch<Value>) =>
      row.every(point => !isIn(point, stretch) || textOf(point.value) === stretch.text);
    const kept = open.filter(agrees);
    const fresh = stretches(row, point => kept.some(stretch => isIn(point, stretch)));
    const clear = kept.filter(stretch => !fresh.some(each => overlap(each.run, stretch.run)));
    done.push(...open.filter(stretch => !clear.includes(stretch)));
    const joined = clear.map(stretch =>
      joinedWith(
        stretch,
        row.filter(point => isIn(point, stretch)),
      ),
    );
    open = [...joined, ...fresh];
  }
  return [...done, ...open].map(({ run, value }) => ({ ...run, ...value }));
}

/** A stretch that goes on over the points of an older Claude Code. */
function joinedWith<Value>(stretch: Stretch<Value>, row: readonly Point<Value>[]): Stretch<Value> {
  const run = row.reduce((longer, { pair }) => joinedRun(longer, runOf(pair), 'claudeCode'), stretch.run);
  return { ...stretch, run };
}

function overlap({ litellm: a }: Run, { litellm: b }: Run): boolean {
  if (a === undefined || b === undefined) return true;
  return !isOlder(a.until, b.since) && !isOlder(b.until, a.since);
}

/** Of one version of Claude Code, without the points that are in a run already. */
function stretches<Value extends object>(
  points: readonly Point<Value>[],
  isTaken: (point: Point<Value>) => boolean,
): Stretch<Value>[] {
  const found: Stretch<Value>[] = [];
  let open: Stretch<Value> | undefined;
  for (const point of points.toSorted((a, b) => pairOrder(a.pair, b.pair))) {
    const { pair, value } = point;
    const text = textOf(value);
    if (isTaken(point) || value === undefined) open = undefined;
    else if (open !== undefined && open.text === text) {
      open = { ...open, run: joinedRun(open.run, runOf(pair), 'litellm') };
      found[found.length - 1] = open;
    } else {
      open = { run: runOf(pair), value, text };
      found.push(open);
    }
  }
  return found;
}

/** Alike whatever the order of keys. */
function textOf(value: object | undefined): string {
  const entries = Object.entries(value ?? {}).filter(([, held]) => held !== undefined);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function only(version: string): Span {
  return { since: version, until: version };
}

function runOf({ claudeCode, litellm, measured }: Pair): Run {
  return { claudeCode: only(claudeCode), ...(litellm !== undefined && { litellm: only(litellm) }), measured };
}

/** A run with an older neighbour. */
function joinedRun(newer: Run, older: Run, by: 'claudeCode' | 'litellm'): Run {
  const [from, to] = [older[by], newer[by]];
  const measured = older.measured > newer.measured ? older.measured : newer.measured;
  return from && to ? { ...newer, [by]: { since: from.since, until: to.until }, measured } : newer;
}

/** The value of a point among runs, without what belongs to the run. */
export function valueAt<Value extends Run>(
  runs: readonly Value[],
  pair: Pair,
): Omit<Value, keyof Run> | undefined {
  const run = runs.find(each => holdsOf(each, pair));
  if (run === undefined) return undefined;
  const { claudeCode: _, litellm: __, measured: ___, ...value } = run;
  return value;
}
