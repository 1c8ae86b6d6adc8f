import { describe, expect, test } from 'bun:test';
import { backends, fieldOf } from '../../src/backends/index.ts';
import { backendIds } from '../../src/env/backend-ids.ts';
import type { Cell, Evidence } from '../../src/features/cell.ts';
import { documentedRoutes } from '../../src/features/documented-routes.ts';
import { betaMapEvidence } from '../../src/features/evidence.ts';
import { type FeatureId, featureIds, features, titleWidth } from '../../src/features/features.ts';
import { levers, leverWords } from '../../src/features/levers.ts';
import { betaMap } from '../../src/features/litellm/beta-map.ts';
import { products } from '../../src/features/products/products.ts';
import type { Cells } from '../../src/features/products/source.ts';
import { type RouteId, routeIds, routes } from '../../src/features/routes.ts';

/** Issue 3, “Route ids” and “Feature ids”, and those of the audit of 2026-11-28. */
const issueRoutes =
  'anthropic anthropic-login bedrock mantle anthropic-aws anthropic-gcp vertex foundry ' +
  'litellm-unified-anthropic litellm-unified-bedrock-invoke litellm-unified-bedrock-converse ' +
  'litellm-unified-mantle litellm-unified-vertex litellm-unified-azure litellm-unified-copilot litellm-unified-other ' +
  'litellm-pass-anthropic litellm-pass-bedrock litellm-pass-vertex openrouter-claude openrouter-other ' +
  'claude-apps-gateway gateway-claude gateway-other';
const issueFeatures =
  'skills plugins hooks subagents memory mcp-tools model-aliases prompt-caching prompt-caching-1h ' +
  'extended-thinking interleaved-thinking context-1m tool-search web-search fast-mode effort ' +
  'context-management structured-outputs token-counting fine-grained-tool-streaming images-pdf advisor ' +
  'auto-mode model-discovery long-output silent-streams model-fallback usage-caps managed-settings quiet ' +
  'zero-retention account-features';

type Place = readonly [of: string, FeatureId, Cell];

function placesIn(of: string, cells: Cells): Place[] {
  return featureIds.flatMap(feature => {
    const cell = cells[feature];
    return cell === undefined ? [] : [[of, feature, cell] as const];
  });
}

/** All cells: of the routes, and those of products over them. */
const places: readonly Place[] = [
  ...routeIds.flatMap(route => placesIn(route, routes[route].column)),
  ...Object.values(products).flatMap(those =>
    Object.entries<Cells>(those).flatMap(([product, cells]) => placesIn(product, cells)),
  ),
];

/** The places whose cell breaks a rule, so that a failure names them. */
function offenders(broken: (cell: Cell, feature: FeatureId) => boolean): string[] {
  return places
    .filter(([, feature, cell]) => broken(cell, feature))
    .map(([route, feature]) => `${route} ${feature}`);
}

describe('the table', () => {
  test('has the routes and features of the issue, each once', () => {
    expect([...routeIds].map(String)).toEqual(issueRoutes.split(' '));
    expect([...featureIds].map(String)).toEqual(issueFeatures.split(' '));
    for (const route of routeIds)
      expect(Object.keys(routes[route].column).sort()).toEqual([...featureIds].sort());
  });

  test('gives every route a title of its own', () => {
    expect(new Set(routeIds.map(route => routes[route].title)).size).toBe(routeIds.length);
  });

  test('says what is lost, unless nothing is', () => {
    expect(offenders(cell => (cell.state === 'full') !== (cell.loss === ''))).toEqual([]);
    expect(offenders(cell => cell.why === '')).toEqual([]);
  });

  test('says it in one line', () => {
    expect(offenders(cell => cell.loss.length > 60)).toEqual([]);
    expect(offenders(cell => cell.why.length > 90)).toEqual([]);
    expect(offenders(cell => /[\n\t]|\.$/.test(cell.loss + cell.why))).toEqual([]);
  });

  test('says a loss in a few words: it stands beside the title, on a screen of 100 columns', () => {
    for (const [, , { loss }] of places) expect([loss, Bun.stringWidth(loss) <= 36]).toEqual([loss, true]);
    expect(titleWidth).toBeLessThan(24);
  });

  test('says “depends on the gateway” where it does', () => {
    const cells = featureIds.map(feature => routes['gateway-claude'].column[feature]);
    for (const { state, why } of cells)
      if (state === 'unknown') expect(why).toStartWith('depends on the gateway');
  });
});

