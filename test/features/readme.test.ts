import { expect, test } from 'bun:test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FeatureId, featureIds, features, fullTitle } from '../../src/features/features.ts';
import { type RouteId, routes } from '../../src/features/routes.ts';

const readme = join(import.meta.dir, '../../README.md');

/** What the README compares, in its words. */
const columns = {
  bedrock: 'Bedrock',
  vertex: 'Vertex',
  'litellm-unified-anthropic': 'LiteLLM → Anthropic',
  'litellm-unified-bedrock-converse': 'LiteLLM → Bedrock',
  'litellm-unified-vertex': 'LiteLLM → Vertex',
  'litellm-pass-anthropic': 'LiteLLM `/anthropic`',
  'litellm-pass-bedrock': 'LiteLLM `/bedrock`',
  'litellm-pass-vertex': 'LiteLLM `/vertex_ai`',
} as const satisfies { readonly [Id in RouteId]?: string };

const columnIds = Object.keys(columns) as (keyof typeof columns)[];

const marks = { full: '✓', partial: '~', none: '✗', unknown: '?' } as const;

function marksOf(id: FeatureId): string[] {
  return columnIds.map(route => marks[routes[route].column[id].state]);
}

/** The features that are not the same everywhere, as a table in Markdown. */
function table(): string {
  const same = featureIds.filter(id => marksOf(id).every(mark => mark === marks.full));
  const rows = featureIds
    .filter(id => !same.includes(id))
    .map(id => `| ${fullTitle(id)} | ${marksOf(id).join(' | ')} |`);
  return [
    `| | ${Object.values(columns).join(' | ')} |`,
    `|---|${columnIds.map(() => ':-:|').join('')}`,
    ...rows,
    '',
    `Everywhere: ${same.map(id => features[id].title).join(', ')}.`,
  ].join('\n');
}

test('the README compares backends as the table does (CGW_UPDATE_GOLDEN=1 writes it)', () => {
  const text = readFileSync(readme, 'utf8');
  const current = text.replace(
    /(?<=<!-- features -->\n).*?(?=<!-- end of features -->)/s,
    () => `${table()}\n`,
  );
  if (process.env.CGW_UPDATE_GOLDEN === '1') writeFileSync(readme, current);
  else expect(text).toBe(current);
});

test('the README is short', () => {
  expect(readFileSync(readme, 'utf8').split('\n').length).toBeLessThan(151);
});
