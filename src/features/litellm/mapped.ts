import type { Provider } from '../beta-map.ts';
import type { FeatureId } from '../feature.ts';

/** The features that need a beta, so that LiteLLM’s map decides on them. */
export const mappedFeatures = [
  'prompt-caching-1h',
  'interleaved-thinking',
  'context-1m',
  'tool-search',
  'web-search',
  'fast-mode',
  'effort',
  'context-management',
  'structured-outputs',
  'fine-grained-tool-streaming',
  'advisor',
] as const satisfies readonly FeatureId[];

export type MappedFeature = (typeof mappedFeatures)[number];

/** The providers of the map that a route of the table stands for. */
export type UnifiedProvider = Exclude<Provider, 'bedrock_mantle'>;