/** facts/claude-code.md §6, Gateway contract: a 400 when the header is stripped and the body kept. */
describe('a loss is loud', () => {
  /** By the documents; a server that was measured can refuse whatever it likes. */
  const loud = routeIds
    .flatMap(id => featureIds.map((feature): Place => [id, feature, documentedRoutes[id].column[feature]]))
    .filter(([, , cell]) => cell.shows === 'loud');
  const paired: readonly FeatureId[] = ['tool-search', 'effort', 'context-management', 'structured-outputs'];

  test('for features that have a body field beside their header', () => {
    expect([...new Set(loud.map(([, feature]) => feature))].sort()).toEqual([...paired].sort());
  });

  test('where a gateway strips headers, and not where Claude Code itself sends nothing', () => {
    const found = loud.map(([route, feature]) => `${route} ${feature}`);
    expect(found.filter(place => !place.startsWith('litellm-unified-'))).toEqual(
      featureIds.filter(id => paired.includes(id)).map(id => `gateway-claude ${id}`),
    );
    for (const place of ['bedrock-converse context-management', 'bedrock-invoke structured-outputs'])
      expect(found).toContain(`litellm-unified-${place}`);
  });

  test('where something is lost', () => {
    expect(offenders(cell => cell.shows === 'loud' && cell.state === 'full')).toEqual([]);
  });
});

describe('evidence', () => {
  const all: readonly Evidence[] = [betaMapEvidence, ...places.flatMap(([, , cell]) => cell.evidence)];

  test('is there for every cell, and not superseded alone', () => {
    expect(offenders(cell => !cell.evidence.some(({ superseded }) => superseded !== true))).toEqual([]);
  });

  test('is dated', () => {
    for (const { checked } of all) {
      expect(checked).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(new Date(checked).toISOString()).toStartWith(checked);
    }
  });

  test('says what it is true of', () => {
    for (const { versions } of all) expect(versions).toMatch(/\d/);
  });

  /** A URL; a repository with a number or a commit and a path; a document or a recording with its date. */
  const resolvable = [
    /^https:\/\/[a-z.-]+\/\S+$/,
    /^[\w.-]+\/[\w.-]+#\d+$/,
    /^[\w.-]+\/[\w.-]+@[0-9a-f]{40}: \S+$/,
    /^Claude Code LLM Gateway Compatibility, 2025-12-13: .+$/,
    /^Requests of npm @anthropic-ai\/claude-code@[\d.]+ recorded on 127\.0\.0\.1, 20\d\d-\d\d-\d\d: .+$/,
    /^cgw’s lab, npm run measure, 20\d\d-\d\d-\d\d: .+$/,
  ];
  test('can be resolved', () => {
    const bad = all.filter(({ source }) => !resolvable.some(form => form.test(source)));
    expect(bad.map(({ source }) => source)).toEqual([]);
  });

  test('stands once in a cell', () => {
    expect(
      offenders(cell => new Set(cell.evidence.map(({ source }) => source)).size !== cell.evidence.length),
    ).toEqual([]);
  });

  test('has one date and kind for each source', () => {
    const known = new Map<string, string>();
    for (const { source, checked, kind, versions } of all) {
      const facts = `${checked} ${kind} ${versions}`;
      expect(`${source}: ${known.get(source) ?? facts}`).toBe(`${source}: ${facts}`);
      known.set(source, facts);
    }
  });
});

