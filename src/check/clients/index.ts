import type { BackendId } from '../../env/backend-ids.ts';
import type { MakeClient } from './client.ts';

/** The client of each backend. The SDKs are large, so each is loaded only when it is called for. */
export const makeClient: { readonly [Id in BackendId]: MakeClient } = {
  anthropic: async context => (await import('./anthropic.ts')).anthropicClient(context),
  gateway: async context => (await import('./anthropic.ts')).gatewayClient(context),
  bedrock: async context => (await import('./bedrock.ts')).bedrockClient(context),
  mantle: async context => (await import('./bedrock.ts')).mantleClient(context),
  'gateway-bedrock': async context => (await import('./bedrock.ts')).gatewayBedrockClient(context),
  vertex: async context => (await import('./google.ts')).vertexClient(context),
  'gateway-vertex': async context => (await import('./google.ts')).gatewayVertexClient(context),
  'anthropic-gcp': async context => (await import('./google.ts')).anthropicGcpClient(context),
  'anthropic-aws': async context => (await import('./anthropic.ts')).anthropicAwsClient(context),
  foundry: async context => (await import('./anthropic.ts')).foundryClient(context),
};
