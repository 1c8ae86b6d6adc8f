import { AnthropicBedrock, AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import { type ClientContext, common, type Made, serverSentEvents } from './client.ts';

/** The SDK has neither a list of models nor a count for Bedrock. */
const bedrock = {
  streams: 'application/vnd.amazon.eventstream',
  bodyVersion: 'bedrock-2023-05-31',
  lists: false,
  counts: false,
} as const;

/** Bedrock with its API key, or signed with what the AWS credential chain finds. */
export async function bedrockClient(context: ClientContext): Promise<Made> {
  const { ANTHROPIC_BEDROCK_BASE_URL: baseURL, AWS_BEARER_TOKEN_BEDROCK } = context.environment;
  const apiKey = AWS_BEARER_TOKEN_BEDROCK || null;
  return {
    ...bedrock,
    sdk: new AnthropicBedrock({
      ...common(context),
      awsRegion: context.awsRegion,
      apiKey,
      skipAuth: context.dry && apiKey === null,
      ...(baseURL ? { baseURL } : {}),
    }),
  };
}

/** A gateway in Bedrock’s format: Claude Code sends it the token as it would to any gateway. */
export async function gatewayBedrockClient(context: ClientContext): Promise<Made> {
  const { ANTHROPIC_BEDROCK_BASE_URL, ANTHROPIC_AUTH_TOKEN } = context.environment;
  return {
    ...bedrock,
    sdk: new AnthropicBedrock({
      ...common(context),
      awsRegion: context.awsRegion,
      apiKey: null,
      skipAuth: true,
      ...(ANTHROPIC_BEDROCK_BASE_URL ? { baseURL: ANTHROPIC_BEDROCK_BASE_URL } : {}),
      ...(ANTHROPIC_AUTH_TOKEN
        ? { defaultHeaders: { authorization: `Bearer ${ANTHROPIC_AUTH_TOKEN}` } }
        : {}),
    }),
  };
}

export async function mantleClient(context: ClientContext): Promise<Made> {
  const { ANTHROPIC_BEDROCK_MANTLE_BASE_URL: baseURL, AWS_BEARER_TOKEN_BEDROCK } = context.environment;
  const apiKey = AWS_BEARER_TOKEN_BEDROCK || null;
  return {
    ...serverSentEvents,
    lists: false,
    counts: true,
    sdk: new AnthropicBedrockMantle({
      ...common(context),
      awsRegion: context.awsRegion,
      apiKey,
      skipAuth: context.dry && apiKey === null,
      ...(baseURL ? { baseURL } : {}),
    }),
  };
}
