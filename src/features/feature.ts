/** The features of Claude Code that a backend can cost: the seed’s twelve, then the newer ones. */
export const featureIds = [
  'skills',
  'plugins',
  'hooks',
  'subagents',
  'memory',
  'mcp-tools',
  'model-aliases',
  'prompt-caching',
  'prompt-caching-1h',
  'extended-thinking',
  'interleaved-thinking',
  'context-1m',
  'tool-search',
  'web-search',
  'fast-mode',
  'effort',
  'context-management',
  'structured-outputs',
  'token-counting',
  'fine-grained-tool-streaming',
  'images-pdf',
  'advisor',
  'auto-mode',
  'model-discovery',
  'account-features',
] as const;

export type FeatureId = (typeof featureIds)[number];

/** Where a feature is made: in the program itself, by the model’s server, or by the Anthropic account. */
export type Side = 'client' | 'server' | 'account';

export type Feature = {
  readonly title: string;
  readonly side: Side;
  /** Values of `anthropic-beta` that it needs. */
  readonly betas: readonly string[];
  /** The body field or endpoint that it needs, or null. */
  readonly needs: string | null;
  /** How its loss shows: a 400 from the server, or not at all. */
  readonly loss: 'loud' | 'silent';
};
