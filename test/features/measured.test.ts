import { describe, expect, test } from 'bun:test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Cell, Column } from '../../src/features/cell.ts';
import { documentedRoutes, type RouteId, routeIds } from '../../src/features/documented-routes.ts';
import { type FeatureId, featureIds } from '../../src/features/features.ts';
import type { MeasuredCell } from '../../src/features/measured.ts';
import { measuredRoutes } from '../../src/features/measured-routes.ts';
import { measuredOver, routes } from '../../src/features/routes.ts';
import { dataOf, dataText, newestSnapshot, pointsOf, readData } from '../live/lab/data.ts';
import { pinnedLiteLLM } from '../live/lab/locks.ts';
import { routeSchema, schemaText } from '../live/lab/schema.ts';

const root = join(import.meta.dir, '../..');
const newest = newestSnapshot(readData());

describe('data/', () => {
  test('is what the lab writes of it: checked, its points merged into runs, and in the table’s order', () => {
    const files = readdirSync(join(root, 'data/routes')).map(name => name.replace('.json', ''));
    expect(files.sort()).toEqual(Object.keys(measuredRoutes).sort());
    for (const id of files as RouteId[]) {
      const text = readFileSync(join(root, `data/routes/${id}.json`), 'utf8');
      expect(dataText(dataOf(id, pointsOf(routeSchema.parse(JSON.parse(text)))))).toBe(text);
    }
  });

  test('has the schema that it is written by, which every file fits', () => {
    const text = readFileSync(join(root, 'data/schema.json'), 'utf8');
    expect(schemaText()).toBe(text);
    const schema = z.fromJSONSchema(JSON.parse(text));
    for (const file of Object.values(measuredRoutes)) expect(schema.safeParse(file).error).toBeUndefined();
    expect(schema.safeParse({ ...measuredRoutes.bedrock, pairs: [{}] }).success).toBe(false);
  });

  test('says of each cell what is lost, where something is', () => {
    for (const { features } of readData())
      for (const { runs } of Object.values(features))
        for (const { state, loss } of runs) expect(loss === '').toBe(state === 'full');
  });

  test('ends with the versions that the lab pins', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'test/live/package.json'), 'utf8'));
    expect(pinnedLiteLLM).toBe(newest.litellm);
    expect(dependencies['@anthropic-ai/claude-code']).toBe(newest.claudeCode);
  });

  test('has every route through LiteLLM but to Copilot, and the vendors’ own but that of a login', () => {
    const expected = routeIds.filter(id => !/login|copilot|^openrouter|gateway/.test(id));
    expect(Object.keys(measuredRoutes)).toEqual(expected.toSorted());
  });
});

/** One measurement over one column. */
function over(id: RouteId, feature: FeatureId, seen: MeasuredCell): Cell {
  const only = (version: string) => ({ since: version, until: version });
  const litellm = id.startsWith('litellm-') ? { litellm: only(newest.litellm) } : {};
  const run = { claudeCode: only(newest.claudeCode), ...litellm, measured: newest.measured };
  return measuredOver(id, documentedRoutes[id].column, { [feature]: { ...run, ...seen } })[feature];
}

const arrives: MeasuredCell = { sent: 'a, b', state: 'full', loss: '', why: 'all of it arrives' };
const lost: MeasuredCell = {
  sent: 'a, b',
  received: '',
  state: 'none',
  shows: 'silent',
  loss: 'It',
  why: 'dropped',
};
const refused: MeasuredCell = { ...lost, shows: 'loud', why: 'a 400' };
const open: MeasuredCell = { sent: 'a, b', received: 'a', state: 'unknown', loss: 'It', why: 'undocumented' };
const partly: MeasuredCell = { ...lost, received: 'a', state: 'partial', loss: 'Some', why: 'half of it' };
const unsent: MeasuredCell = { ...lost, sent: '', received: undefined, why: 'not sent' };

