import type { Backend, FieldRule, FieldTable } from './backend.ts';
import { awsProfileName, awsRegion, workspace } from './patterns.ts';

/** Where Claude Code asks when nobody names a region. */
export const defaultAwsRegion = 'us-east-1';

/**
 * The part of the world through whose inference profile a model is reached on Bedrock (observed on 2.1.332, 2026-11-29).
 * @param wanted `ANTHROPIC_BEDROCK_REGION_PREFIX`
 */
export function partOfTheWorld(region: string, wanted: string | undefined): string {
  if (region.startsWith('us-gov-')) return 'us-gov';
  return wanted || worlds[region.split('-')[0] ?? ''] || 'global';
}

const worlds: { readonly [start: string]: string } = { us: 'us', eu: 'eu', ap: 'apac' };

/** What every backend with an AWS signature takes. */
export const awsFields = {
  region: {
    kind: 'text',
    variable: 'AWS_REGION',
    help: `AWS region; without it AWS_DEFAULT_REGION, the AWS profile’s, then ${defaultAwsRegion}`,
    example: 'us-east-1',
    pattern: awsRegion,
  },
  awsProfile: {
    kind: 'text',
    variable: 'AWS_PROFILE',
    help: 'profile of ~/.aws/config; without it the usual AWS credential chain',
    example: 'work-sso',
    pattern: awsProfileName,
  },
} as const satisfies FieldTable;

/** Programs that Claude Code runs for AWS’s credentials. */
const awsPrograms = {
  awsAuthRefresh: {
    kind: 'text',
    setting: 'awsAuthRefresh',
    help: 'command that signs in to AWS again; cgw run and cgw write hand it to Claude Code',
    example: 'aws sso login --profile work-sso',
  },
  awsCredentialExport: {
    kind: 'text',
    setting: 'awsCredentialExport',
    help: 'command that prints AWS credentials as JSON, instead of AWS’s own; by cgw run and cgw write',
    example: 'aws configure export-credentials --format process',
  },
} as const satisfies FieldTable;

/** What Amazon Bedrock and Mantle take beside that. */
const bedrockFields = {
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

const bedrockRules = [
  {
    rule: 'at-most-one',
    of: ['bearerToken', 'awsProfile'],
    because: 'the Bedrock API key replaces AWS credentials',
  },
] as const satisfies readonly FieldRule[];

export const bedrock = {
  title: 'Amazon Bedrock',
  provider: 'bedrock',
  fields: {
    ...bedrockFields,
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_BEDROCK_BASE_URL',
      help: 'another Bedrock endpoint (VPC, FIPS); requests are still signed for AWS',
      example: 'https://bedrock-runtime-fips.us-east-1.amazonaws.com',
    },
    ...awsPrograms,
  },
  rules: bedrockRules,
  documentation: 'https://code.claude.com/docs/en/amazon-bedrock',
} as const satisfies Backend;

export const mantle = {
  title: 'Bedrock Mantle',
  provider: 'mantle',
  fields: {
    ...bedrockFields,
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
      help: 'another Mantle endpoint',
      example: 'https://bedrock-mantle.us-east-1.api.aws/anthropic',
    },
    ...awsPrograms,
  },
  rules: bedrockRules,
  documentation: 'https://code.claude.com/docs/en/amazon-bedrock',
} as const satisfies Backend;

export const anthropicAws = {
  title: 'Claude Platform on AWS',
  provider: 'anthropicAws',
  fields: {
    workspaceId: {
      kind: 'text',
      variable: 'ANTHROPIC_AWS_WORKSPACE_ID',
      required: true,
      help: 'workspace of Claude Platform on AWS',
      example: 'wrkspc_01ABC',
      pattern: workspace,
    },
    apiKey: {
      kind: 'credential',
      variable: 'ANTHROPIC_AWS_API_KEY',
      help: 'workspace API key; without it requests are signed with AWS credentials',
    },
    ...awsFields,
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_AWS_BASE_URL',
      help: 'another endpoint',
      example: 'https://claude.internal.example.com',
    },
    ...awsPrograms,
  },
  rules: [],
  documentation: 'https://code.claude.com/docs/en/claude-platform-on-aws',
} as const satisfies Backend;
