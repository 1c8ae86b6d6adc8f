import type { Profile } from '../backends/profile.ts';
import type { Support } from './cell.ts';
import { pages, studySection } from './evidence.ts';
import { type FeatureId, featureIds, features } from './features.ts';
import { isGateway, manyMakersBehind, operatorOf, operators, type TraitId } from './operators.ts';
import { type ColumnSource, columnOf, type ProfileColumn } from './profile-column.ts';
import { inEuropeanUnion, inGoogleCloud, onBedrock, withoutInternet } from './residency.ts';
import { type Routes, routesOf } from './route-of.ts';
import { routes } from './routes.ts';

/** What a user can need of a backend: the words of `cgw advise --need`. */
export const needIds = [
  'full-features',
  'context-1m',
  'interleaved-thinking',
  'caching-savings',
  'cost-tracking',
  'central-auth',
  'audit-log',
  'load-balancing',
  'bedrock-compliance',
  'gcp-residency',
  'eu-residency',
  'multi-model',
  'other-models',
  'offline',
] as const;

export type NeedId = (typeof needIds)[number];

/** One thing that speaks for or against a profile, or that nobody knows; `source` is where that stands. */
type Judgement = { readonly state: Support; readonly text: string; readonly source: string };

/** How well a need is met: 0 not at all, 1 in full. */
type Verdict = { readonly value: number; readonly judgements: readonly Judgement[] };

/** A profile with what is read of it. */
export type Subject = {
  readonly profile: Profile;
  readonly routes: Routes;
  readonly column: ProfileColumn;
};

export type Need = {
  readonly title: string;
  /** The feature table, the traits of operators, the place, or the family of models. */
  readonly about: 'features' | 'operation' | 'place' | 'models';
  /** How it is judged, for people. */
  readonly judgedBy: string;
  /** Whoever lacks it stands below everyone who does not, whatever else speaks for it. */
  readonly hard?: true;
  readonly judge: (subject: Subject) => Verdict;
};

/** What nobody knows is no lack: it counts as a part, and only where scores are equal it stands behind what is known. */
const worth: { readonly [Each in Support]: number } = { full: 1, partial: 0.5, unknown: 0.5, none: 0 };

export const needs: { readonly [Id in NeedId]: Need } = {
  'full-features': {
    title: 'Every feature of Claude Code',
    about: 'features',
    judgedBy: 'all rows of the feature table; behind a gateway they count half',
    judge: everyFeature,
  },
  'context-1m': featureNeed('A context of 1M tokens', 'context-1m'),
  'interleaved-thinking': featureNeed('Thinking between tool calls', 'interleaved-thinking'),
  'caching-savings': featureNeed('Savings by prompt caching', 'prompt-caching', 'prompt-caching-1h'),
  'cost-tracking': traitNeed('Cost tracking by team, with budgets', 'cost-tracking'),
  'central-auth': traitNeed('Team-wide keys, managed in one place', 'central-auth'),
  'audit-log': traitNeed('An audit log', 'audit-log'),
  'load-balancing': traitNeed('Load balancing and fallback', 'load-balancing'),
  'bedrock-compliance': placeNeed('Compliance that asks for Amazon Bedrock', onBedrock),
  'gcp-residency': placeNeed('Requests that stay in a Google Cloud region', inGoogleCloud),
  'eu-residency': placeNeed('Requests that stay in the European Union', inEuropeanUnion),
  'multi-model': {
    title: 'Models of several families',
    about: 'models',
    judgedBy: 'what one address serves; nobody meets it in full: Claude Code is made for Claude',
    judge: severalFamilies,
  },
  'other-models': {
    title: 'Models of other makers',
    about: 'models',
    judgedBy: 'whether it serves them; nobody meets it in full: Claude Code is made for Claude',
    hard: true,
    judge: otherMakers,
  },
  offline: placeNeed('No internet: models on one’s own machine', withoutInternet),
};

/** Whether features and operation are both asked for, which no single route gives in full. */
export function isMixed(ids: readonly NeedId[]): boolean {
  return asksFor(ids, 'features') && asksFor(ids, 'operation');
}

export function asksFor(ids: readonly NeedId[], about: Need['about']): boolean {
  return ids.some(id => needs[id].about === about);
}

/** Reads of a profile what needs are judged by. */
export function subjectOf(source: ColumnSource): Subject {
  const { profile } = source;
  return { profile, routes: routesOf(profile), column: columnOf(source) };
}

/** How much of the feature table a profile has, 0 to 1. */
export function completeness(column: ProfileColumn): number {
  return mean(featureIds.map(id => worth[column[id].state]));
}

function featureNeed(title: string, ...ids: readonly [FeatureId, ...FeatureId[]]): Need {
  const names = ids.map(id => features[id].title).join(', ');
  return {
    title,
    about: 'features',
    judgedBy: `the feature table: ${names}`,
    judge: subject => ({
      value: mean(ids.map(id => worth[subject.column[id].state])),
      judgements: [
        ...ids.map(id => featureJudgement(id, subject.column)),
        // Who serves models of its own stands at the end.
        ...(isGateway(subject.profile) &&
        !servesOthers(subject) &&
        ids.some(id => subject.column[id].state === 'full')
          ? [between('unknown', `${title}: a gateway stands between`)]
          : []),
      ],
    }),
  };
}