describe('a measurement over a documented cell', () => {
  const documented = (id: RouteId, feature: FeatureId) => documentedRoutes[id].column[feature];

  test('a loss beats what is documented, and the older evidence says that it is superseded', () => {
    const cell = over('litellm-unified-anthropic', 'effort', lost);
    expect(documented('litellm-unified-anthropic', 'effort').state).toBe('full');
    expect(cell).toMatchObject({ state: 'none', loss: 'It', why: 'dropped' });
    expect(cell.evidence[0]).toMatchObject({
      kind: 'measured',
      versions: `LiteLLM ${newest.litellm} with Claude Code ${newest.claudeCode}`,
    });
    expect(cell.evidence.slice(1).every(({ superseded }) => superseded)).toBe(true);
  });

  test('a loud loss is loud, and a silent one is not, whatever is documented', () => {
    expect(over('litellm-unified-anthropic', 'effort', refused).shows).toBe('loud');
    const converse = documented('litellm-unified-bedrock-converse', 'context-management');
    expect(converse).toMatchObject({ state: 'none', shows: 'loud' });
    expect(over('litellm-unified-bedrock-converse', 'context-management', partly).shows).toBeUndefined();
  });

  test('a loss that is seen to be silent is not loud because a document says so, and has its own words', () => {
    expect(documentedRoutes['litellm-unified-bedrock-converse'].column['context-management'].shows).toBe(
      'loud',
    );
    const seen = over('litellm-unified-bedrock-converse', 'context-management', lost);
    expect(seen).toMatchObject({ state: 'none', loss: lost.loss, why: lost.why });
    expect(seen.shows).toBeUndefined();
  });

  test('what arrives refutes a documented loss', () => {
    expect(documented('litellm-unified-bedrock-invoke', 'interleaved-thinking').state).toBe('none');
    expect(over('litellm-unified-bedrock-invoke', 'interleaved-thinking', arrives)).toMatchObject({
      state: 'full',
      loss: '',
    });
  });

  test('but not the limit of the vendor’s server', () => {
    expect(documented('bedrock', 'structured-outputs').state).toBe('partial');
    const cell = over('litellm-unified-bedrock-converse', 'structured-outputs', arrives);
    expect(cell.state).toBe('partial');
    expect(cell.evidence[0].kind).toBe('documented');
  });

  test('nor what Claude Code itself does not ask for behind a base URL', () => {
    const cell = over('litellm-unified-anthropic', 'prompt-caching', arrives);
    expect(cell).toMatchObject({ state: 'partial', loss: 'Its own notices stay uncached' });
    expect(over('litellm-pass-vertex', 'prompt-caching', lost).state).toBe('none');
  });

  test('nor is it undone by a server of which nobody knows', () => {
    expect(documented('litellm-pass-bedrock', 'effort').state).toBe('unknown');
    expect(over('litellm-pass-bedrock', 'effort', arrives).state).toBe('full');
  });

  test('nor what LiteLLM does for some models only: one was measured', () => {
    expect(documented('litellm-unified-bedrock-invoke', 'effort').state).toBe('partial');
    expect(over('litellm-unified-bedrock-invoke', 'effort', arrives).state).toBe('partial');
  });

  test('nor, on a cloud’s own route, anything: there only the request was seen', () => {
    expect(documented('bedrock', 'context-management').state).toBe('none');
    expect(over('bedrock', 'context-management', arrives).state).toBe('none');
    expect(over('bedrock', 'extended-thinking', arrives).evidence.at(-1)?.kind).toBe('measured');
    expect(over('vertex', 'skills', lost).state).toBe('none');
  });

  test('what could not be decided changes nothing but the evidence', () => {
    const before = documented('litellm-unified-vertex', 'effort');
    const { evidence, ...rest } = over('litellm-unified-vertex', 'effort', open);
    const { evidence: older, ...kept } = before;
    expect(rest).toEqual(kept);
    expect(evidence.slice(0, older.length)).toEqual([...older]);
    expect(evidence.at(-1)?.kind).toBe('measured');
  });

  test.each([
    ['litellm-unified-bedrock-converse', 'context-management', lost, 'dropped', undefined],
    ['litellm-unified-bedrock-converse', 'context-management', refused, 'a 400', 'loud'],
    ['litellm-pass-vertex', 'fine-grained-tool-streaming', partly, 'half of it', undefined],
  ] as const)(
    '%s %s: it brings its own words, also where the states are equal',
    (id, feature, seen, why, shows) => {
      const before = documented(id, feature);
      expect(before.state).toBe(seen.state);
      const cell = over(id, feature, seen);
      expect(cell).toMatchObject({ state: seen.state, loss: seen.loss, why, lever: before.lever });
      expect(cell.shows).toBe(shows);
      expect(cell.evidence[0].kind).toBe('measured');
    },
  );

  test.each([
    ['nothing was sent', 'litellm-pass-bedrock', 'context-management', unsent],
    ['all that was sent arrives', 'litellm-unified-anthropic', 'effort', arrives],
    ['only the program’s request was seen', 'bedrock', 'web-search', unsent],
    ['the program decides', 'litellm-unified-vertex', 'fast-mode', lost],
  ] as const)('%s: then the documented words stay', (_, id, feature, seen) => {
    const { state, loss, why } = documented(id, feature);
    expect(seen.state).toBe(state);
    expect(over(id, feature, seen)).toMatchObject({ state, loss, why });
  });

  test('the study’s verdict is superseded exactly when the cell now says another thing', () => {
    const verdict = (cell: Cell) =>
      cell.evidence.find(({ source }) => source.startsWith('Claude Code LLM Gateway Compatibility'));
    const interleaved = (seen: MeasuredCell) =>
      verdict(over('litellm-unified-bedrock-invoke', 'interleaved-thinking', seen));
    expect(interleaved(lost)?.superseded).toBeUndefined();
    expect(interleaved(partly)?.superseded).toBe(true);
  });
});

describe('the table', () => {
  test('is the documented one where nothing was measured', () => {
    const untouched: Column = routes['openrouter-claude'].column;
    expect(untouched).toEqual(documentedRoutes['openrouter-claude'].column);
    for (const id of routeIds)
      for (const feature of featureIds)
        if (measuredRoutes[id]?.features[feature] === undefined)
          expect(routes[id].column[feature]).toEqual(documentedRoutes[id].column[feature]);
  });

  test('says “measured”, with both versions, wherever a route through LiteLLM was measured', () => {
    for (const id of routeIds.filter(each => each.startsWith('litellm-')))
      for (const feature of featureIds)
        if (measuredRoutes[id]?.features[feature] !== undefined)
          expect(
            routes[id].column[feature].evidence.some(
              ({ kind, versions }) =>
                kind === 'measured' && /^LiteLLM \d.* with Claude Code \d/.test(versions),
            ),
          ).toBe(true);
  });
});
