import { awsFields } from './aws.ts';
import type { Backend } from './backend.ts';

export const anthropicAws = {
  title: 'Claude Platform on AWS',
  provider: 'anthropicAws',
  always: { CLAUDE_CODE_USE_ANTHROPIC_AWS: '1' },
  fields: {
    workspaceId: {
      kind: 'text',
      variable: 'ANTHROPIC_AWS_WORKSPACE_ID',
      required: true,
      help: 'workspace of Claude Platform on AWS',
      example: 'wrkspc_01ABC',
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
  },
  rules: [],
  documentation: 'https://code.claude.com/docs/en/claude-platform-on-aws',
} as const satisfies Backend;
