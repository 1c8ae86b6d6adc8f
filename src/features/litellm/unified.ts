import { type Cell, distinct, full, isWorse, withEvidence } from '../cell.ts';
import { betaMapEvidence, litellm, publishedRuns } from '../evidence.ts';
import { features, recordOf } from '../features.ts';
import { leversThatAsk } from '../levers.ts';
import { bedrock } from '../routes/bedrock.ts';
import { foundry } from '../routes/foundry.ts';
import { mantle } from '../routes/mantle.ts';
import { onGateway } from '../routes/shared/gateway.ts';
import { vertex } from '../routes/vertex.ts';
import { arrives, type BetaMap, betaMap } from './beta-map.ts';
import {
  bodyRules,
  type MappedFeature,
  mappedFeatures,
  type UnifiedProvider,
  withoutHeader,
} from './losses.ts';

/**
 * What LiteLLM’s makers saw on 2026-07-27 (`publishedRuns.july27`), for the features that the map decides.
 * Not here: Azure, whose 404s say that the deployment was gone, and “tool use (streaming)”, which passes
 * without the beta too.
 */
const publishedResults = {
  anthropic: {
    'prompt-caching-1h': 'pass',
    'context-1m': 'pass',
    'tool-search': 'pass',
    'web-search': 'pass',
    'structured-outputs': 'pass',
  },
  azure_ai: {},
  bedrock_mantle: {},
  bedrock_converse: {
    'prompt-caching-1h': 'fail',
    'context-1m': 'pass',
    'tool-search': 'pass',
    'web-search': 'fail',
    'structured-outputs': 'fail',
  },
  bedrock: {
    'prompt-caching-1h': 'pass',
    'context-1m': 'pass',
    'tool-search': 'fail',
    'web-search': 'pass',
    'structured-outputs': 'pass',
  },
  vertex_ai: {
    'prompt-caching-1h': 'pass',
    'context-1m': 'pass',
    'tool-search': 'pass',
    'web-search': 'pass',
    'structured-outputs': 'pass',
  },
} as const satisfies {
  readonly [P in UnifiedProvider]: { readonly [Id in MappedFeature]?: 'pass' | 'fail' };
};

export type MappedCells = { readonly [Id in MappedFeature]: Cell };

/** Names of a beta that only the Bedrock and Vertex formats use; the unified route gets the Anthropic one. */
const otherFormats: readonly string[] = ['tool-search-tool-2025-10-19'];

/** What the server behind LiteLLM cannot do whatever LiteLLM forwards, from its own column. */
const upstreamLimits: {
  readonly [P in UnifiedProvider]: { readonly [Id in MappedFeature]?: Cell };
} = {
  anthropic: {},
  azure_ai: pick(foundry),
  bedrock: pick(bedrock),
  bedrock_converse: pick(bedrock),
  bedrock_mantle: pick(mantle),
  vertex_ai: pick(vertex),
};

function pick(column: MappedCells): { readonly [Id in MappedFeature]?: Cell } {
  return {
    'tool-search': documented(column['tool-search']),
    'web-search': documented(column['web-search']),
    effort: documented(column.effort),
    'structured-outputs': documented(column['structured-outputs']),
  };
}

/** A cell without what was measured on its own route, which says nothing of this one. */
function documented(cell: Cell): Cell {
  return withEvidence(cell, evidence => evidence.kind === 'documented');
}

/**
 * The cells of a LiteLLM unified route that the beta map decides: the worst of what the program sends, what
 * the map and the body rules leave of it, and what the upstream can do. A published run that contradicts the
 * result makes it unknown.
 */
export function mappedCells(provider: UnifiedProvider, map: BetaMap = betaMap): MappedCells {
  return recordOf(mappedFeatures, feature => mappedCell(feature, provider, map));
}

function mappedCell(feature: MappedFeature, provider: UnifiedProvider, map: BetaMap): Cell {
  const passes = betasSent(feature).every(beta => arrives(map, beta, provider));
  const verdicts = [
    sentByProgram(feature),
    bodyRules[provider][feature],
    passes ? undefined : withoutHeader[feature],
    upstreamLimits[provider][feature],
  ].filter(verdict => verdict !== undefined);
  const worst = verdicts.reduce(
    (before, verdict) => (isWorse(verdict, before) ? verdict : before),
    forwarded(feature, provider, map),
  );
  return confronted(feature, provider, {
    ...worst,
    evidence: distinct([betaMapEvidence, ...worst.evidence]),
  });
}

function betasSent(feature: MappedFeature) {
  return features[feature].betas.filter(beta => !otherFormats.includes(beta));
}

/** What Claude Code itself leaves out behind any base URL. */
function sentByProgram(feature: MappedFeature): Cell | undefined {
  const cells: { readonly [Id in MappedFeature]?: Cell } = {
    'fine-grained-tool-streaming': onGateway['fine-grained-tool-streaming'],
  };
  return cells[feature];
}

function forwarded(feature: MappedFeature, provider: UnifiedProvider, map: BetaMap): Cell {
  const renamed = betasSent(feature).some(beta => map[beta][provider] === 'renamed');
  const why = renamed
    ? 'LiteLLM sends the header on under the upstream’s name for it'
    : 'LiteLLM sends the header on';
  return full(why, leversThatAsk[feature] ?? null, litellm.unified);
}

/** A published run against the map: neither is to be believed over the other. */
function confronted(feature: MappedFeature, provider: UnifiedProvider, cell: Cell): Cell {
  const results: { readonly [Id in MappedFeature]?: 'pass' | 'fail' } = publishedResults[provider];
  const result = results[feature];
  if (result === undefined) return cell;
  const evidence = distinct([...cell.evidence, publishedRuns.july27]);
  if (cell.state === 'none' && result === 'pass')
    return {
      ...cell,
      state: 'unknown',
      why: 'LiteLLM’s map or the upstream’s makers say no, LiteLLM’s own run passed',
      lever: cell.lever ?? withoutHeader[feature].lever,
      evidence,
    };
  if ((cell.state === 'full' || cell.state === 'partial') && result === 'fail')
    return {
      ...withoutHeader[feature],
      state: 'unknown',
      why: 'LiteLLM’s map sends the header on, LiteLLM’s own run failed',
      evidence,
    };
  return { ...cell, evidence };
}
