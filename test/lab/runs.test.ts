import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { holdsOf, type Pair, pairFor } from '../../src/features/measured.ts';
import { type Point, runsOf, valueAt } from '../live/lab/runs.ts';

type Value = { readonly state: string };

function point(claudeCode: string, litellm: string, state: string | undefined): Point<Value> {
  const value = state === undefined ? undefined : { state };
  return { pair: { claudeCode, litellm, measured: '2026-11-29' }, value };
}

/** What a run says, in one line. */
function lines(points: readonly Point<Value>[]): string[] {
  return runsOf(points).map(
    ({ claudeCode, litellm, state }) =>
      `${claudeCode.since}-${claudeCode.until} ${litellm?.since}-${litellm?.until} ${state}`,
  );
}

describe('points as runs', () => {
  test.each([
    [
      'neighbours that are alike become one, also across 1.99 and 1.100',
      [point('2', '1.99.0', 'a'), point('2', '1.100.0', 'a'), point('2', '1.101.0', 'b')],
      ['2-2 1.101.0-1.101.0 b', '2-2 1.99.0-1.100.0 a'],
    ],
    [
      'what comes back is a run of its own',
      [point('2', '1.1', 'a'), point('2', '1.2', 'b'), point('2', '1.3', 'a')],
      ['2-2 1.3-1.3 a', '2-2 1.2-1.2 b', '2-2 1.1-1.1 a'],
    ],
    [
      'what was not measured is in none',
      [point('2', '1.1', 'a'), point('2', '1.2', undefined), point('2', '1.3', 'a')],
      ['2-2 1.3-1.3 a', '2-2 1.1-1.1 a'],
    ],
    [
      'versions of Claude Code that are alike in the same versions of LiteLLM become one',
      [point('2', '1.1', 'a'), point('2', '1.2', 'b'), point('1', '1.1', 'a'), point('1', '1.2', 'b')],
      ['1-2 1.2-1.2 b', '1-2 1.1-1.1 a'],
    ],
    [
      'also where only some of these were measured',
      [point('2', '1.1', 'a'), point('2', '1.2', 'a'), point('1', '1.2', 'a')],
      ['1-2 1.1-1.2 a'],
    ],
    [
      'and over one in which none of these was',
      [point('3', '1.1', 'a'), point('3', '1.2', 'b'), point('2', '1.2', 'b'), point('1', '1.1', 'a')],
      ['2-3 1.2-1.2 b', '1-3 1.1-1.1 a'],
    ],
    [
      'but not where one says another thing',
      [point('2', '1.1', 'a'), point('2', '1.2', 'a'), point('1', '1.1', 'a'), point('1', '1.2', 'b')],
      ['2-2 1.1-1.2 a', '1-1 1.2-1.2 b', '1-1 1.1-1.1 a'],
    ],
  ])('%s', (_, points, expected) => {
    expect(lines(points)).toEqual(expected);
  });

  test('each point is in exactly one run, which says what it says', () => {
    const versions = fc.subarray(['1.83.0', '1.99.2', '1.100.5', '1.110.2'], { minLength: 1 });
    const programs = fc.subarray(['2.1.99', '2.1.126', '2.1.332'], { minLength: 1 });
    const states = fc.infiniteStream(fc.constantFrom('a', 'b', undefined));
    fc.assert(
      fc.property(versions, programs, states, (litellm, claudeCode, stream) => {
        const points = claudeCode.flatMap(program =>
          // Not every pair is measured.
          litellm.flatMap(version =>
            stream.next().value === 'b' ? [] : [point(program, version, stream.next().value)],
          ),
        );
        const runs = runsOf(points);
        for (const { pair, value } of points) {
          expect(runs.filter(run => holdsOf(run, pair))).toHaveLength(value === undefined ? 0 : 1);
          expect(valueAt(runs, pair)).toEqual(value);
        }
      }),
    );
  });
});

describe('the measured versions that stand for somebody’s', () => {
  const pairs: Pair[] = [
    ['2.1.332', '1.110.2'],
    ['2.1.332', '1.99.4'],
    ['2.1.126', '1.110.2'],
  ].map(([claudeCode = '', litellm = '']) => ({ claudeCode, litellm, measured: '2026-11-29' }));

  test.each([
    ['the newest where none is known', {}, '2.1.332', '1.110.2'],
    ['the same', { claudeCode: '2.1.126', litellm: '1.110.2' }, '2.1.126', '1.110.2'],
    ['the newest before', { claudeCode: '2.1.200', litellm: '1.110.3' }, '2.1.126', '1.110.2'],
    ['the oldest, for what is older', { litellm: '1.80.0' }, '2.1.332', '1.99.4'],
    ['only what was measured together', { claudeCode: '2.1.126', litellm: '1.100.0' }, '2.1.332', '1.99.4'],
    ['the newest, for what is newer', { claudeCode: '2.2.0', litellm: '2.0.0' }, '2.1.332', '1.110.2'],
  ])('%s', (_, versions, claudeCode, litellm) => {
    expect(pairFor({ pairs }, versions)).toMatchObject({ claudeCode, litellm });
  });

  test('natively LiteLLM does not count', () => {
    const native = { pairs: [{ claudeCode: '2.1.332', measured: '2026-11-29' }] };
    expect(pairFor(native, { litellm: '1.1.1' })?.claudeCode).toBe('2.1.332');
  });
});
