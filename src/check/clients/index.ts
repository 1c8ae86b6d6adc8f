import type { BackendId } from '../../env/backend-ids.ts';
import type { MakeClient } from './client.ts';

/** The client of each backend. The SDKs are large, so each is loaded only when it is called for. */
export const makeClient: { readonly [Id in BackendId]: MakeClient } = {
  anthropic: async world => (await import('./anthropic.ts')).anthropicClient(world),
  gateway: async world => (await import('./anthropic.ts')).gatewayClient(world),
  bedrock: async world => (await import('./bedrock.ts')).bedrockClient(world),
  mantle: async world => (await import('./bedrock.ts')).mantleClient(world),
  'gateway-bedrock': async world => (await import('./bedrock.ts')).gatewayBedrockClient(world),
  vertex: async world => (await import('./google.ts')).vertexClient(world),
  'gateway-vertex': async world => (await import('./google.ts')).gatewayVertexClient(world),
  'anthropic-gcp': async world => (await import('./google.ts')).anthropicGcpClient(world),
  'anthropic-aws': async world => (await import('./anthropic-aws.ts')).anthropicAwsClient(world),
  foundry: async world => (await import('./foundry.ts')).foundryClient(world),
};
