import { bedrockFields, bedrockRules } from './aws.ts';
import type { Backend } from './backend.ts';

export const bedrock = {
  title: 'Amazon Bedrock',
  provider: 'bedrock',
  always: { CLAUDE_CODE_USE_BEDROCK: '1' },
  fields: {
    ...bedrockFields,
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_BEDROCK_BASE_URL',
      help: 'another Bedrock endpoint (VPC, FIPS); requests are still signed for AWS',
      example: 'https://bedrock-runtime-fips.us-east-1.amazonaws.com',
    },
  },
  rules: bedrockRules,
  documentation: 'https://code.claude.com/docs/en/amazon-bedrock',
} as const satisfies Backend;
