import type { Backend } from './backend.ts';

export const anthropicGcp = {
  title: 'Claude on Google Cloud',
  provider: 'anthropicGoogleCloud',
  always: { CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: '1' },
  fields: {
    project: {
      kind: 'text',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_PROJECT',
      required: true,
      help: 'Google Cloud project',
      example: 'my-project',
    },
    workspaceId: {
      kind: 'text',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID',
      required: true,
      help: 'Anthropic workspace',
      example: 'wrkspc_01ABC',
    },
    location: {
      kind: 'text',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_LOCATION',
      help: 'location; without it global',
      example: 'global',
    },
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_GOOGLE_CLOUD_BASE_URL',
      help: 'another endpoint',
      example: 'https://claude.internal.example.com',
    },
  },
  rules: [],
  documentation: 'https://code.claude.com/docs/en/claude-on-google-cloud',
} as const satisfies Backend;
