import { expect } from 'bun:test';
import { litellm, project, user } from '../machines.ts';
import { canary, env, home, meant, settings, situation } from '../situations.ts';
import type { Case } from './case.ts';

export const secretsCases = {
  'secret-unavailable': {
    shown: [
      {
        when: 'the variable of the meant profile is not set',
        in: meant('litellm', litellm, {
          references: new Map([
            ['env:LLM_KEY', { state: 'missing', reason: 'is not set here', remedy: 'Export it' }],
          ]),
        }),
        expect: { severity: 'error', profile: 'litellm', fix: 'Export it' },
        evidence: ['litellm: token is env:LLM_KEY'],
      },
      {
        when: 'that of another profile; a program’s arguments are not shown',
        in: situation({
          config: { profiles: { other: { ...litellm, token: `cmd:get ${canary}` } } },
          references: new Map([
            [
              `cmd:get ${canary}`,
              { state: 'missing', reason: 'names no program that is here', remedy: 'Install get' },
            ],
          ]),
        }),
        expect: { severity: 'note', profile: 'other' },
        evidence: ['other: token is cmd:get …'],
      },
    ],
    absent: [
      {
        when: 'it is available',
        in: meant('litellm', litellm, { references: new Map([['env:LLM_KEY', { state: 'there' }]]) }),
      },
      {
        when: 'the profile is invalid: that is the finding',
        in: situation({ config: { profiles: { bad: { backend: 'gateway', token: 'env:LLM_KEY' } } } }),
      },
    ],
  },

  'secret-file-readable': {
    shown: [
      {
        when: 'others may read the token of the meant profile, which cgw refuses',
        in: meant(
          'litellm',
          { ...litellm, token: 'file:~/token' },
          {
            references: new Map([
              ['file:~/token', { state: 'readable', path: `${home}/token`, mode: 0o644 }],
            ]),
          },
        ),
        expect: { severity: 'error', profile: 'litellm', command: 'chmod 600 /home/me/token' },
        evidence: ['~/token: mode 0644'],
      },
      {
        when: 'that of another profile; a blank in the path',
        in: situation({
          config: { profiles: { other: { ...litellm, token: 'file:/a b' } } },
          references: new Map([['file:/a b', { state: 'readable', path: '/a b', mode: 0o640 }]]),
        }),
        expect: { severity: 'warning', command: "chmod 600 '/a b'" },
      },
      {
        when: 'the login of Claude Code',
        in: situation({
          readable: [{ path: `${home}/.claude/.credentials.json`, mode: 0o644, wanted: 0o600 }],
        }),
        expect: { severity: 'warning', profile: null },
        evidence: ['~/.claude/.credentials.json: mode 0644'],
      },
    ],
    absent: [
      {
        when: 'they are private',
        in: situation({
          readable: [{ path: `${home}/.claude/.credentials.json`, mode: 0o600, wanted: 0o600 }],
        }),
      },
    ],
  },

  'plaintext-secret': {
    shown: [
      {
        when: 'a token stands in the user’s settings',
        in: situation({ settings: [env('user', { EDITOR: 'vi', ANTHROPIC_AUTH_TOKEN: canary })] }),
        expect: { severity: 'warning' },
        evidence: [`${user}:4: ANTHROPIC_AUTH_TOKEN=••••••••`],
      },
      {
        when: 'it is in the project’s file; by its looks or its name',
        in: situation({
          settings: [
            env('project', { SOMETHING: canary, DB_PASSWORD: 'Hunter2!', PROXY: `http://u:${canary}@p` }),
          ],
        }),
        expect: { severity: 'error' },
        evidence: [`${project}:3: SOMETHING=`, `${project}:4: DB_PASSWORD=`, `${project}:5: PROXY=`],
      },
      {
        when: 'a header or a helper holds it',
        in: situation({
          settings: [
            settings('local', {
              env: { ANTHROPIC_CUSTOM_HEADERS: `x-tag: a\nx-litellm-api-key: ${canary}` },
              apiKeyHelper: `echo "${canary}"`,
            }),
          ],
        }),
        expect: {
          severity: 'warning',
          what: expect.stringContaining('ANTHROPIC_CUSTOM_HEADERS, apiKeyHelper'),
        },
      },
    ],
    absent: [
      {
        when: 'what is there is no secret',
        in: situation({
          settings: [
            settings('user', {
              env: {
                ANTHROPIC_AUTH_TOKEN: 'ollama',
                ANTHROPIC_API_KEY: '',
                AWS_PROFILE: 'work',
                MAX_THINKING_TOKENS: '4000',
                CLAUDE_CODE_CLIENT_KEY: '/etc/key.pem',
                ANTHROPIC_CUSTOM_HEADERS: 'x-team: core',
              },
              apiKeyHelper: '/opt/bin/get-key --for 4f3a2b1c9d8e7f6a5b4c3d2e1f0a9b8c/key',
            }),
          ],
        }),
      },
      {
        when: 'an administrator put it there',
        in: situation({ settings: [env('managed', { A_TOKEN: canary })] }),
      },
    ],
  },
} as const satisfies { readonly [id: string]: Case };
