/** The closed set of ways in which Claude Code reaches models (docs/profiles.md). */
export const backendIds = [
  'anthropic',
  'bedrock',
  'mantle',
  'anthropic-aws',
  'anthropic-gcp',
  'vertex',
  'foundry',
  'gateway',
  'gateway-bedrock',
  'gateway-vertex',
] as const;

export type BackendId = (typeof backendIds)[number];
