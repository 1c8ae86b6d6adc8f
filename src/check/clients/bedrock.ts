import { AnthropicBedrock, AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import { type ClientWorld, common, type Made, serverSentEvents } from './client.ts';

/** The SDK has neither a list of models nor a count for Bedrock. */
const bedrock = {
  streams: 'application/vnd.amazon.eventstream',
  bodyVersion: 'bedrock-2023-05-31',
  lists: false,
  counts: false,
} as const;

/** Bedrock with its API key, or signed with what the AWS credential chain finds. */
export async function bedrockClient(world: ClientWorld): Promise<Made> {
  const { ANTHROPIC_BEDROCK_BASE_URL: baseURL, AWS_BEARER_TOKEN_BEDROCK } = world.environment;
  const apiKey = AWS_BEARER_TOKEN_BEDROCK || null;
  return {
    ...bedrock,
    sdk: new AnthropicBedrock({
      ...common(world),
      awsRegion: world.awsRegion,
      apiKey,
      skipAuth: world.dry && apiKey === null,
      ...(baseURL ? { baseURL } : {}),
    }),
  };
}

/** A gateway in Bedrock’s format: Claude Code sends it the token as it would to any gateway. */
export async function gatewayBedrockClient(world: ClientWorld): Promise<Made> {
  const { ANTHROPIC_BEDROCK_BASE_URL, ANTHROPIC_AUTH_TOKEN } = world.environment;
  return {
    ...bedrock,
    sdk: new AnthropicBedrock({
      ...common(world),
      awsRegion: world.awsRegion,
      apiKey: null,
      skipAuth: true,
      ...(ANTHROPIC_BEDROCK_BASE_URL ? { baseURL: ANTHROPIC_BEDROCK_BASE_URL } : {}),
      ...(ANTHROPIC_AUTH_TOKEN
        ? { defaultHeaders: { authorization: `Bearer ${ANTHROPIC_AUTH_TOKEN}` } }
        : {}),
    }),
  };
}

export async function mantleClient(world: ClientWorld): Promise<Made> {
  const { ANTHROPIC_BEDROCK_MANTLE_BASE_URL: baseURL, AWS_BEARER_TOKEN_BEDROCK } = world.environment;
  const apiKey = AWS_BEARER_TOKEN_BEDROCK || null;
  return {
    ...serverSentEvents,
    lists: false,
    counts: true,
    sdk: new AnthropicBedrockMantle({
      ...common(world),
      awsRegion: world.awsRegion,
      apiKey,
      skipAuth: world.dry && apiKey === null,
      ...(baseURL ? { baseURL } : {}),
    }),
  };
}
