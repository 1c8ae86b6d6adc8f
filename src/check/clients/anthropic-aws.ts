import { AnthropicAws } from '@anthropic-ai/aws-sdk';
import { type ClientWorld, common, type Made, serverSentEvents } from './client.ts';

/** Claude Platform on AWS, by its key or signed. */
export async function anthropicAwsClient(world: ClientWorld): Promise<Made> {
  const { ANTHROPIC_AWS_BASE_URL, ANTHROPIC_AWS_API_KEY, ANTHROPIC_AWS_WORKSPACE_ID } = world.environment;
  const apiKey = ANTHROPIC_AWS_API_KEY || null;
  return {
    ...serverSentEvents,
    lists: true,
    counts: true,
    sdk: new AnthropicAws({
      ...common(world),
      awsRegion: world.awsRegion,
      ...(apiKey === null ? {} : { apiKey }),
      ...(ANTHROPIC_AWS_WORKSPACE_ID ? { workspaceId: ANTHROPIC_AWS_WORKSPACE_ID } : {}),
      ...(ANTHROPIC_AWS_BASE_URL ? { baseURL: ANTHROPIC_AWS_BASE_URL } : {}),
      skipAuth: world.dry && apiKey === null,
    }),
  };
}
