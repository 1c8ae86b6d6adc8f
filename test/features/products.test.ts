import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import type { Cell } from '../../src/features/cell.ts';
import { featureIds } from '../../src/features/features.ts';
import { operators } from '../../src/features/operators.ts';
import { products } from '../../src/features/products/products.ts';
import { columnOf } from '../../src/features/profile-column.ts';
import { routes } from '../../src/features/routes.ts';
import { allPresets } from '../../src/profile/presets.ts';

const server: Profile = {
  backend: 'gateway',
  baseUrl: 'https://g.example',
  token: 'env:T',
  modelFamily: 'other',
};
const deepseek: Profile = { ...server, product: 'deepseek' };

const general = ['gateway-claude', 'gateway-other'] as const;
const entries = general.flatMap(route =>
  Object.entries(products[route]).map(([product, cells]) => ({ route, product, cells })),
);

describe('the product of a profile', () => {
  test('decides what its route leaves open, and corrects what it says', () => {
    expect(routes['gateway-other'].column['web-search'].state).toBe('unknown');
    const column = columnOf({ profile: deepseek });
    expect(column['web-search']).toMatchObject({ state: 'full', changedBy: null });
    expect(column['structured-outputs'].state).toBe('none');
  });

  test('changes nothing where it is unknown, is another route’s, or says nothing', () => {
    const plain = columnOf({ profile: server });
    for (const product of ['acme', 'constructor', '__proto__', 'bifrost', ''])
      expect(columnOf({ profile: { ...server, product } })).toEqual(plain);
    expect(columnOf({ profile: deepseek }).skills).toEqual(plain.skills);
  });

  test('says nothing of the formats of clouds, which are other endpoints', () => {
    const clouds = { ...server, backend: 'gateway-bedrock', modelFamily: 'claude' } as const;
    expect(columnOf({ profile: { ...clouds, product: 'bifrost' } })).toEqual(columnOf({ profile: clouds }));
  });

  test('knows the route: the same product with Claude models and with others', () => {
    const state = (modelFamily: string) =>
      columnOf({ profile: { ...server, modelFamily, product: 'portkey' } })['extended-thinking'].state;
    expect([state('claude'), state('other')]).toEqual(['full', 'none']);
  });

  test('is beaten by what the profile sets', () => {
    const off = columnOf({ profile: { ...deepseek, context1m: false } })['context-1m'];
    expect(off).toMatchObject({ state: 'none', changedBy: 'context1m=off' });
    const long = { ...deepseek, env: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '128000' } };
    expect(columnOf({ profile: long })['long-output'].state).toBe('full');
  });

  test('does not promise an answer of 128k from models that have less', () => {
    const long = { ...server, product: 'qwen', env: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '128000' } };
    expect(columnOf({ profile: long })['long-output']).toMatchObject({ state: 'partial', lever: null });
  });

  test('is beaten by what cgw check has measured', () => {
    const check = {
      feature: 'web-search',
      state: 'none',
      why: '400',
      at: '2026-11-30T10:00:00Z',
      versions: 'x',
    } as const;
    const cell = columnOf({ profile: deepseek, checks: [check] })['web-search'];
    expect(cell).toMatchObject({ state: 'none', why: '400', changedBy: 'cgw check, 2026-11-30 10:00 UTC' });
  });
});

describe('the table of products', () => {
  test('names each as a preset or the table of operators does', () => {
    const named = allPresets().map(([, { profile }]) => String(profile.product ?? ''));
    const unnamed = entries.filter(
      ({ product }) => !named.includes(product) && !Object.hasOwn(operators, product),
    );
    expect(unnamed.map(({ product }) => product)).toEqual([]);
  });

  test('stands where the presets of the product stand', () => {
    for (const [name, { profile }] of allPresets()) {
      const family = profile.modelFamily === 'other' ? 'gateway-other' : 'gateway-claude';
      const known = entries.filter(({ product }) => product === profile.product).map(({ route }) => route);
      if (known.length > 0) expect([name, known]).toEqual([name, expect.arrayContaining([family])]);
    }
  });

  test('has no copy of what the route says anyway', () => {
    const said = ({ state, loss, why }: Cell) => `${state} ${loss} ${why}`;
    const copies = entries.flatMap(({ route, product, cells }) =>
      featureIds
        .filter(id => cells[id] !== undefined && said(cells[id]) === said(routes[route].column[id]))
        .map(id => `${product} ${id}`),
    );
    expect(copies).toEqual([]);
  });

  test('knows what it says', () => {
    const unknown = entries.flatMap(({ product, cells }) =>
      featureIds.filter(id => cells[id]?.state === 'unknown').map(id => `${product} ${id}`),
    );
    expect(unknown).toEqual([]);
  });
});
