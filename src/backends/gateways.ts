import { awsFields } from './aws.ts';
import type { Backend, FieldTable } from './backend.ts';
import { vertexFields } from './google.ts';

/** What a gateway is and has behind it: no variables, it selects the column of the feature table. */
const behind = {
  product: { kind: 'text', help: 'the gateway’s product', example: 'litellm' },
  upstream: {
    kind: 'choice',
    choices: {
      anthropic: {},
      bedrock: {},
      'bedrock-invoke': {},
      'bedrock-converse': {},
      mantle: {},
      vertex: {},
      azure: {},
      foundry: {},
      copilot: {},
      other: {},
    },
    meanings: {
      anthropic: 'Anthropic’s API (in LiteLLM: anthropic/…)',
      bedrock: 'Amazon Bedrock; the same as bedrock-invoke',
      'bedrock-invoke': 'Amazon Bedrock by InvokeModel (in LiteLLM: bedrock/invoke/…)',
      'bedrock-converse': 'Amazon Bedrock by Converse (in LiteLLM: bedrock/converse/…)',
      mantle: 'Bedrock Mantle (in LiteLLM: bedrock_mantle/…)',
      vertex: 'Google Vertex AI (in LiteLLM: vertex_ai/…)',
      azure: 'Microsoft Foundry (in LiteLLM: azure_ai/…)',
      foundry: 'Microsoft Foundry; the same as azure',
      copilot: 'GitHub Copilot (in LiteLLM: github_copilot/…)',
      other: 'something else, or several: what it costs stays unknown',
    },
    tellsRoute: true,
    help: 'what is behind the gateway; what Claude Code can do there depends on it',
  },
  modelFamily: { kind: 'choice', choices: { claude: {}, other: {} }, help: 'Claude models or others' },
} as const satisfies FieldTable;

const token = {
  kind: 'credential',
  variable: 'ANTHROPIC_AUTH_TOKEN',
  help: 'gateway key, sent as Authorization: Bearer',
} as const;

export const gateway = {
  title: 'Gateway, Anthropic format',
  provider: 'firstParty',
  fields: {
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_BASE_URL',
      required: true,
      help: 'base URL; Claude Code appends /v1/messages',
      example: 'https://litellm.example.com:4000',
    },
    token,
    apiKey: {
      kind: 'credential',
      variable: 'ANTHROPIC_API_KEY',
      words: ['empty'],
      help: 'key sent as x-api-key, instead of the token; `empty` sets ANTHROPIC_API_KEY to nothing',
    },
    ...behind,
  },
  rules: [
    { rule: 'at-most-one', of: ['token', 'apiKey'], because: 'Claude Code would send both' },
    {
      rule: 'credential',
      of: ['token', 'apiKey'],
      because: 'without one Claude Code sends the stored login to the gateway, or asks for one',
    },
  ],
  documentation: 'https://code.claude.com/docs/en/llm-gateway',
} as const satisfies Backend;

const tokenRule = {
  rule: 'credential',
  of: ['token'],
  because: 'without one Claude Code sends the gateway no credential at all',
} as const;

export const gatewayBedrock = {
  title: 'Gateway, Bedrock format',
  provider: 'bedrock',
  gatewaySigns: true,
  fields: {
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_BEDROCK_BASE_URL',
      required: true,
      help: 'base URL; Claude Code appends /model/…/invoke-with-response-stream',
      example: 'https://litellm.example.com:4000/bedrock',
    },
    token,
    region: { ...awsFields.region, help: 'AWS region whose inference profiles are named' },
    ...behind,
  },
  rules: [tokenRule],
  documentation: 'https://code.claude.com/docs/en/llm-gateway',
} as const satisfies Backend;

export const gatewayVertex = {
  title: 'Gateway, Vertex format',
  provider: 'vertex',
  gatewaySigns: true,
  fields: {
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_VERTEX_BASE_URL',
      required: true,
      help: 'base URL; Claude Code appends /projects/…:streamRawPredict',
      example: 'https://litellm.example.com:4000/vertex_ai/v1',
    },
    token,
    ...vertexFields,
    ...behind,
  },
  rules: [tokenRule],
  modelRegions: true,
  documentation: 'https://code.claude.com/docs/en/llm-gateway',
} as const satisfies Backend;
