import type { Column } from './cell.ts';
import { anthropic, anthropicLogin } from './routes/anthropic.ts';
import { anthropicAws } from './routes/anthropic-aws.ts';
import { anthropicGcp } from './routes/anthropic-gcp.ts';
import { bedrock } from './routes/bedrock.ts';
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

type ModelFamily = 'claude' | 'other';

export type Route = {
  readonly title: string;
  /** What the client speaks to: a cloud or API by its name, or a gateway’s product. */
  readonly product: string;
  /** What that forwards to, or null where it serves the models itself or nobody said. */
  readonly upstream: string | null;
  readonly family: ModelFamily;
  readonly column: Column;
};

function native(title: string, product: string, column: Column): Route {
  return { title, product, upstream: null, family: 'claude', column };
}

function behind(product: string, title: string, upstream: string, column: Column): Route {
  return { title, product, upstream, family: 'claude', column };
}

function open(product: string, family: ModelFamily, title: string, column: Column): Route {
  return { title, product, upstream: null, family, column };
}

/** Every route with its column as it is documented; one that is missing here does not compile. */
export const documentedRoutes: { readonly [Id in RouteId]: Route } = {
  anthropic: native('Anthropic API, console key', 'anthropic', anthropic),
  'anthropic-login': native('Anthropic API, claude.ai login', 'anthropic-login', anthropicLogin),
  bedrock: native('Amazon Bedrock', 'bedrock', bedrock),
  mantle: native('Bedrock Mantle', 'mantle', mantle),
  'anthropic-aws': native('Claude Platform on AWS', 'anthropic-aws', anthropicAws),
  'anthropic-gcp': native('Claude on Google Cloud', 'anthropic-gcp', anthropicGcp),
  vertex: native('Google Vertex AI', 'vertex', vertex),
  foundry: native('Microsoft Foundry', 'foundry', foundry),
  'litellm-unified-anthropic': behind(
    'litellm',
    'LiteLLM, unified → Anthropic',
    'anthropic',
    litellmUnifiedAnthropic,
  ),
  'litellm-unified-bedrock-invoke': behind(
    'litellm',
    'LiteLLM, unified → Bedrock Invoke',
    'bedrock-invoke',
    litellmUnifiedBedrockInvoke,
  ),
  'litellm-unified-bedrock-converse': behind(
    'litellm',
    'LiteLLM, unified → Bedrock Converse',
    'bedrock-converse',
    litellmUnifiedBedrockConverse,
  ),
  'litellm-unified-vertex': behind('litellm', 'LiteLLM, unified → Vertex AI', 'vertex', litellmUnifiedVertex),
  'litellm-unified-azure': behind('litellm', 'LiteLLM, unified → Foundry', 'azure', litellmUnifiedAzure),
  'litellm-unified-copilot': behind(
    'litellm',
    'LiteLLM, unified → GitHub Copilot',
    'copilot',
    litellmUnifiedCopilot,
  ),
  'litellm-unified-other': open('litellm', 'other', 'LiteLLM, unified → other models', litellmUnifiedOther),
  'litellm-pass-anthropic': behind(
    'litellm-pass-anthropic',
    'LiteLLM, pass-through → Anthropic',
    'anthropic',
    litellmPassAnthropic,
  ),
  'litellm-pass-bedrock': behind(
    'litellm-pass-bedrock',
    'LiteLLM, pass-through → Bedrock',
    'bedrock',
    litellmPassBedrock,
  ),
  'litellm-pass-vertex': behind(
    'litellm-pass-vertex',
    'LiteLLM, pass-through → Vertex AI',
    'vertex',
    litellmPassVertex,
  ),
  'openrouter-claude': open('openrouter', 'claude', 'OpenRouter, Claude models', openrouterClaude),
  'openrouter-other': open('openrouter', 'other', 'OpenRouter, other models', openrouterOther),
  'gateway-claude': open('gateway', 'claude', 'Another gateway, Claude models', gatewayClaude),
  'gateway-other': open('gateway', 'other', 'Another server, other models', gatewayOther),
};
