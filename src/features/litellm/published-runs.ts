import type { MappedFeature, UnifiedProvider } from './mapped.ts';

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

/** The result of one feature, or undefined where no run tells. */
export function publishedResult(
  provider: UnifiedProvider,
  feature: MappedFeature,
): 'pass' | 'fail' | undefined {
  const results: { readonly [Id in MappedFeature]?: 'pass' | 'fail' } = publishedResults[provider];
  return results[feature];
}
