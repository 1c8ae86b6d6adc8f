import type { RouteId } from '../route-ids.ts';

type Routes = readonly [RouteId, ...RouteId[]];

export const unifiedBedrock = [
  'litellm-unified-bedrock-invoke',
  'litellm-unified-bedrock-converse',
] as const satisfies Routes;

export const unifiedClaude = [
  'litellm-unified-anthropic',
  ...unifiedBedrock,
  'litellm-unified-vertex',
  'litellm-unified-azure',
] as const satisfies Routes;

export const passThrough = [
  'litellm-pass-anthropic',
  'litellm-pass-bedrock',
  'litellm-pass-vertex',
] as const satisfies Routes;

export const everyLitellm = [
  ...unifiedClaude,
  'litellm-unified-copilot',
  'litellm-unified-other',
  ...passThrough,
] as const satisfies Routes;

/** Routes on which ANTHROPIC_BASE_URL names the endpoint. */
export const behindBaseUrl = [
  ...unifiedClaude,
  'litellm-unified-copilot',
  'litellm-unified-other',
  'litellm-pass-anthropic',
  'openrouter-claude',
  'openrouter-other',
  'gateway-claude',
  'gateway-other',
] as const satisfies Routes;

/** Routes whose requests end at Bedrock. */
export const endsAtBedrock = ['bedrock', ...unifiedBedrock, 'litellm-pass-bedrock'] as const satisfies Routes;

/** Routes whose requests end at Vertex. */
export const endsAtVertex = [
  'vertex',
  'litellm-unified-vertex',
  'litellm-pass-vertex',
] as const satisfies Routes;

export const directRoutes = ['anthropic', 'anthropic-login'] as const satisfies Routes;
