import { isOlder } from '../../../src/base/versions.ts';
import { holdsOf, type Pair, type Run } from '../../../src/features/measured.ts';

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
 * Points as runs: of each version of Claude Code, neighbours of LiteLLM that are alike become one; then neighbours of
 * Claude Code that are alike in just the same versions of LiteLLM. Each measured point is in one run, and no corner of a
 * run is one that was not measured.
 */
export function runsOf<Value extends object>(points: readonly Point<Value>[]): (Run & Value)[] {
  const programs = [...new Set(points.map(({ pair }) => pair.claudeCode))].sort(newestFirst);
  let newer: Stretch<Value>[] = [];
  const done: Stretch<Value>[] = [];
  for (const program of programs) {
    const own = stretches(points.filter(({ pair }) => pair.claudeCode === program));
    const joined = own.map(stretch => {
      const same = newer.find(each => each.text === stretch.text && sameSpan(each.run, stretch.run));
      return same === undefined ? stretch : { ...same, run: joinedRun(same.run, stretch.run, 'claudeCode') };
    });
    done.push(
      ...newer.filter(each => !joined.some(({ text, run }) => text === each.text && sameSpan(run, each.run))),
    );
    newer = joined;
  }
  return [...done, ...newer].map(({ run, value }) => ({ ...run, ...value }));
}

/** Of one version of Claude Code. */
function stretches<Value extends object>(points: readonly Point<Value>[]): Stretch<Value>[] {
  const found: Stretch<Value>[] = [];
  let open: Stretch<Value> | undefined;
  for (const { pair, value } of points.toSorted((a, b) => pairOrder(a.pair, b.pair))) {
    const text = textOf(value);
    if (open !== undefined && open.text === text) {
      open = { ...open, run: joinedRun(open.run, runOf(pair), 'litellm') };
      found[found.length - 1] = open;
    } else {
      open = value === undefined ? undefined : { run: runOf(pair), value, text };
      if (open !== undefined) found.push(open);
    }
  }
  return found;
}

/** Alike whatever the order of keys. */
function textOf(value: object | undefined): string {
  const entries = Object.entries(value ?? {}).filter(([, held]) => held !== undefined);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function runOf({ claudeCode, litellm, measured }: Pair): Run {
  const only = (version: string) => ({ since: version, until: version });
  return { claudeCode: only(claudeCode), ...(litellm !== undefined && { litellm: only(litellm) }), measured };
}

/** A run with an older neighbour. */
function joinedRun(newer: Run, older: Run, by: 'claudeCode' | 'litellm'): Run {
  const [from, to] = [older[by], newer[by]];
  const measured = older.measured > newer.measured ? older.measured : newer.measured;
  return from && to ? { ...newer, [by]: { since: from.since, until: to.until }, measured } : newer;
}

function sameSpan({ litellm: a }: Run, { litellm: b }: Run): boolean {
  return a?.since === b?.since && a?.until === b?.until;
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
