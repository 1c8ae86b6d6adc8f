import type { Backend } from './backend.ts';
import { anthropicProfileName } from './patterns.ts';

export const anthropic = {
  title: 'Anthropic',
  provider: 'firstParty',
  fields: {
    apiKey: {
      kind: 'credential',
      variable: 'ANTHROPIC_API_KEY',
      words: ['inherit'],
      help: 'Console API key; `inherit` takes the ANTHROPIC_API_KEY that the shell exports',
    },
    oauthToken: {
      kind: 'credential',
      variable: 'CLAUDE_CODE_OAUTH_TOKEN',
      help: 'long-lived subscription token from `claude setup-token`; without it the stored login is used',
    },
    anthropicProfile: {
      kind: 'text',
      variable: 'ANTHROPIC_PROFILE',
      help: 'named profile under ~/.config/anthropic',
      example: 'work',
      pattern: anthropicProfileName,
    },
  },
  rules: [
    {
      rule: 'at-most-one',
      of: ['apiKey', 'oauthToken', 'anthropicProfile'],
      because: 'Claude Code would use one of them without saying which',
    },
  ],
  documentation: 'https://code.claude.com/docs/en/authentication',
} as const satisfies Backend;
