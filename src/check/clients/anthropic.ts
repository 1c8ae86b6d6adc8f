import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { type ClientContext, common, type Made, serverSentEvents } from './client.ts';

/** The client without a look at the logins and profiles of other Anthropic programs on this machine. */
class OwnCredentials extends BaseAnthropic {
  protected override _shouldResolveDefaultCredentials(): boolean {
    return false;
  }

  /** A gateway may take its key in a header of its own, or none at all. */
  protected override validateHeaders(): void {}
}

/** The SDK would send a key as a token, and look into the environment for others. */
const noCredential = { apiKey: null, authToken: null } as const;

const lists = { ...serverSentEvents, lists: true, counts: true } as const;

/** Anthropic itself. A subscription is for Claude Code only, so its token goes nowhere else. */
export async function anthropicClient(context: ClientContext): Promise<Made> {
  const { environment } = context;
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_PROFILE: profile } = environment;
  const baseURL = 'https://api.anthropic.com';
  if (apiKey)
    return {
      ...lists,
      sdk: new OwnCredentials({
        ...common(context),
        baseURL,
        ...noCredential,
        defaultHeaders: { 'x-api-key': apiKey },
      }),
    };
  if (profile && !context.dry) return { ...lists, sdk: new BaseAnthropic({ ...common(context), profile }) };
  return {
    cannot: profile
      ? 'the login of an Anthropic profile cannot be written into a command line'
      : 'a subscription is for Claude Code itself: --claude asks it',
  };
}

/** A gateway in Anthropic’s format: token, key, or whatever its headers hold. */
export async function gatewayClient(context: ClientContext): Promise<Made> {
  const { ANTHROPIC_BASE_URL, ANTHROPIC_AUTH_TOKEN, ANTHROPIC_API_KEY } = context.environment;
  const defaultHeaders = {
    ...(ANTHROPIC_AUTH_TOKEN ? { authorization: `Bearer ${ANTHROPIC_AUTH_TOKEN}` } : {}),
    ...(ANTHROPIC_API_KEY ? { 'x-api-key': ANTHROPIC_API_KEY } : {}),
  };
  const baseURL = ANTHROPIC_BASE_URL ?? null;
  return {
    ...lists,
    sdk: new OwnCredentials({ ...common(context), baseURL, ...noCredential, defaultHeaders }),
  };
}

/** Claude Platform on AWS, by its key or signed. */
export async function anthropicAwsClient(context: ClientContext): Promise<Made> {
  const { AnthropicAws } = await import('@anthropic-ai/aws-sdk');
  const { ANTHROPIC_AWS_BASE_URL, ANTHROPIC_AWS_API_KEY, ANTHROPIC_AWS_WORKSPACE_ID } = context.environment;
  const apiKey = ANTHROPIC_AWS_API_KEY || null;
  return {
    ...lists,
    sdk: new AnthropicAws({
      ...common(context),
      awsRegion: context.awsRegion,
      ...(apiKey === null ? {} : { apiKey }),
      ...(ANTHROPIC_AWS_WORKSPACE_ID ? { workspaceId: ANTHROPIC_AWS_WORKSPACE_ID } : {}),
      ...(ANTHROPIC_AWS_BASE_URL ? { baseURL: ANTHROPIC_AWS_BASE_URL } : {}),
      skipAuth: context.dry && apiKey === null,
    }),
  };
}

/** Foundry by key or token. Azure’s own credential chain is a library as large as all of this: it is left out. */
export async function foundryClient(context: ClientContext): Promise<Made> {
  const { environment } = context;
  const { ANTHROPIC_FOUNDRY_AUTH_TOKEN: token, ANTHROPIC_FOUNDRY_API_KEY: apiKey } = environment;
  const { ANTHROPIC_FOUNDRY_BASE_URL: baseURL, ANTHROPIC_FOUNDRY_RESOURCE: resource } = environment;
  const credential = token ? { azureADTokenProvider: async () => token } : apiKey ? { apiKey } : undefined;
  if (credential === undefined)
    return { cannot: 'the Azure credential chain is Claude Code’s own affair: --claude asks it' };
  const { AnthropicFoundry } = await import('@anthropic-ai/foundry-sdk');
  const place = baseURL ? { baseURL } : { resource: resource ?? '' };
  return {
    ...serverSentEvents,
    lists: false,
    counts: true,
    sdk: new AnthropicFoundry({ ...common(context), ...place, ...credential }),
  };
}
