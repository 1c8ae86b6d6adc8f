import type { Profile } from '../../src/backends/profile.ts';
import { canary } from './situations.ts';

export const litellm = {
  backend: 'gateway',
  baseUrl: 'https://llm.corp',
  token: 'env:LLM_KEY',
  product: 'litellm',
  upstream: 'anthropic',
} as const satisfies Profile;

/** Its token is in no shell. */
export const byHelper = { ...litellm, token: 'file:/k', secretVia: 'helper' } as const satisfies Profile;

export const bedrock = { backend: 'bedrock', region: 'us-east-1' } as const satisfies Profile;

/** What the shell holds after `eval $(cgw env litellm)`. */
export const switched = { ANTHROPIC_BASE_URL: 'https://llm.corp', ANTHROPIC_AUTH_TOKEN: canary } as const;

export const user = '~/.claude/settings.json';
export const project = '/work/.claude/settings.json';

/** AWS credentials that are all right. */
export const keys = { AWS_ACCESS_KEY_ID: 'AKIACANARYCANARY', AWS_SECRET_ACCESS_KEY: canary } as const;

export const sso = (expiresAt: string | null, renewsUntil: string | null = null) => ({
  profiles: [
    {
      name: 'work',
      region: 'eu-west-1',
      sso: {
        session: 'corp',
        expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
        renewsUntil: renewsUntil === null ? null : Date.parse(renewsUntil),
      },
    },
  ],
});

export const onWork = { backend: 'bedrock', awsProfile: 'work' } as const satisfies Profile;
