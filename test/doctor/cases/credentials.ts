import { expect } from 'bun:test';
import { bedrock, byHelper, keys, litellm, switched, user } from '../machines.ts';
import { active, canary, env, meant, settings, situation } from '../situations.ts';
import type { Case } from './case.ts';

export const credentialsCases = {
  'use-gateway': {
    shown: [
      {
        when: 'it is exported and decides',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_GATEWAY: '1',
            ANTHROPIC_BASE_URL: 'https://gateway',
            ANTHROPIC_AUTH_TOKEN: canary,
          },
        }),
        expect: { severity: 'error' },
        evidence: ['exported: CLAUDE_CODE_USE_GATEWAY=1', 'outranks Bedrock'],
      },
      {
        when: 'without address and token it decides nothing',
        in: situation({ exported: { CLAUDE_CODE_USE_GATEWAY: '1', ANTHROPIC_API_KEY: canary } }),
        expect: { severity: 'warning' },
        evidence: ['exported: CLAUDE_CODE_USE_GATEWAY=1'],
      },
      {
        when: 'a file sets it, and another blanks it',
        in: situation({
          settings: [
            env('local', { CLAUDE_CODE_USE_GATEWAY: '' }),
            env('user', { CLAUDE_CODE_USE_GATEWAY: '1' }),
          ],
        }),
        expect: { severity: 'warning' },
        evidence: [`${user}:3: CLAUDE_CODE_USE_GATEWAY=1`],
      },
    ],
    absent: [{ when: 'nobody sets it', in: situation({ exported: { CLAUDE_CODE_USE_GATEWAY: '' } }) }],
  },

  'several-clouds': {
    shown: [
      {
        // §1: bedrock > … > vertex.
        when: 'two are on',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_VERTEX: '1',
            CLAUDE_CODE_USE_BEDROCK: 'true',
            AWS_REGION: 'us-east-1',
            ...keys,
          },
        }),
        expect: {
          severity: 'warning',
          what: '2 backends are switched on at once; CLAUDE_CODE_USE_BEDROCK wins',
        },
        evidence: ['exported: CLAUDE_CODE_USE_BEDROCK=true', 'exported: CLAUDE_CODE_USE_VERTEX=1'],
      },
      {
        when: 'the one that wins is not the profile’s',
        in: active(
          'vertex',
          { backend: 'vertex', projectId: 'p' },
          {
            exported: { CLAUDE_CODE_USE_VERTEX: '1', ANTHROPIC_VERTEX_PROJECT_ID: 'p' },
            settings: [env('user', { CLAUDE_CODE_USE_FOUNDRY: '1' })],
          },
        ),
        expect: {
          severity: 'error',
          what: '2 backends are switched on at once; CLAUDE_CODE_USE_FOUNDRY wins',
          command: 'cgw run vertex',
        },
      },
    ],
    absent: [
      {
        when: 'all but one are off',
        in: situation({ exported: { CLAUDE_CODE_USE_VERTEX: '0', CLAUDE_CODE_USE_BEDROCK: '1', ...keys } }),
      },
      {
        when: 'cgw run blanks the other',
        in: {
          ...meant('bedrock', bedrock, { settings: [env('user', { CLAUDE_CODE_USE_VERTEX: '1' })] }),
          named: true,
        },
      },
    ],
  },

  'two-credentials': {
    shown: [
      {
        // §3: both headers are sent.
        when: 'token and key are exported',
        in: situation({ exported: { ANTHROPIC_AUTH_TOKEN: canary, ANTHROPIC_API_KEY: canary } }),
        expect: {
          severity: 'error',
          what: expect.stringContaining('ANTHROPIC_AUTH_TOKEN and ANTHROPIC_API_KEY'),
        },
        evidence: [
          'Authorization: Bearer from exported: ANTHROPIC_AUTH_TOKEN=••••••••',
          'x-api-key from exported: ANTHROPIC_API_KEY=••••••••',
        ],
      },
      {
        when: 'a helper adds one',
        in: situation({
          exported: { ANTHROPIC_AUTH_TOKEN: canary },
          settings: [settings('user', { apiKeyHelper: `echo ${canary}` })],
        }),
        expect: { severity: 'error' },
        evidence: [`x-api-key from ${user}:2: apiKeyHelper`],
      },
    ],
    absent: [
      { when: 'there is one', in: situation({ exported: { ANTHROPIC_AUTH_TOKEN: canary } }) },
      {
        when: 'a helper alone fills both headers',
        in: situation({ settings: [settings('user', { apiKeyHelper: 'get-key' })] }),
      },
      {
        when: 'the key does not travel to a cloud that signs',
        in: situation({ exported: { CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_API_KEY: canary, ...keys } }),
      },
      {
        when: 'cgw run beats the helper',
        in: {
          ...meant('litellm', litellm, { settings: [settings('user', { apiKeyHelper: 'get-key' })] }),
          named: true,
        },
      },
    ],
  },

  'login-to-gateway': {
    shown: [
      {
        // §3: OAuth token + custom base URL: it goes to the gateway.
        when: 'an OAuth token meets a base URL',
        in: situation({ exported: { CLAUDE_CODE_OAUTH_TOKEN: canary, ANTHROPIC_BASE_URL: 'https://gw' } }),
        expect: { severity: 'warning' },
        evidence: ['ANTHROPIC_BASE_URL=https://gw', 'CLAUDE_CODE_OAUTH_TOKEN=••••••••'],
      },
      {
        when: 'a key of /login would be sent beside the token',
        in: situation({
          exported: { ANTHROPIC_AUTH_TOKEN: canary, ANTHROPIC_BASE_URL: 'https://gw' },
          logins: { key: true, claudeAi: false, rejected: [], approved: [] },
        }),
        expect: { severity: 'warning', what: expect.stringContaining('stored key of /login') },
      },
      {
        when: 'the key was rejected, so a session sends the claude.ai login',
        in: situation({
          exported: { ANTHROPIC_API_KEY: canary, ANTHROPIC_BASE_URL: 'https://gw' },
          logins: { key: false, claudeAi: true, rejected: [canary.slice(-20)], approved: [] },
        }),
        expect: { severity: 'warning', what: expect.stringContaining('in a session') },
      },
      {
        when: 'nothing but the stored login is there',
        in: situation({ exported: { ANTHROPIC_BASE_URL: 'https://gw' } }),
        expect: { severity: 'warning', what: expect.stringContaining('stored login') },
      },
      {
        when: 'only cgw run hands the profile’s token over',
        in: active('litellm', byHelper, { exported: { ANTHROPIC_BASE_URL: 'https://llm.corp' } }),
        expect: { severity: 'warning', command: 'cgw write litellm --to user' },
      },
      {
        // facts/litellm.md §5: subscription relayed.
        when: 'a header holds the gateway’s own key',
        in: situation({
          exported: {
            ANTHROPIC_BASE_URL: 'https://gw',
            ANTHROPIC_CUSTOM_HEADERS: `x-litellm-api-key: Bearer ${canary}`,
          },
        }),
        expect: { severity: 'note', command: null },
      },
    ],
    absent: [
      {
        when: 'the address is Anthropic’s',
        in: situation({ exported: { ANTHROPIC_BASE_URL: 'https://api.anthropic.com' } }),
      },
      { when: 'there is a token', in: situation({ exported: { ...switched } }) },
      { when: 'there is no base URL', in: situation({ exported: { CLAUDE_CODE_OAUTH_TOKEN: canary } }) },
    ],
  },

  'pass-through-without-token': {
    shown: [
      {
        // §1: without it no credential at all is sent.
        when: 'the AWS signature is skipped, and nothing takes its place',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_BEDROCK: '1',
            CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
            ANTHROPIC_BEDROCK_BASE_URL: 'https://gw/bedrock',
            ANTHROPIC_API_KEY: canary,
          },
        }),
        expect: { severity: 'error' },
        evidence: ['CLAUDE_CODE_SKIP_BEDROCK_AUTH=1', 'ANTHROPIC_BEDROCK_BASE_URL=https://gw/bedrock'],
      },
      {
        when: 'only cgw run hands the profile’s token over',
        in: active(
          'b',
          { ...byHelper, backend: 'gateway-bedrock' },
          { exported: { CLAUDE_CODE_USE_BEDROCK: '1', CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1' } },
        ),
        expect: { severity: 'error', command: 'cgw write b --to user' },
      },
    ],
    absent: [
      {
        when: 'there is a token',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_BEDROCK: '1',
            CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
            ANTHROPIC_AUTH_TOKEN: canary,
          },
        }),
      },
      {
        when: 'a header holds the key',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_VERTEX: '1',
            CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
            ANTHROPIC_CUSTOM_HEADERS: `x-litellm-api-key: ${canary}`,
          },
        }),
      },
      {
        when: 'the cloud signs',
        in: situation({ exported: { CLAUDE_CODE_USE_BEDROCK: '1', ...keys } }),
      },
      {
        // §1: ignored if a key or token is set; observed on 2.1.330: x-api-key is sent.
        when: 'Foundry has a key',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_FOUNDRY: '1',
            CLAUDE_CODE_SKIP_FOUNDRY_AUTH: '1',
            ANTHROPIC_FOUNDRY_API_KEY: canary,
          },
        }),
      },
      {
        when: 'the profile of a gateway has one by its rules',
        in: meant('pass', { backend: 'gateway-bedrock', baseUrl: 'https://gw/bedrock', token: 'env:K' }),
      },
    ],
  },
} as const satisfies { readonly [id: string]: Case };
