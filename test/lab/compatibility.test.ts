import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteId } from '../../src/features/documented-routes.ts';
import {
  compatibilityText,
  measuredShare,
  withCompatibility,
  withOverview,
} from '../live/lab/compatibility.ts';
import { newestSnapshot, readData, type Snapshot } from '../live/lab/data.ts';

const root = join(import.meta.dir, '../..');
const file = newestSnapshot(readData());

/** The measurements with one cell changed. */
function changed(id: RouteId, feature: 'context-1m' | 'effort', state: 'full' | 'none'): Snapshot {
  const route = file.routes[id];
  const cell = route?.features[feature];
  if (route === undefined || cell === undefined) throw new Error(`${id} ${feature} was not measured`);
  const features = { ...route.features, [feature]: { ...cell, state } };
  return { ...file, routes: { ...file.routes, [id]: { ...route, features } } };
}

test('at least nine in ten of the cells that the lab can decide are measured with the newest versions', () => {
  const { now, of } = measuredShare(readData());
  expect(now / of).toBeGreaterThan(0.9);
});

test('data/README.md says how much was measured of which versions, and every cell that differs from the documents', () => {
  const page = readFileSync(join(root, 'data/README.md'), 'utf8');
  expect(withOverview(page, readData())).toBe(page);
});

describe('docs/compatibility.md', () => {
  test('is what data/ says (npm run measure writes both)', () => {
    const page = readFileSync(join(root, 'docs/compatibility.md'), 'utf8');
    expect(withCompatibility(page, file)).toBe(page);
  });

  test('answers every feature of the study’s matrix and its four issues', () => {
    const text = compatibilityText(file);
    expect(
      text.split('\n').filter(line => /^\| .*\| (yes|no|on \d of 9 routes) \|$/.test(line)),
    ).toHaveLength(12);
    for (const issue of ['#15622', '#15299', '#9016', '#9020']) expect(text).toContain(issue);
  });

  test('follows the measurements', () => {
    const row = (of: Snapshot) => compatibilityText(of).match(/^\| 1M context \|.*$/m)?.[0];
    // The study said ❌ of every route.
    expect(row(file)).toEndWith('| no |');
    const worse = changed('litellm-unified-vertex', 'context-1m', 'none');
    expect(row(worse)).toEndWith('| on 1 of 9 routes |');
    expect(compatibilityText(worse)).toContain('| 1M context may fall back without a word | on → Vertex |');
  });

  test('is refused where it has no place', () => {
    expect(() => withCompatibility('# Another page', file)).toThrow('no place');
  });
});
