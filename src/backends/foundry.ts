import type { Backend } from './backend.ts';
import { azureResource } from './patterns.ts';

export const foundry = {
  title: 'Microsoft Foundry',
  provider: 'foundry',
  fields: {
    resource: {
      kind: 'text',
      variable: 'ANTHROPIC_FOUNDRY_RESOURCE',
      help: 'name of the Azure resource',
      example: 'my-resource',
      pattern: azureResource,
    },
    baseUrl: {
      kind: 'url',
      variable: 'ANTHROPIC_FOUNDRY_BASE_URL',
      help: 'full base URL, instead of the resource name',
      example: 'https://my-resource.services.ai.azure.com/anthropic',
    },
    apiKey: {
      kind: 'credential',
      variable: 'ANTHROPIC_FOUNDRY_API_KEY',
      help: 'API key; without key and token the Azure credential chain is used',
    },
    authToken: {
      kind: 'credential',
      variable: 'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
      help: 'bearer token',
    },
  },
  rules: [
    {
      rule: 'exactly-one',
      of: ['resource', 'baseUrl'],
      because: 'Claude Code needs to know where the deployment is, once',
    },
    { rule: 'at-most-one', of: ['apiKey', 'authToken'], because: 'the token would win without a word' },
  ],
  documentation: 'https://code.claude.com/docs/en/microsoft-foundry',
} as const satisfies Backend;
