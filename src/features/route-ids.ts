/** Every way in which a profile can reach models, as the table knows them. */
export const routeIds = [
  'anthropic',
  'anthropic-login',
  'bedrock',
  'mantle',
  'anthropic-aws',
  'anthropic-gcp',
  'vertex',
  'foundry',
  'litellm-unified-anthropic',
  'litellm-unified-bedrock-invoke',
  'litellm-unified-bedrock-converse',
  'litellm-unified-vertex',
  'litellm-unified-azure',
  'litellm-unified-copilot',
  'litellm-unified-other',
  'litellm-pass-anthropic',
  'litellm-pass-bedrock',
  'litellm-pass-vertex',
  'openrouter-claude',
  'openrouter-other',
  'gateway-claude',
  'gateway-other',
] as const;

export type RouteId = (typeof routeIds)[number];
