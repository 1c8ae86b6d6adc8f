import { describe, expect, test } from 'bun:test';
import { textOf } from '../../src/base/lines.ts';
import { marks, type Support } from '../../src/features/cell.ts';
import { compare, comparisonLines, type NamedColumn, verdicts } from '../../src/features/compare.ts';
import { featureIds, features } from '../../src/features/features.ts';
import { columnOf } from '../../src/features/profile-column.ts';
import { routeIds, routes } from '../../src/features/routes.ts';
import { upstreamHint } from '../../src/features/upstream.ts';
import { allPresets, withExampleAddress } from '../../src/profile/presets.ts';
import { pickerRows } from '../../src/ui/picker-rows.ts';
import { comparison } from '../../src/ui/screens/compare.ts';
import { snapshotOf } from '../support/screens.ts';

const litellm = { backend: 'gateway', baseUrl: 'https://l', token: 'env:K', product: 'litellm' } as const;

/** Every preset, and what settings and measurements make of some. */
const columns: readonly NamedColumn[] = [
  ...allPresets().map(([name, preset]) => ({
    name,
    source: 'preset' as const,
    versions: null,
    column: columnOf({ profile: withExampleAddress(preset) }),
  })),
  ...routeIds.map(name => ({
    name,
    source: 'route' as const,
    versions: null,
    column: Object.fromEntries(
      featureIds.map(id => [id, { ...routes[name].column[id], changedBy: null }]),
    ) as NamedColumn['column'],
  })),
  {
    name: 'measured',
    source: 'profile',
    versions: null,
    column: columnOf({
      profile: litellm,
      checks: [
        { feature: 'web-search', state: 'full', why: '', at: '2026-11-20T10:00:00Z', versions: 'x' },
        { feature: 'effort', state: 'none', why: '', at: '2026-11-20T10:00:00Z', versions: 'x' },
      ],
    }),
  },
  {
    name: 'bent',
    source: 'profile',
    versions: null,
    column: columnOf({ profile: { ...litellm, upstream: 'anthropic', promptCaching: false } }),
  },
];

const order: readonly Support[] = ['none', 'partial', 'full'];

describe.each(columns)('from $name', from => {
  test('to every other, a difference stands where the columns put it, and nothing is left out', () => {
    for (const to of columns) {
      const found = compare(from.column, to.column);
      const expected = { lost: [], gained: [], uncertain: [] } as Record<keyof typeof found, string[]>;
      for (const id of featureIds) {
        const [held, gets] = [from.column[id].state, to.column[id].state];
        if (held === 'unknown' || gets === 'unknown') expected.uncertain.push(id);
        else if (order.indexOf(gets) < order.indexOf(held)) expected.lost.push(id);
        else if (gets !== held) expected.gained.push(id);
      }
      for (const part of ['lost', 'gained', 'uncertain'] as const)
        expect([to.name, part, found[part].map(each => String(each.feature))]).toEqual([
          to.name,
          part,
          expected[part],
        ]);
      const text = comparisonLines(from, to).join('\n');
      for (const { feature, title } of [...found.lost, ...found.gained, ...found.uncertain]) {
        expect(title).toBe(features[feature].title);
        const [held, gets] = [from.column[feature].state, to.column[feature].state];
        expect(text).toContain(
          `  ${marks[gets].symbol} ${title}: ${marks[held].word} → ${marks[gets].word}\n`.trimEnd(),
        );
      }
    }
  });
});

test('nothing is certain where all that differs is unknown, and it is said how much that is', () => {
  for (const from of columns)
    for (const to of columns) {
      const found = compare(from.column, to.column);
      const { lost, gained } = verdicts(found);
      const unknown = found.uncertain.length;
      if (found.lost.length === 0)
        expect(lost).toBe(
          unknown === 0 ? 'You lose: nothing' : `You lose: nothing certain; ${unknown} unknown`,
        );
      else expect(lost).toStartWith(`You lose: ${found.lost.length} feature`);
      expect(gained.endsWith(' unknown')).toBe(unknown > 0);
    }
});

test('how much is unknown for want of upstream is counted, and said once', () => {
  const column = columnOf({ profile: litellm });
  const count = featureIds.filter(id => column[id].state === 'unknown').length;
  expect(count).toBeGreaterThan(5);
  const own: NamedColumn = { name: 'litellm', source: 'profile', versions: null, column };
  expect(upstreamHint(own, column)).toMatchObject({
    what: `${count} features unknown until upstream is set`,
    command: 'cgw edit litellm --set upstream=…',
  });
  expect(upstreamHint({ ...own, source: 'preset' }, column)?.command).toBe(
    'cgw add litellm --set upstream=…',
  );
  expect(upstreamHint({ ...own, source: 'route' }, column)).toBeUndefined();
  const bedrock: NamedColumn = {
    name: 'bedrock',
    source: 'preset',
    versions: null,
    column: columnOf({ profile: { backend: 'bedrock' } }),
  };
  const text = comparisonLines(own, bedrock).join('\n');
  expect(text.match(/until upstream is set/g)).toHaveLength(1);
  expect(text).not.toContain('depends on what is behind the gateway');
  // What the switch loses in any case is not hidden by what is unknown.
  expect(text).toContain('✗ Gateway model list: full → none');
  expect(upstreamHint(own, columnOf({ profile: { ...litellm, upstream: 'vertex' } }))).toBeUndefined();
});

test('the screen shows the same states and the same answer', () => {
  const rows = pickerRows(snapshotOf());
  const named = rows.flatMap(({ name, source, held }) =>
    held === null ? [] : [{ name, source, column: held.column }],
  );
  for (const from of named.slice(0, 8))
    for (const to of named) {
      if (from === to) continue;
      const { lines } = comparison(rows, { names: [from.name, to.name], all: true, top: 0 }, 96);
      const text = lines.map(textOf);
      expect(text[0]).toBe(verdicts(compare(from.column, to.column)).lost);
      for (const id of featureIds) {
        const [held, gets] = [from.column[id].state, to.column[id].state].map(state => marks[state].word);
        const found = text.find(each => each.startsWith(`${features[id].title} `) && !each.includes('→'));
        expect(found?.replace(/[✓~✗?] /g, '').split(/\s{2,}/)).toEqual(
          expect.arrayContaining([features[id].title, held, gets]),
        );
      }
    }
});
