import { type Cell, type Column, distinct, type Evidence, isWorse, type Support } from './cell.ts';
import { documentedRoutes, type Route, type RouteId, routeIds } from './documented-routes.ts';
import { type FeatureId, featureIds, recordOf } from './features.ts';
import { leversThatAsk } from './levers.ts';
import { bodyRules, type UnifiedProvider } from './litellm/losses.ts';
import {
  holdsOf,
  type MeasuredCell,
  type MeasuredRoute,
  type Pair,
  pairFor,
  type Run,
  type Span,
  type Versions,
} from './measured.ts';
import { measuredRoutes } from './measured-routes.ts';
import { studyVerdict } from './study.ts';

/** What stands behind LiteLLM: the vendor’s own route, and LiteLLM’s provider, whose body rules speak of some models. */
const behindLitellm: {
  readonly [Id in RouteId]?: { readonly vendor: RouteId; readonly provider?: UnifiedProvider };
} = {
  'litellm-unified-anthropic': { vendor: 'anthropic', provider: 'anthropic' },
  'litellm-unified-bedrock-invoke': { vendor: 'bedrock', provider: 'bedrock' },
  'litellm-unified-bedrock-converse': { vendor: 'bedrock', provider: 'bedrock_converse' },
  'litellm-unified-mantle': { vendor: 'mantle', provider: 'bedrock_mantle' },
  'litellm-unified-vertex': { vendor: 'vertex', provider: 'vertex_ai' },
  'litellm-unified-azure': { vendor: 'foundry', provider: 'azure_ai' },
  'litellm-pass-anthropic': { vendor: 'anthropic' },
  'litellm-pass-bedrock': { vendor: 'bedrock' },
  'litellm-pass-vertex': { vendor: 'vertex' },
};

/** Features that also depend on what the vendor’s server has, whatever arrives there. */
const byTheServer: readonly FeatureId[] = [
  'prompt-caching',
  'prompt-caching-1h',
  'tool-search',
  'web-search',
  'effort',
  'structured-outputs',
  'token-counting',
];

/** What Claude Code itself does behind a base URL: that all it asks for arrives does not say that it asks for all. */
const byTheProgram: readonly FeatureId[] = ['prompt-caching', 'fast-mode', 'advisor', 'auto-mode'];

/**
 * A route’s documented column with the measurements over it: a measured loss beats what is documented. That all
 * of a feature arrives says nothing of the vendor’s server, so there the vendor’s documented limit stays; and
 * what could not be decided leaves the documented state. Pure.
 */
export function measuredOver(id: RouteId, column: Column, seen: Measured): Column {
  return recordOf(featureIds, feature => {
    const cell = seen[feature];
    if (cell === undefined) return column[feature];
    return overlaid(id, feature, column[feature], cell, limitOf(id, feature, column), evidenceOf(id, cell));
  });
}

/** What was measured of a route in some versions. */
type Measured = { readonly [F in FeatureId]?: Run & MeasuredCell };

/** The worst of what is documented and cannot be refuted by requests for one model. */
function limitOf(id: RouteId, feature: FeatureId, column: Column): Cell | undefined {
  const behind = behindLitellm[id];
  if (behind === undefined) return column[feature];
  const { vendor, provider } = behind;
  if (byTheProgram.includes(feature)) return column[feature];
  const server = byTheServer.includes(feature) ? documentedRoutes[vendor].column[feature] : undefined;
  const rules: { readonly [F in FeatureId]?: Cell } = provider === undefined ? {} : bodyRules[provider];
  const rule = rules[feature]?.state === 'partial' ? rules[feature] : undefined;
  if (server === undefined || rule === undefined) return server ?? rule;
  return isWorse(rule, server) ? rule : server;
}

