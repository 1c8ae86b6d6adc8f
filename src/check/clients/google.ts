import { AnthropicGoogleCloud } from '@anthropic-ai/google-cloud-sdk';
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import { GoogleAuth, PassThroughClient } from 'google-auth-library';
import { vertexRegionOf } from '../models.ts';
import { type ClientContext, common, type Made, serverSentEvents } from './client.ts';

const vertex = { ...serverSentEvents, bodyVersion: 'vertex-2023-10-16', lists: false, counts: true } as const;

function place({ environment, model }: ClientContext) {
  const { ANTHROPIC_VERTEX_BASE_URL, ANTHROPIC_VERTEX_PROJECT_ID } = environment;
  return {
    region: vertexRegionOf(model, environment),
    ...(ANTHROPIC_VERTEX_PROJECT_ID ? { projectId: ANTHROPIC_VERTEX_PROJECT_ID } : {}),
    ...(ANTHROPIC_VERTEX_BASE_URL ? { baseURL: ANTHROPIC_VERTEX_BASE_URL } : {}),
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
export async function vertexClient(context: ClientContext): Promise<Made> {
  const auth = context.dry
    ? { authClient: new PassThroughClient() }
    : { googleAuth: new DefaultCredentials() };
  return { ...vertex, sdk: new AnthropicVertex({ ...common(context), ...place(context), ...auth }) };
}

/** A gateway in Vertex’s format: no Google credential, but the token if there is one. */
export async function gatewayVertexClient(context: ClientContext): Promise<Made> {
  const { ANTHROPIC_AUTH_TOKEN } = context.environment;
  return {
    ...vertex,
    sdk: new AnthropicVertex({
      ...common(context),
      ...place(context),
      authClient: new PassThroughClient(),
      ...(ANTHROPIC_AUTH_TOKEN
        ? { defaultHeaders: { authorization: `Bearer ${ANTHROPIC_AUTH_TOKEN}` } }
        : {}),
    }),
  };
}

/** Claude on Google Cloud, run by Anthropic. */
export async function anthropicGcpClient(context: ClientContext): Promise<Made> {
  const { environment } = context;
  const baseURL = environment.ANTHROPIC_GOOGLE_CLOUD_BASE_URL;
  return {
    ...serverSentEvents,
    lists: true,
    counts: true,
    sdk: new AnthropicGoogleCloud({
      ...common(context),
      project: environment.ANTHROPIC_GOOGLE_CLOUD_PROJECT ?? '',
      location: environment.ANTHROPIC_GOOGLE_CLOUD_LOCATION || 'global',
      workspaceId: environment.ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID ?? '',
      ...(baseURL ? { baseURL } : {}),
      ...(context.dry ? { skipAuth: true } : { googleAuth: new DefaultCredentials() }),
    }),
  };
}
