import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { keyIn } from '../../backends/providers.ts';
import { baseUrl, bearer, type ClientContext, common, type MadeClient, serverSentEvents } from './client.ts';

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
export async function anthropicClient(context: ClientContext): Promise<MadeClient> {
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
export async function gatewayClient(context: ClientContext): Promise<MadeClient> {
  const { environment } = context;
  const { ANTHROPIC_API_KEY: key } = environment;
  const defaultHeaders = { ...bearer(environment), ...(key ? { 'x-api-key': key } : {}) };
  const place = { baseURL: null, ...baseUrl('firstParty', environment) };
  return {
    ...lists,
    sdk: new OwnCredentials({ ...common(context), ...place, ...noCredential, defaultHeaders }),
  };
}

/** Claude Platform on AWS, by its key or signed. */
export async function anthropicAwsClient(context: ClientContext): Promise<MadeClient> {
  const { AnthropicAws } = await import('@anthropic-ai/aws-sdk');
  const { environment, awsRegion, dry } = context;
  const { ANTHROPIC_AWS_WORKSPACE_ID: workspaceId } = environment;
  const apiKey = keyIn('anthropicAws', environment);
  return {
    ...lists,
    sdk: new AnthropicAws({
      ...common(context),
      ...baseUrl('anthropicAws', environment),
      awsRegion,
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(workspaceId ? { workspaceId } : {}),
      skipAuth: dry && apiKey === undefined,
    }),
  };
}

/** Foundry by key or token. Azure’s own credential chain is a library as large as all of this: it is left out. */
export async function foundryClient(context: ClientContext): Promise<MadeClient> {
  const { environment } = context;
  const { ANTHROPIC_FOUNDRY_AUTH_TOKEN: token, ANTHROPIC_FOUNDRY_API_KEY: apiKey } = environment;
  const credential = token ? { azureADTokenProvider: async () => token } : apiKey ? { apiKey } : undefined;
  if (credential === undefined)
    return { cannot: 'only Claude Code uses the Azure credential chain: --claude asks it' };
  const { AnthropicFoundry } = await import('@anthropic-ai/foundry-sdk');
  const { baseURL } = baseUrl('foundry', environment);
  const place = baseURL ? { baseURL } : { resource: environment.ANTHROPIC_FOUNDRY_RESOURCE ?? '' };
  return {
    ...serverSentEvents,
    lists: false,
    counts: true,
    sdk: new AnthropicFoundry({ ...common(context), ...place, ...credential }),
  };
}
