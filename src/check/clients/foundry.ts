import { AnthropicFoundry } from '@anthropic-ai/foundry-sdk';
import { type ClientWorld, common, type Made, serverSentEvents } from './client.ts';

/** Foundry by key or token. Azure’s own credential chain is a library as large as all of this: it is left out. */
export async function foundryClient(world: ClientWorld): Promise<Made> {
  const { environment } = world;
  const { ANTHROPIC_FOUNDRY_AUTH_TOKEN: token, ANTHROPIC_FOUNDRY_API_KEY: apiKey } = environment;
  const { ANTHROPIC_FOUNDRY_BASE_URL: baseURL, ANTHROPIC_FOUNDRY_RESOURCE: resource } = environment;
  const credential = token ? { azureADTokenProvider: async () => token } : apiKey ? { apiKey } : undefined;
  if (credential === undefined)
    return { cannot: 'the Azure credential chain is Claude Code’s own affair: --claude asks it' };
  const place = baseURL ? { baseURL } : { resource: resource ?? '' };
  return {
    ...serverSentEvents,
    lists: false,
    counts: true,
    sdk: new AnthropicFoundry({ ...common(world), ...place, ...credential }),
  };
}
