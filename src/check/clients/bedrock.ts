import { AnthropicBedrock, AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import { keyIn } from '../../backends/providers.ts';
import { baseUrl, bearer, type ClientContext, common, type MadeClient, serverSentEvents } from './client.ts';

/** The SDK has neither a list of models nor a count for Bedrock. */
const bedrock = {
  streams: 'application/vnd.amazon.eventstream',
  bodyVersion: 'bedrock-2023-05-31',
  lists: false,
  counts: false,
} as const;

/** By the API key, or signed with what the AWS credential chain finds. */
function optionsOf(context: ClientContext, provider: 'bedrock' | 'mantle') {
  const { environment, awsRegion, dry } = context;
  const apiKey = keyIn(provider, environment) ?? null;
  const skipAuth = dry && apiKey === null;
  return { ...common(context), ...baseUrl(provider, environment), awsRegion, apiKey, skipAuth };
}

export async function bedrockClient(context: ClientContext): Promise<MadeClient> {
  return { ...bedrock, sdk: new AnthropicBedrock(optionsOf(context, 'bedrock')) };
}

/** A gateway in Bedrock’s format: Claude Code sends it the token as it would to any gateway. */
export async function gatewayBedrockClient(context: ClientContext): Promise<MadeClient> {
  const unsigned = { apiKey: null, skipAuth: true, defaultHeaders: bearer(context.environment) };
  return { ...bedrock, sdk: new AnthropicBedrock({ ...optionsOf(context, 'bedrock'), ...unsigned }) };
}

export async function mantleClient(context: ClientContext): Promise<MadeClient> {
  const sdk = new AnthropicBedrockMantle(optionsOf(context, 'mantle'));
  return { ...serverSentEvents, lists: false, counts: true, sdk };
}
