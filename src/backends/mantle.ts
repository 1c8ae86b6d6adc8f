import { bedrockFields, bedrockRules } from './aws.ts';
import type { Backend } from './backend.ts';

export const mantle = {
  title: 'Bedrock Mantle',
  provider: 'mantle',
  always: { CLAUDE_CODE_USE_MANTLE: '1' },
  fields: {
    ...bedrockFields,
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
      help: 'another Mantle endpoint',
      example: 'https://bedrock-mantle.us-east-1.api.aws/anthropic',
    },
  },
  rules: bedrockRules,
  documentation: 'https://code.claude.com/docs/en/amazon-bedrock',
} as const satisfies Backend;
