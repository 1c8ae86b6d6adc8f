import type { FieldRule, FieldTable } from './backend.ts';

/** An AWS region, e.g. `us-east-1` or `us-gov-west-1`. */
const awsRegion = {
  test: /^[a-z]{2}(-[a-z]+)+-\d+$/,
  say: 'is not an AWS region such as us-east-1',
};

/** What every backend with an AWS signature takes. */
export const awsFields = {
  region: {
    kind: 'text',
    variable: 'AWS_REGION',
    help: 'AWS region; without it AWS_DEFAULT_REGION, the AWS profile’s, then us-east-1',
    example: 'us-east-1',
    pattern: awsRegion,
  },
  awsProfile: {
    kind: 'text',
    variable: 'AWS_PROFILE',
    help: 'profile of ~/.aws/config; without it the usual AWS credential chain',
    example: 'work-sso',
  },
} as const satisfies FieldTable;

/** What Amazon Bedrock and Mantle take beside that. */
export const bedrockFields = {
  ...awsFields,
  bearerToken: {
    kind: 'credential',
    variable: 'AWS_BEARER_TOKEN_BEDROCK',
    help: 'Bedrock API key, instead of AWS credentials',
  },
  smallFastRegion: {
    kind: 'text',
    variable: 'ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION',
    help: 'region of the small background model, if it is another',
    example: 'us-west-2',
    pattern: awsRegion,
  },
  serviceTier: {
    kind: 'choice',
    choices: {
      default: { ANTHROPIC_BEDROCK_SERVICE_TIER: 'default' },
      flex: { ANTHROPIC_BEDROCK_SERVICE_TIER: 'flex' },
      priority: { ANTHROPIC_BEDROCK_SERVICE_TIER: 'priority' },
    },
    help: 'Bedrock service tier',
  },
  regionPrefix: {
    kind: 'choice',
    choices: {
      us: { ANTHROPIC_BEDROCK_REGION_PREFIX: 'us' },
      eu: { ANTHROPIC_BEDROCK_REGION_PREFIX: 'eu' },
      apac: { ANTHROPIC_BEDROCK_REGION_PREFIX: 'apac' },
      jp: { ANTHROPIC_BEDROCK_REGION_PREFIX: 'jp' },
      au: { ANTHROPIC_BEDROCK_REGION_PREFIX: 'au' },
      global: { ANTHROPIC_BEDROCK_REGION_PREFIX: 'global' },
    },
    help: 'prefix of the inference profile, against the one derived from the region',
  },
} as const satisfies FieldTable;

export const bedrockRules = [
  {
    rule: 'at-most-one',
    of: ['bearerToken', 'awsProfile'],
    because: 'the Bedrock API key replaces AWS credentials',
  },
] as const satisfies readonly FieldRule[];
