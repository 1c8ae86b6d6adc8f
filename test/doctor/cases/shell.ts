import { byHelper, litellm, switched } from '../machines.ts';
import { active, canary, env, meant, situation } from '../situations.ts';
import type { Case } from './case.ts';

export const shellCases = {
  'shell-profile-gone': {
    shown: [
      {
        when: 'the profile was removed',
        in: situation({ exported: { CGW_PROFILE: 'litelm' }, config: { profiles: { litellm } } }),
        expect: {
          severity: 'error',
          fix: 'Switch it off, or to another one; did you mean litellm?',
          command: 'eval $(cgw env --off)',
        },
        evidence: ['CGW_PROFILE=litelm'],
      },
      {
        when: 'the shell is another',
        in: situation({ exported: { CGW_PROFILE: 'gone' }, shell: 'fish' }),
        expect: { command: 'cgw env --off | source' },
      },
    ],
    absent: [
      { when: 'it is there', in: active('litellm', litellm, { exported: switched }) },
      { when: 'it is a preset', in: situation({ exported: { CGW_PROFILE: 'bedrock' } }) },
      { when: 'the shell was not switched', in: situation() },
    ],
  },

  'shell-stale': {
    shown: [
      {
        when: 'the profile points elsewhere now',
        in: active('litellm', { ...litellm, baseUrl: 'https://new.corp' }, { exported: switched }),
        expect: { severity: 'error', profile: 'litellm', command: 'eval $(cgw env litellm)' },
        evidence: [
          'exported: ANTHROPIC_BASE_URL=https://llm.corp; the profile says ANTHROPIC_BASE_URL=https://new.corp',
        ],
      },
      {
        when: 'another program exported a key since',
        in: active('litellm', litellm, { exported: { ...switched, ANTHROPIC_API_KEY: canary } }),
        expect: { severity: 'error' },
        evidence: ['exported: ANTHROPIC_API_KEY=••••••••; the profile has none'],
      },
      {
        when: 'the token is gone',
        in: active('litellm', litellm, { exported: { ANTHROPIC_BASE_URL: 'https://llm.corp' } }),
        expect: { severity: 'error' },
        evidence: ['ANTHROPIC_AUTH_TOKEN is not set; the profile has one'],
      },
      {
        when: 'only a feature differs',
        in: active('litellm', { ...litellm, promptCaching: false }, { exported: switched }),
        expect: { severity: 'warning' },
        evidence: ['DISABLE_PROMPT_CACHING is not set; the profile says DISABLE_PROMPT_CACHING=1'],
      },
      {
        when: 'a token is exported that the profile keeps out of shells',
        in: active('litellm', byHelper, { exported: switched }),
        expect: { severity: 'error', command: 'cgw write litellm --to user' },
        evidence: ['exported: ANTHROPIC_AUTH_TOKEN=••••••••; the profile has none'],
      },
    ],
    absent: [
      {
        when: 'the helper has the token',
        in: active('litellm', byHelper, { exported: { ANTHROPIC_BASE_URL: 'https://llm.corp' } }),
      },
      { when: 'it holds just that', in: active('litellm', litellm, { exported: switched }) },
      {
        when: 'a settings file beats it: that is another finding',
        in: active('litellm', litellm, {
          exported: switched,
          settings: [env('user', { ANTHROPIC_BASE_URL: 'https://b' })],
        }),
      },
      { when: 'the shell was not switched', in: meant('litellm', litellm) },
    ],
  },

  'background-agents': {
    shown: [
      {
        when: 'only the shell was switched',
        in: active('litellm', litellm, { exported: switched }),
        expect: { severity: 'note', profile: 'litellm', command: 'cgw write litellm --to user' },
        evidence: ['only exported: ANTHROPIC_BASE_URL'],
      },
    ],
    absent: [
      {
        when: 'the user’s settings say the same',
        in: active('litellm', litellm, {
          exported: switched,
          settings: [env('user', { ANTHROPIC_BASE_URL: 'https://llm.corp' })],
        }),
      },
      { when: 'the profile is not in this shell', in: meant('litellm', litellm) },
      {
        when: 'the profile routes nothing',
        in: active(
          'direct',
          { backend: 'anthropic', apiKey: 'inherit' },
          { exported: { ANTHROPIC_API_KEY: canary } },
        ),
      },
    ],
  },
} as const satisfies { readonly [id: string]: Case };
