import type { RouteId } from './documented-routes.ts';

/**
 * Who signs the thinking blocks of a conversation. A conversation that is carried on elsewhere is refused there:
 * the signatures do not fit.
 */
export type Provider =
  | 'anthropic'
  | 'bedrock'
  | 'vertex'
  | 'foundry'
  | 'copilot'
  | 'other models'
  | 'a gateway';

export const providers: { readonly [Id in RouteId]: Provider } = {
  anthropic: 'anthropic',
  'anthropic-login': 'anthropic',
  bedrock: 'bedrock',
  mantle: 'bedrock',
  'anthropic-aws': 'anthropic',
  'anthropic-gcp': 'anthropic',
  vertex: 'vertex',
  foundry: 'foundry',
  'litellm-unified-anthropic': 'anthropic',
  'litellm-unified-bedrock-invoke': 'bedrock',
  'litellm-unified-bedrock-converse': 'bedrock',
  'litellm-unified-vertex': 'vertex',
  'litellm-unified-azure': 'foundry',
  'litellm-unified-copilot': 'copilot',
  'litellm-unified-other': 'other models',
  'litellm-pass-anthropic': 'anthropic',
  'litellm-pass-bedrock': 'bedrock',
  'litellm-pass-vertex': 'vertex',
  'openrouter-claude': 'a gateway',
  'openrouter-other': 'other models',
  'gateway-claude': 'a gateway',
  'gateway-other': 'other models',
};
