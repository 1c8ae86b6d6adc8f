import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { type ClientWorld, common, type Made, serverSentEvents } from './client.ts';

/** The client without a look at the logins and profiles of other Anthropic programs on this machine. */
class OwnCredentials extends BaseAnthropic {
  protected override _shouldResolveDefaultCredentials(): boolean {
    return false;
  }

  /** A gateway may take its key in a header of its own, or none at all. */
  protected override validateHeaders(): void {}
}

const lists = { ...serverSentEvents, lists: true, counts: true } as const;

/** Anthropic itself. A subscription is for Claude Code only, so its token goes nowhere else. */
export async function anthropicClient(world: ClientWorld): Promise<Made> {
  const { environment } = world;
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_PROFILE: profile } = environment;
  const baseURL = 'https://api.anthropic.com';
  if (apiKey)
    return {
      ...lists,
      sdk: new OwnCredentials({
        ...common(world),
        baseURL,
        ...noCredential,
        defaultHeaders: { 'x-api-key': apiKey },
      }),
    };
  if (profile && !world.dry) return { ...lists, sdk: new BaseAnthropic({ ...common(world), profile }) };
  return {
    cannot: profile
      ? 'the login of an Anthropic profile cannot be written into a command line'
      : 'a subscription is for Claude Code itself: --claude asks it',
  };
}

/** The SDK would send a key as a token, and look into the environment for others. */
const noCredential = { apiKey: null, authToken: null } as const;

/** A gateway in Anthropic’s format: token, key, or whatever its headers hold. */
export async function gatewayClient(world: ClientWorld): Promise<Made> {
  const { ANTHROPIC_BASE_URL, ANTHROPIC_AUTH_TOKEN, ANTHROPIC_API_KEY } = world.environment;
  const defaultHeaders = {
    ...(ANTHROPIC_AUTH_TOKEN ? { authorization: `Bearer ${ANTHROPIC_AUTH_TOKEN}` } : {}),
    ...(ANTHROPIC_API_KEY ? { 'x-api-key': ANTHROPIC_API_KEY } : {}),
  };
  const baseURL = ANTHROPIC_BASE_URL ?? null;
  return {
    ...lists,
    sdk: new OwnCredentials({ ...common(world), baseURL, ...noCredential, defaultHeaders }),
  };
}
