import type { Cell, Column, Evidence, State } from './cell.ts';
import { documentedRoutes, type RouteId } from './documented-routes.ts';
import { type FeatureId, recordOf } from './features.ts';
import { levers } from './levers.ts';
import { bodyRules, type UnifiedProvider } from './litellm/losses.ts';
import file from './measured.json';
import { seedVerdict } from './seed.ts';

/** What the lab saw of one feature on one route: `full` says that all of it reaches the vendor. */
export type MeasuredCell = {
  readonly state: State;
  readonly shows?: 'loud' | 'silent' | undefined;
  readonly loss: string;
  readonly why: string;
};

type Measurements = {
  readonly measured: string;
  readonly litellm: string;
  readonly claudeCode: string;
  readonly routes: {
    readonly [Id in RouteId]?: { readonly features: { readonly [F in FeatureId]?: MeasuredCell } };
  };
};

/** The last run of the lab (`npm run measure`). A test holds the file to its schema. */
export const measurements = file as Measurements;

/** The vendor’s own route, for routes that lead to one through LiteLLM. */
const vendorOf: { readonly [Id in RouteId]?: RouteId } = {
  'litellm-unified-anthropic': 'anthropic',
  'litellm-unified-bedrock-invoke': 'bedrock',
  'litellm-unified-bedrock-converse': 'bedrock',
  'litellm-unified-vertex': 'vertex',
  'litellm-unified-azure': 'foundry',
  'litellm-pass-anthropic': 'anthropic',
  'litellm-pass-bedrock': 'bedrock',
  'litellm-pass-vertex': 'vertex',
};

/** LiteLLM’s provider behind a unified route, whose body rules speak of some models only. */
const providerOf: { readonly [Id in RouteId]?: UnifiedProvider } = {
  'litellm-unified-anthropic': 'anthropic',
  'litellm-unified-bedrock-invoke': 'bedrock',
  'litellm-unified-bedrock-converse': 'bedrock_converse',
  'litellm-unified-vertex': 'vertex_ai',
  'litellm-unified-azure': 'azure_ai',
};

/** Features that also depend on what the vendor’s server has, whatever arrives there. */
const byTheServer: readonly FeatureId[] = [
  'prompt-caching',
  'prompt-caching-1h',
  'tool-search',
  'web-search',
  'effort',
  'token-counting',
  'advisor',
];

/** What turns a feature on that has to be asked for. */
const asked: { readonly [Id in FeatureId]?: string } = {
  'prompt-caching-1h': levers.oneHour,
  'context-1m': levers.oneMillion,
};

const badness: readonly State[] = ['none', 'unknown', 'partial', 'full'];

/**
 * A route’s documented column with the measurements over it: a measured loss beats what is documented. That all
 * of a feature arrives says nothing of the vendor’s server, so there the vendor’s documented limit stays; and
 * what could not be decided leaves the documented state. Pure.
 */
export function measuredOver(id: RouteId, column: Column, from: Measurements = measurements): Column {
  return recordOf(feature => {
    const seen = from.routes[id]?.features[feature];
    if (seen === undefined) return column[feature];
    return overlaid(feature, column[feature], seen, limitOf(id, feature, column), evidenceOf(id, from));
  });
}

/** The worst of what is documented and cannot be refuted by requests for one model. */
function limitOf(id: RouteId, feature: FeatureId, column: Column): Cell | undefined {
  const vendor = vendorOf[id];
  if (vendor === undefined) return column[feature];
  const server = byTheServer.includes(feature) ? documentedRoutes[vendor].column[feature] : undefined;
  const provider = providerOf[id];
  const rules: { readonly [F in FeatureId]?: Cell } = provider === undefined ? {} : bodyRules[provider];
  const rule = rules[feature]?.state === 'partial' ? rules[feature] : undefined;
  if (server === undefined || rule === undefined) return server ?? rule;
  return isWorse(rule, server) ? rule : server;
}

function isWorse(a: { readonly state: State }, b: { readonly state: State }): boolean {
  return badness.indexOf(a.state) < badness.indexOf(b.state);
}

function overlaid(
  feature: FeatureId,
  documented: Cell,
  seen: MeasuredCell,
  limit: Cell | undefined,
  evidence: Evidence,
): Cell {
  // First stands what decides: a document where its limit does, or where only the request was seen.
  const behind: Cell = { ...documented, evidence: [...documented.evidence, evidence] };
  if (seen.state === 'unknown' || (seen.state === 'full' && limit === documented)) return behind;
  const limited = limit !== undefined && limits(limit, documented, seen);
  const state = limited ? limit.state : seen.state;
  const isNews = !limited && seen.shows === 'loud' && documented.shows !== 'loud';
  if (state === documented.state && !isNews)
    return limited ? behind : { ...documented, evidence: [evidence, ...documented.evidence] };
  const { shows: _, ...rest } = limited ? limit : { ...documented, loss: seen.loss, why: seen.why };
  const older = documented.evidence.map(each => judgedAgain(each, state));
  return {
    ...rest,
    state,
    ...(!limited && seen.shows === 'loud' && { shows: seen.shows }),
    lever: leverOf(feature, state, limited ? limit : documented),
    evidence: limited ? unique([...limit.evidence, evidence, ...older]) : [evidence, ...older],
  };
}

/** Whether a limit is worse than what was seen. One that nobody knows does not undo what is known of the route. */
function limits(limit: Cell, documented: Cell, seen: MeasuredCell): boolean {
  return isWorse(limit, seen) && !(limit.state === 'unknown' && documented.state === 'full');
}

type Sources = readonly [Evidence, ...Evidence[]];

/** Each source once, where it stands first. */
function unique([first, ...rest]: Sources): Sources {
  const once = rest.filter(
    ({ source }, index) =>
      source !== first.source && rest.findIndex(other => other.source === source) === index,
  );
  return [first, ...once];
}

function leverOf(feature: FeatureId, state: State, { lever }: Cell): string | null {
  return state === 'full' ? (asked[feature] ?? null) : lever;
}

/** Older evidence stays, and says so where it is of another opinion. */
function judgedAgain(evidence: Evidence, state: State): Evidence {
  const { superseded: _, ...stands } = evidence;
  return seedVerdict(evidence) === state ? stands : { ...stands, superseded: true };
}

function evidenceOf(id: RouteId, { measured, litellm, claudeCode }: Measurements): Evidence {
  const through = vendorOf[id] === undefined ? '' : `LiteLLM ${litellm} with `;
  return {
    kind: 'measured',
    source: `cgw’s lab, npm run measure, ${measured}: requests recorded before and behind ${id}`,
    checked: measured,
    versions: `${through}Claude Code ${claudeCode}`,
  };
}
