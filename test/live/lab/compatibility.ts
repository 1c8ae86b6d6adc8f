import type { Cell } from '../../../src/features/cell.ts';
import { type RouteId, routeIds } from '../../../src/features/documented-routes.ts';
import { type FeatureId, featureIds, features } from '../../../src/features/features.ts';
import { holdsOf } from '../../../src/features/measured.ts';
import { routes } from '../../../src/features/routes.ts';
import { litellmVerdicts } from '../../../src/features/study.ts';
import { newestSnapshot, type Snapshot } from './data.ts';
import { seenFeatures } from './features.ts';
import { disagreements } from './report.ts';
import { labRoutes } from './routes.ts';
import { newestFirst } from './runs.ts';
import type { RouteData } from './schema.ts';

/*
 * The measured part of docs/compatibility.md: what the analysis of December 2025 said of LiteLLM, claim by claim, and what
 * is measured today. Written by `npm run measure`; a test holds the page to it.
 */

const marks = { full: '✅', partial: '⚠️', none: '❌', unknown: '?' } as const;

/** Short names for the heads of columns. */
const heads: { readonly [Id in RouteId]?: string } = {
  'litellm-unified-anthropic': 'unified → Anthropic',
  'litellm-unified-bedrock-invoke': '→ Bedrock Invoke',
  'litellm-unified-bedrock-converse': '→ Bedrock Converse',
  'litellm-unified-mantle': '→ Bedrock Mantle',
  'litellm-unified-vertex': '→ Vertex',
  'litellm-unified-azure': '→ Foundry',
  'litellm-pass-anthropic': 'pass-through Anthropic',
  'litellm-pass-bedrock': '→ Bedrock',
  'litellm-pass-vertex': '→ Vertex',
};

const through = routeIds.filter(id => id in heads);
const judged = featureIds.filter((id): id is keyof typeof litellmVerdicts => id in litellmVerdicts);

const begin = '<!-- measured: written by npm run measure -->';
const end = '<!-- end of what was measured -->';

/** The section’s generated part, between its marks. */
export function compatibilityText(file: Snapshot): string {
  const versions = `LiteLLM ${file.litellm} and Claude Code ${file.claudeCode}, ${file.measured}`;
  return [
    begin,
    `${versions}. ✅ all of it reaches the server · ⚠️ some of it · ❌ none of it, or a 400.`,
    '',
    ...matrix(file),
    '',
    ...table(['The analysis said', 'Today'], claims(file)),
    '',
    `What LiteLLM ${file.litellm} costs today:`,
    '',
    ...table(['Route', 'Lost in whole or in part'], losses(file)),
    end,
  ].join('\n');
}

/** The page with the generated part put in place of the old one. @throws Error when it has no marks */
export function withCompatibility(page: string, file: Snapshot): string {
  return withGenerated(page, compatibilityText(file));
}

/** A page with a text between marks in place of the old one. @throws Error when it has no marks */
function withGenerated(page: string, text: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error('the page has no place for what was measured');
  return page.slice(0, from) + text + page.slice(to + end.length);
}

/** The page of the data: how much was measured of which versions, and where the documents say otherwise. */
export function withOverview(page: string, data: readonly RouteData[]): string {
  const { now, of } = measuredShare(data);
  const { litellm, claudeCode } = newestSnapshot(data);
  const differing = disagreements(data);
  const lines = [
    begin,
    ...pairsTable(data),
    '',
    `${now} of the ${of} cells that requests can show are decided by measurements with LiteLLM ${litellm} and Claude Code ${claudeCode}: ${Math.floor((100 * now) / of)} %.`,
    `${differing.length} of them say something else than the documents that cgw has read:`,
    '',
    ...table(
      ['Route', 'Feature', 'Documented', 'Measured'],
      differing.map(({ route, feature, documented, measured }) => [
        routes[route].title,
        features[feature].title,
        wordsOf(documented),
        wordsOf(measured),
      ]),
    ),
    end,
  ];
  return withGenerated(page, lines.join('\n'));
}

function wordsOf({ state, why, loss }: Cell): string {
  return `${marks[state]} ${why === '' ? loss : why}`;
}

/** How many cells of the lab’s features and routes are measured, and not left open, with the newest versions. */
export function measuredShare(data: readonly RouteData[]): { readonly now: number; readonly of: number } {
  const { routes: newest } = newestSnapshot(data);
  const cells = Object.values(newest).flatMap(route => Object.values(route.features));
  const decided = cells.filter(({ state }) => state !== 'unknown');
  return { now: decided.length, of: seenFeatures.length * labRoutes.length };
}

