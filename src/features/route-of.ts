import type { Profile } from '../backends/profile.ts';
import type { RouteId } from './routes.ts';

/** Words in the names of models that are not Claude. */
const others =
  /(^|[^a-z])(gpt|o[134]|gemini|gemma|llama|qwen|glm|kimi|deepseek|mistral|codestral|k3|minimax|mimo|doubao|ark|grok|phi)([^a-z]|$)/i;

/** Whether a model’s name says that it is not a Claude model; names that say nothing are taken for Claude. */
function isOtherModel(model: string): boolean {
  return !/claude|anthropic/i.test(model) && others.test(model);
}

/** A profile’s route, or all it may be where the profile does not say what is behind the gateway. */
export type Routes = readonly [RouteId, ...RouteId[]];

/** What stands behind LiteLLM’s own endpoint, by the profile’s `upstream`. */
const litellmUpstreams: { readonly [upstream: string]: RouteId } = {
  anthropic: 'litellm-unified-anthropic',
  bedrock: 'litellm-unified-bedrock-invoke',
  'bedrock-invoke': 'litellm-unified-bedrock-invoke',
  'bedrock-converse': 'litellm-unified-bedrock-converse',
  mantle: 'litellm-unified-mantle',
  vertex: 'litellm-unified-vertex',
  azure: 'litellm-unified-azure',
  foundry: 'litellm-unified-azure',
  copilot: 'litellm-unified-copilot',
};

/** LiteLLM without an `upstream`: any of those that serve Claude under names of their own. */
const litellmAny: Routes = [
  'litellm-unified-anthropic',
  'litellm-unified-bedrock-invoke',
  'litellm-unified-bedrock-converse',
  'litellm-unified-vertex',
  'litellm-unified-azure',
];

/** The column of the feature table that a profile stands in. */
export function routesOf(profile: Profile): Routes {
  switch (profile.backend) {
    case 'anthropic':
      return [
        profile.apiKey === undefined && profile.anthropicProfile === undefined
          ? 'anthropic-login'
          : 'anthropic',
      ];
    case 'gateway':
      return gatewayRoutes(profile);
    case 'gateway-bedrock':
      return [profile.product === 'litellm' ? 'litellm-pass-bedrock' : 'gateway-claude'];
    case 'gateway-vertex':
      return [profile.product === 'litellm' ? 'litellm-pass-vertex' : 'gateway-claude'];
    default:
      return [profile.backend];
  }
}

function gatewayRoutes(profile: Profile): Routes {
  const other = servesOtherModels(profile);
  switch (profile.product) {
    case 'litellm':
      return litellmRoutes(profile, other);
    case 'openrouter':
      return [other ? 'openrouter-other' : 'openrouter-claude'];
    default:
      return [other ? 'gateway-other' : 'gateway-claude'];
  }
}

function litellmRoutes(profile: Profile, other: boolean): Routes {
  if (other) return ['litellm-unified-other'];
  if (/\/anthropic\/?$/.test(String(profile.baseUrl ?? ''))) return ['litellm-pass-anthropic'];
  if (modelOf(profile)?.startsWith('github_copilot/')) return ['litellm-unified-copilot'];
  const upstream = String(profile.upstream ?? '');
  const route = Object.hasOwn(litellmUpstreams, upstream) ? litellmUpstreams[upstream] : undefined;
  return route === undefined ? litellmAny : [route];
}

/** Pinned models tell more than a `modelFamily` that a preset brought along; the default most of all. */
function servesOtherModels(profile: Profile): boolean {
  if (profile.modelFamily === 'other') return true;
  const pinned = mainModelOf(profile);
  return pinned !== undefined && isOtherModel(pinned);
}

/** The model of the main conversation as far as a profile names it, else one that Claude Code may choose for it. */
export function mainModelOf(profile: Profile): string | undefined {
  return modelOf(profile) ?? modelOf(profile, 'opus') ?? modelOf(profile, 'sonnet');
}

/** The model that a profile names for the main conversation, or for an alias. */
export function modelOf(profile: Profile, alias?: 'opus' | 'sonnet'): string | undefined {
  const models = typeof profile.models === 'object' ? profile.models : {};
  const model = alias === undefined ? (models.default ?? models.menuDefault) : models[alias];
  return typeof model === 'string' ? model : undefined;
}
