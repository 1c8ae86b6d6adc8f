import { AnthropicGoogleCloud } from '@anthropic-ai/google-cloud-sdk';
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import { GoogleAuth, PassThroughClient } from 'google-auth-library';
import { vertexRegionOf } from '../../backends/google.ts';
import { baseUrl, bearer, type ClientContext, common, type MadeClient, serverSentEvents } from './client.ts';

const vertex = { ...serverSentEvents, bodyVersion: 'vertex-2023-10-16', lists: false, counts: true } as const;

function place({ environment, model }: ClientContext) {
  const { ANTHROPIC_VERTEX_PROJECT_ID: projectId } = environment;
  return {
    ...baseUrl('vertex', environment),
    region: vertexRegionOf(model, environment),
    ...(projectId ? { projectId } : {}),
  };
}

/**
 * Application default credentials. The SDK asks for them when it is made and waits for them later: if there are none,
 * that is no unhandled rejection meanwhile.
 */
class DefaultCredentials extends GoogleAuth {
  constructor() {
    super({ scopes: 'https://www.googleapis.com/auth/cloud-platform' });
  }

  override getClient(): ReturnType<GoogleAuth['getClient']> {
    const client = super.getClient();
    client.catch(() => {});
    return client;
  }
}

/** Vertex with Google’s application default credentials. */
export async function vertexClient(context: ClientContext): Promise<MadeClient> {
  const auth = context.dry
    ? { authClient: new PassThroughClient() }
    : { googleAuth: new DefaultCredentials() };
  return { ...vertex, sdk: new AnthropicVertex({ ...common(context), ...place(context), ...auth }) };
}

/** A gateway in Vertex’s format: no Google credential, but the token if there is one. */
export async function gatewayVertexClient(context: ClientContext): Promise<MadeClient> {
  return {
    ...vertex,
    sdk: new AnthropicVertex({
      ...common(context),
      ...place(context),
      authClient: new PassThroughClient(),
      defaultHeaders: bearer(context.environment),
    }),
  };
}

/** Claude on Google Cloud, run by Anthropic. */
export async function anthropicGcpClient(context: ClientContext): Promise<MadeClient> {
  const { environment } = context;
  return {
    ...serverSentEvents,
    lists: true,
    counts: true,
    sdk: new AnthropicGoogleCloud({
      ...common(context),
      ...baseUrl('anthropicGoogleCloud', environment),
      project: environment.ANTHROPIC_GOOGLE_CLOUD_PROJECT ?? '',
      location: environment.ANTHROPIC_GOOGLE_CLOUD_LOCATION || 'global',
      workspaceId: environment.ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID ?? '',
      ...(context.dry ? { skipAuth: true } : { googleAuth: new DefaultCredentials() }),
    }),
  };
}