function pairsTable(data: readonly RouteData[]): string[] {
  const counts = new Map<string, number>();
  for (const { pairs, features: cells } of data)
    for (const { claudeCode, litellm = alone } of pairs) {
      const key = `${claudeCode} ${litellm}`;
      const runs = Object.values(cells).filter(cell =>
        cell.runs.some(run => holdsOf(run, { claudeCode, ...(litellm !== alone && { litellm }) })),
      );
      counts.set(key, (counts.get(key) ?? 0) + runs.length);
    }
  const versions = (of: 'claudeCode' | 'litellm') =>
    [...new Set(data.flatMap(({ pairs }) => pairs.flatMap(pair => pair[of] ?? [])))].sort(newestFirst);
  const programs = versions('claudeCode');
  const rows = [alone, ...versions('litellm')].map(litellm => [
    litellm === alone ? 'no LiteLLM' : `LiteLLM ${litellm}`,
    ...programs.map(program => String(counts.get(`${program} ${litellm}`) ?? '–')),
  ]);
  return table(['Cells', ...programs.map(program => `Claude Code ${program}`)], rows);
}

const alone = 'none';

function matrix(file: Snapshot): string[] {
  const head = ['Feature', 'Said of LiteLLM, 2025', ...through.map(id => heads[id] ?? id), 'Holds today'];
  return table(
    head,
    judged.map(id => {
      const states = through.map(route => stateOf(file, route, id));
      const said = litellmVerdicts[id];
      const agreeing = states.filter(state => state === said).length;
      return [
        features[id].title,
        marks[said],
        ...states.map(state => marks[state]),
        holds(agreeing, states.length),
      ];
    }),
  );
}

function holds(agreeing: number, of: number): string {
  if (agreeing === of) return 'yes';
  return agreeing === 0 ? 'no' : `on ${agreeing} of ${of} routes`;
}

/** The claims beside the matrix, each with the answer that the measurements give. */
function claims(file: Snapshot): string[][] {
  return [
    ['`anthropic-beta` does not reach Bedrock (#15622)', forwarded(file, 'litellm-unified-bedrock-invoke')],
    ['`anthropic-beta` does not reach Vertex (#15299)', forwarded(file, 'litellm-unified-vertex')],
    ['`anthropic-beta` is not forwarded by the proxy (#9016)', forwarded(file, 'litellm-unified-anthropic')],
    ['extended thinking and the output-128k beta conflict (#9020)', conflict(file)],
    ['1M context may fall back without a word', fallsBack(file)],
    ['Bedrock without LiteLLM has all twelve', native(file, 'bedrock')],
    ['Vertex without LiteLLM has all twelve', native(file, 'vertex')],
  ];
}

function forwarded({ routes: measured }: Snapshot, id: RouteId): string {
  const { arrived = [], dropped = [] } = measured[id]?.betas ?? {};
  const all = arrived.length + dropped.length;
  if (dropped.length === 0) {
    const unknown = measured[id]?.relaysUnknown ? ', and so does one that nobody knows' : '';
    return `no longer: all ${all} that Claude Code sends arrive${unknown}`;
  }
  const names = dropped.map(beta => `\`${beta}\``).join(', ');
  return `in part: ${arrived.length} of ${all} arrive; dropped or renamed: ${names}`;
}

function conflict({ routes: measured }: Snapshot): string {
  const sent = Object.values(measured).flatMap(route => [...route.betas.arrived, ...route.betas.dropped]);
  return sent.some(beta => beta.startsWith('output-128k'))
    ? 'not known: Claude Code still sends it'
    : 'cannot come up: Claude Code no longer sends that beta on any route';
}

function fallsBack(file: Snapshot): string {
  const losing = through.filter(id => stateOf(file, id, 'context-1m') !== 'full');
  return losing.length === 0
    ? 'no longer: the header arrives on every route'
    : `on ${losing.map(id => heads[id]).join(', ')}`;
}

function native(file: Snapshot, id: RouteId): string {
  const arriving = judged.filter(feature => stateOf(file, id, feature) === 'full');
  return `Claude Code asks for ${arriving.length} of ${judged.length} there, and nothing is refused`;
}

function losses(file: Snapshot): string[][] {
  return through.map(id => {
    const cells = featureIds.flatMap(feature => {
      const cell = file.routes[id]?.features[feature];
      const lost = cell !== undefined && cell.state !== 'full';
      return lost ? [`${marks[cell.state]} ${features[feature].title}: ${cell.why}`] : [];
    });
    return [routes[id].title, cells.join('<br>') || 'nothing'];
  });
}

function stateOf({ routes: measured }: Snapshot, id: RouteId, feature: FeatureId) {
  return measured[id]?.features[feature]?.state ?? 'unknown';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)];
}