describe('features', () => {
  /** facts/claude-code.md §6, Gateway contract: silent and 400; facts §4 and facts/litellm.md §2 for the betas. */
  const contract: readonly (readonly [FeatureId, 'loud' | 'silent', string[]])[] = [
    ['context-1m', 'silent', ['context-1m-2025-08-07']],
    ['interleaved-thinking', 'silent', ['interleaved-thinking-2025-05-14']],
    ['context-management', 'loud', ['context-management-2025-06-27']],
    ['tool-search', 'loud', ['advanced-tool-use-2025-11-20', 'tool-search-tool-2025-10-19']],
    ['effort', 'loud', ['effort-2025-11-24']],
    ['structured-outputs', 'loud', ['structured-outputs-2025-11-13']],
    ['prompt-caching-1h', 'silent', ['extended-cache-ttl-2025-04-11']],
    ['skills', 'silent', []],
  ];
  test.each(contract)('losing %s is %s', (feature, loss, betas) => {
    expect(features[feature].loss).toBe(loss);
    expect(features[feature].betas.map(String)).toEqual(betas);
  });

  test('are grouped as in the study: seven in the client, the rest not', () => {
    const client = featureIds.filter(feature => features[feature].side === 'client');
    expect([...client]).toEqual(featureIds.slice(0, 7));
    expect(featureIds.filter(feature => features[feature].side === 'account')).toEqual([
      'usage-caps',
      'managed-settings',
      'quiet',
      'zero-retention',
      'account-features',
    ]);
  });

  test('name betas that the map knows, and have titles of their own', () => {
    for (const feature of featureIds)
      for (const beta of features[feature].betas) expect(Object.keys(betaMap)).toContain(beta);
    expect(new Set(featureIds.map(feature => features[feature].title)).size).toBe(featureIds.length);
  });
});

describe('levers', () => {
  test('of a profile name a field that a profile has', () => {
    const fields = Object.values(levers)
      .filter(lever => /^[a-z]\w*[.=]/.test(lever) && !lever.startsWith('env.'))
      .flatMap(lever => lever.split(', '))
      .map(assignment => assignment.slice(0, assignment.indexOf('=')));
    expect(fields.length).toBeGreaterThan(6);
    for (const field of fields)
      expect([field, fieldOf('bedrock', field) ?? fieldOf('gateway', field)]).not.toEqual([field, undefined]);
  });

  test('stand in the cells as the list spells them', () => {
    const known: readonly string[] = Object.values(levers);
    const used = places.flatMap(([, , { lever }]) => lever ?? []);
    const unlisted = used.filter(
      lever => !known.includes(lever) && !lever.split(', ').every(part => known.includes(part)),
    );
    expect(unlisted).toEqual([]);
  });
});

test('the table knows nothing of the rest of cgw', async () => {
  const folder = new URL('../../src/features/', import.meta.url).href;
  const queue = ['routes.ts', 'features.ts', 'known-issues.ts'].map(file => folder + file);
  const seen = new Set<string>();
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = await Bun.file(new URL(file)).text();
    for (const [, imported = ''] of text.matchAll(/ from '([^']+)'/g)) {
      const target = new URL(imported, file).href;
      // Beside its own files: the published measurements, and how versions are compared.
      if (/\/base\/(json-files|versions)\.ts$/.test(target)) continue;
      expect(imported.startsWith('.') && target.startsWith(folder) ? '' : `${file} → ${imported}`).toBe('');
      queue.push(target);
    }
  }
  expect(seen.size).toBeGreaterThan(routeIds.length);
});

test('a backend that is a route of its own is called as everywhere else', () => {
  const own = backendIds.filter(id => id !== 'anthropic' && Object.hasOwn(routes, id));
  expect(own.length).toBe(6);
  for (const id of own) expect(routes[id as RouteId].title).toBe(backends[id].title);
});

test('a setting that brings nothing back is not said to change it', () => {
  for (const [, , { lever, state }] of places) {
    if (lever === null) continue;
    const without: readonly string[] = [levers.betasOff, levers.toolSearchOff, levers.customModel];
    const brings = !without.includes(lever);
    expect([lever, leverWords(lever)]).toEqual([lever, brings ? 'to change it' : 'to do without it']);
    expect(brings || state !== 'full').toBe(true);
  }
});
