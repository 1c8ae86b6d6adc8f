import type { Column } from './cell.ts';
import { anthropic, anthropicLogin } from './routes/anthropic.ts';
import { anthropicAws } from './routes/anthropic-aws.ts';
import { anthropicGcp } from './routes/anthropic-gcp.ts';
import { bedrock } from './routes/bedrock.ts';
import { claudeAppsGateway } from './routes/claude-apps-gateway.ts';
import { foundry } from './routes/foundry.ts';
import { gatewayClaude } from './routes/gateway-claude.ts';
import {
  litellmPassAnthropic,
  litellmPassBedrock,
  litellmPassVertex,
} from './routes/litellm-pass-through.ts';
import {
  litellmUnifiedAnthropic,
  litellmUnifiedAzure,
  litellmUnifiedBedrockConverse,
  litellmUnifiedBedrockInvoke,
  litellmUnifiedMantle,
  litellmUnifiedVertex,
} from './routes/litellm-unified.ts';
import { litellmUnifiedCopilot } from './routes/litellm-unified-copilot.ts';
import { mantle } from './routes/mantle.ts';
import { openrouterClaude } from './routes/openrouter-claude.ts';
import { gatewayOther, litellmUnifiedOther, openrouterOther } from './routes/other-models.ts';
import { vertex } from './routes/vertex.ts';

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
  'litellm-unified-mantle',
  'litellm-unified-vertex',
  'litellm-unified-azure',
  'litellm-unified-copilot',
  'litellm-unified-other',
  'litellm-pass-anthropic',
  'litellm-pass-bedrock',
  'litellm-pass-vertex',
  'openrouter-claude',
  'openrouter-other',
  'claude-apps-gateway',
  'gateway-claude',
  'gateway-other',
] as const;

export type RouteId = (typeof routeIds)[number];

/**
 * Who signs the thinking blocks of a conversation. A conversation that is carried on elsewhere is refused there:
 * the signatures do not fit.
 */
export type ThinkingSigner =
  | 'anthropic'
  | 'bedrock'
  | 'vertex'
  | 'foundry'
  | 'copilot'
  | 'other models'
  | 'a gateway';

export type Route = {
  readonly title: string;
  /** Where the models run; behind a gateway of others nobody knows, and `other models` are not Claude. */
  readonly signer: ThinkingSigner;
  readonly column: Column;
};

function route(title: string, signer: ThinkingSigner, column: Column): Route {
  return { title, signer, column };
}

/** Every route with its column as it is documented; one that is missing here does not compile. */
export const documentedRoutes: { readonly [Id in RouteId]: Route } = {
  anthropic: route('Anthropic API, console key', 'anthropic', anthropic),
  'anthropic-login': route('Anthropic API, claude.ai login', 'anthropic', anthropicLogin),
  bedrock: route('Amazon Bedrock', 'bedrock', bedrock),
  mantle: route('Bedrock Mantle', 'bedrock', mantle),
  'anthropic-aws': route('Claude Platform on AWS', 'anthropic', anthropicAws),
  'anthropic-gcp': route('Claude on Google Cloud', 'anthropic', anthropicGcp),
  vertex: route('Google Vertex AI', 'vertex', vertex),
  foundry: route('Microsoft Foundry', 'foundry', foundry),
  'litellm-unified-anthropic': route('LiteLLM, unified → Anthropic', 'anthropic', litellmUnifiedAnthropic),
  'litellm-unified-bedrock-invoke': route(
    'LiteLLM, unified → Bedrock Invoke',
    'bedrock',
    litellmUnifiedBedrockInvoke,
  ),
  'litellm-unified-bedrock-converse': route(
    'LiteLLM, unified → Bedrock Converse',
    'bedrock',
    litellmUnifiedBedrockConverse,
  ),
  'litellm-unified-mantle': route('LiteLLM, unified → Bedrock Mantle', 'bedrock', litellmUnifiedMantle),
  'litellm-unified-vertex': route('LiteLLM, unified → Vertex AI', 'vertex', litellmUnifiedVertex),
  'litellm-unified-azure': route('LiteLLM, unified → Foundry', 'foundry', litellmUnifiedAzure),
  'litellm-unified-copilot': route('LiteLLM, unified → GitHub Copilot', 'copilot', litellmUnifiedCopilot),
  'litellm-unified-other': route('LiteLLM, unified → other models', 'other models', litellmUnifiedOther),
  'litellm-pass-anthropic': route('LiteLLM, pass-through → Anthropic', 'anthropic', litellmPassAnthropic),
  'litellm-pass-bedrock': route('LiteLLM, pass-through → Bedrock', 'bedrock', litellmPassBedrock),
  'litellm-pass-vertex': route('LiteLLM, pass-through → Vertex AI', 'vertex', litellmPassVertex),
  'openrouter-claude': route('OpenRouter, Claude models', 'a gateway', openrouterClaude),
  'openrouter-other': route('OpenRouter, other models', 'other models', openrouterOther),
  'claude-apps-gateway': route('Claude apps gateway', 'a gateway', claudeAppsGateway),
  'gateway-claude': route('Another gateway, Claude models', 'a gateway', gatewayClaude),
  'gateway-other': route('Another server, other models', 'other models', gatewayOther),
};