function overlaid(
  id: RouteId,
  feature: FeatureId,
  documented: Cell,
  seen: MeasuredCell,
  limit: Cell | undefined,
  evidence: Evidence,
): Cell {
  // First stands what decides: a document where its limit does, or where only the request was seen.
  const behind: Cell = { ...documented, evidence: [...documented.evidence, evidence] };
  if (seen.state === 'unknown' || (seen.state === 'full' && limit === documented)) return behind;
  // One model of others was asked: it says what nobody said before, and refutes nothing.
  if (id === 'litellm-unified-other' && documented.state !== 'unknown') return behind;
  const limited = limit !== undefined && limits(limit, documented, seen);
  const state = limited ? limit.state : seen.state;
  const isLoud = seen.shows === 'loud';
  const isSaidLoud = documented.shows === 'loud';
  const hasReason = isLoud || isSaidLoud || (limit !== documented && isChanged(seen));
  if (state === documented.state && (limited || !hasReason))
    return limited ? behind : { ...documented, evidence: [evidence, ...documented.evidence] };
  const { shows: _, ...rest } = limited ? limit : { ...documented, loss: seen.loss, why: seen.why };
  const agrees = state === documented.state && isLoud === isSaidLoud;
  const older = agrees ? documented.evidence : documented.evidence.map(each => judgedAgain(each, state));
  return {
    ...rest,
    state,
    ...(!limited && isLoud && { shows: seen.shows }),
    lever: leverOf(feature, state, limited ? limit : documented),
    evidence: limited ? distinct([...limit.evidence, evidence, ...older]) : [evidence, ...older],
  };
}

/** Whether something was asked for, and other things arrived: then the requests themselves say why. */
function isChanged({ sent, received }: MeasuredCell): boolean {
  return sent !== '' && received !== undefined;
}

/** Whether a limit is worse than what was seen. One that nobody knows does not undo what is known of the route. */
function limits(limit: Cell, documented: Cell, seen: MeasuredCell): boolean {
  return isWorse(limit, seen) && !(limit.state === 'unknown' && documented.state === 'full');
}

function leverOf(feature: FeatureId, state: Support, { lever }: Cell): string | null {
  return state === 'full' ? (leversThatAsk[feature] ?? null) : lever;
}

/** Older evidence stays, and says so where it is of another opinion. */
function judgedAgain(evidence: Evidence, state: Support): Evidence {
  const { superseded: _, ...stands } = evidence;
  return studyVerdict(evidence) === state ? stands : { ...stands, superseded: true };
}

const lab = 'cgw’s lab, npm run measure';

/** Whether it is what the lab saw, which the files of `data/` say in full. */
export function isFromLab({ source }: Evidence): boolean {
  return source.startsWith(lab);
}

function evidenceOf(id: RouteId, { measured, litellm, claudeCode }: Run): Evidence {
  const through = litellm === undefined ? '' : `LiteLLM ${spanned(litellm)} with `;
  const versions = `${through}Claude Code ${spanned(claudeCode)}`;
  return {
    kind: 'measured',
    source: `${lab}, ${measured}: requests before and behind ${id}, ${versions}`,
    checked: measured,
    versions,
  };
}

function spanned({ since, until }: Span): string {
  return since === until ? since : `${since} to ${until}`;
}

/** What was measured of a route in exactly these versions. */
export function measuredAt({ features }: MeasuredRoute, pair: Pair | undefined): Measured {
  return Object.fromEntries(
    featureIds.flatMap(feature => {
      const run = pair && features[feature]?.runs.find(each => holdsOf(each, pair));
      return run === undefined ? [] : [[feature, run]];
    }),
  );
}

/** By route and versions: the screens ask for each feature of each profile again. */
const columns = new Map<string, Column>();

/** A route’s column as it is for somebody’s versions: what is documented, and over it what was measured of these. */
export function columnAt(id: RouteId, versions: Versions): Column {
  const key = `${id} ${versions.claudeCode} ${versions.litellm}`;
  const known = columns.get(key);
  if (known !== undefined) return known;
  const route = measuredRoutes[id];
  const measured = route === undefined ? {} : measuredAt(route, pairFor(route, versions));
  const column = measuredOver(id, documentedRoutes[id].column, measured);
  columns.set(key, column);
  return column;
}

export type { RouteId } from './documented-routes.ts';
export { routeIds } from './documented-routes.ts';

/** Every route with its column in the newest versions that were measured. */
export const routes = recordOf(
  routeIds,
  (id): Route => ({
    ...documentedRoutes[id],
    // Most commands look at one or two of them.
    get column() {
      return columnAt(id, {});
    },
  }),
);