function traitNeed(title: string, id: TraitId): Need {
  return {
    title,
    about: 'operation',
    judgedBy: 'what the gateway’s product or the provider documents',
    judge: ({ profile }) => {
      const { state, text, evidence } = operators[operatorOf(profile)][id];
      return single({ state, text: tagged(title, state, text), source: evidence[0].source });
    },
  };
}

function placeNeed(title: string, judge: (profile: Profile) => Judgement): Need {
  return {
    title,
    about: 'place',
    judgedBy: 'where the requests go',
    hard: true,
    judge: ({ profile }) => single(judge(profile)),
  };
}

/**
 * Everything that is not full is named. A gateway counts half: what it forwards today it may drop tomorrow, as
 * LiteLLM’s filter of headers can change without a new version.
 */
function everyFeature({ profile, column }: Subject): Verdict {
  const lacking = featureIds.filter(id => column[id].state !== 'full');
  const has: Judgement = {
    state: 'full',
    text: `${featureIds.length - lacking.length} of ${featureIds.length} features in full`,
    source: pages.availability.source,
  };
  const gateway = isGateway(profile);
  return {
    value: completeness(column) * (gateway ? 0.5 : 1),
    judgements: [
      has,
      ...(gateway ? [between('partial', 'A gateway stands between')] : []),
      ...lacking.map(id => featureJudgement(id, column)),
    ],
  };
}

/** The study’s “Poor fit”: what a gateway has in full it has only as long as it forwards it. */
function between(state: Support, text: string): Judgement {
  return {
    state,
    text: `${text}, which may drop tomorrow what it forwards today`,
    source: pages.protocol.source,
  };
}

/** Who serves Claude and others behind one address meets it in part; who has one family alone does not. */
function severalFamilies(subject: Subject): Verdict {
  const evidence = manyMakersBehind(subject.profile);
  if (evidence !== undefined)
    return degraded(
      'Models of several families',
      'one address for models of several makers',
      evidence.source,
    );
  if (isUnsaid(subject)) return unsaid('Models of several families');
  const family = servesOthers(subject) ? 'models of one maker' : 'Claude alone';
  return single({
    state: 'none',
    text: tagged('Models of several families', 'none', `${family}; other clients for other families`),
    source: crossModelSource('Recommendation'),
  });
}

/** What serves models that are not Claude; the study calls that functional, but degraded. */
function otherMakers(subject: Subject): Verdict {
  const evidence = manyMakersBehind(subject.profile);
  if (servesOthers(subject))
    return degraded('Models of other makers', 'it serves them', crossModelSource('Short Answer'));
  if (evidence !== undefined)
    return degraded(
      'Models of other makers',
      'it has them beside Claude (models.default=…)',
      evidence.source,
    );
  if (isUnsaid(subject)) return unsaid('Models of other makers');
  return single({
    state: 'none',
    text: tagged('Models of other makers', 'none', 'Claude alone'),
    source: crossModelSource('Recommendation'),
  });
}

function unsaid(title: string): Verdict {
  const text = tagged(title, 'unknown', 'which models stand behind it is not said');
  return single({ state: 'unknown', text, source: pages.gateway.source });
}

/** A gateway of which neither the product nor the family says what it serves. */
function isUnsaid({ profile }: Subject): boolean {
  return isGateway(profile) && profile.product === undefined && profile.modelFamily === undefined;
}

function degraded(title: string, text: string, source: string): Verdict {
  const judgements: Judgement[] = [
    { state: 'partial', text: tagged(title, 'partial', text), source },
    crossModel('Short Answer', 'Degraded: technically functional, but Claude Code is made for Claude'),
    crossModel(
      'What Works (Syntactically)',
      'Degraded: skills, plugins and memory load, but the model reads them in its own way; MCP tools need their schemas translated',
    ),
    crossModel(
      'What Breaks (Semantically)',
      'Degraded: skills may not trigger, tool calls are translated imperfectly, system prompts and answers differ, and what only Claude has is missing',
    ),
  ];
  return { value: worth.partial, judgements };
}

function crossModel(section: string, text: string): Judgement {
  return { state: 'partial', text, source: crossModelSource(section) };
}

function crossModelSource(section: string): string {
  return studySection(`Cross-Model Compatibility, ${section}`).source;
}

function servesOthers({ routes: ids }: Subject): boolean {
  return ids.some(id => routes[id].signer === 'other models');
}

function featureJudgement(id: FeatureId, column: ProfileColumn): Judgement {
  const { state, loss, why, lever, changedBy, evidence } = column[id];
  const { title } = features[id];
  const source = (evidence.find(each => each.superseded === undefined) ?? evidence[0]).source;
  const because = changedBy === null ? '' : `, because of ${changedBy}`;
  const by = lever === null ? '' : ` (${lever})`;
  const said = { full: why, partial: loss, none: loss, unknown: `${loss}; ${why}` }[state];
  return { state, text: `${tagged(title, state, said)}${by}${because}`, source };
}

/** What it is about, how much of it there is, and what is to be said. */
function tagged(title: string, state: Support, text: string): string {
  const words = { full: '', partial: ' (part)', none: ' (none)', unknown: ' (unknown)' };
  return `${title}${words[state]}: ${text}`;
}

function single(judgement: Judgement): Verdict {
  return { value: worth[judgement.state], judgements: [judgement] };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
