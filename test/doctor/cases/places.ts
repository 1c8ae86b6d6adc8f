import { expect } from 'bun:test';
import { bedrock, keys, litellm, onWork, sso } from '../machines.ts';
import { canary, meant, settings, situation } from '../situations.ts';
import type { Case } from './case.ts';

export const placesCases = {
  'place-missing': {
    shown: [
      {
        when: 'Claude on AWS has no workspace',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_ANTHROPIC_AWS: '1',
            ANTHROPIC_AWS_API_KEY: canary,
            AWS_REGION: 'us-east-1',
          },
        }),
        expect: { severity: 'error', what: expect.stringContaining('ANTHROPIC_AWS_WORKSPACE_ID') },
      },
      {
        when: 'Foundry has no resource',
        in: situation({
          exported: { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_API_KEY: canary, ANTHROPIC_MODEL: 'm' },
        }),
        expect: { severity: 'error', what: expect.stringContaining('ANTHROPIC_FOUNDRY_RESOURCE') },
      },
    ],
    absent: [
      {
        when: 'either name of a resource does',
        in: situation({
          exported: { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_BASE_URL: 'https://f' },
        }),
      },
      {
        when: 'the backend needs none',
        in: situation({ exported: { CLAUDE_CODE_USE_BEDROCK: '1', ...keys } }),
      },
    ],
  },

  'base-url': {
    shown: [
      {
        when: 'the address of the profile has what Claude Code appends',
        in: meant('litellm', { ...litellm, baseUrl: 'https://llm.corp:4000/v1/' }),
        expect: {
          severity: 'warning',
          profile: 'litellm',
          what: 'baseUrl ends in /v1, to which Claude Code appends /v1/messages',
          command: 'cgw edit litellm --set baseUrl=https://llm.corp:4000',
        },
        evidence: ['profile litellm: ANTHROPIC_BASE_URL=https://llm.corp:4000/v1'],
      },
      {
        when: 'the shell exports one',
        in: situation({
          exported: { ANTHROPIC_BASE_URL: 'https://api.deepseek.com', ANTHROPIC_AUTH_TOKEN: canary },
        }),
        expect: {
          severity: 'warning',
          what: 'ANTHROPIC_BASE_URL lacks /anthropic, where DeepSeek serves this format',
          fix: expect.stringContaining('https://api.deepseek.com/anthropic'),
          command: null,
        },
      },
      {
        when: 'a settings file has the pass-through of another format',
        in: situation({
          exported: { CLAUDE_CODE_USE_BEDROCK: '1', ...keys },
          settings: [
            settings('user', { env: { ANTHROPIC_BEDROCK_BASE_URL: 'https://llm.corp:4000/bedrock' } }),
          ],
        }),
        expect: { severity: 'warning', what: expect.stringContaining('the preset litellm-bedrock') },
      },
    ],
    absent: [
      { when: 'it is as it should be', in: meant('litellm', litellm) },
      {
        when: 'the gateway signs, and its path is there',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_BEDROCK: '1',
            CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
            ANTHROPIC_BEDROCK_BASE_URL: 'https://llm.corp:4000/bedrock',
            ANTHROPIC_AUTH_TOKEN: canary,
          },
        }),
      },
      {
        when: 'the shell names Anthropic itself',
        in: situation({ exported: { ANTHROPIC_BASE_URL: 'https://api.anthropic.com' } }),
      },
    ],
  },

  'model-name': {
    shown: [
      {
        when: 'the profile has a name of another cloud',
        in: meant('vertex', {
          backend: 'vertex',
          projectId: 'p',
          models: { haiku: 'us.anthropic.claude-haiku-4-5-20251001-v1:0' },
        }),
        expect: {
          severity: 'warning',
          profile: 'vertex',
          what: 'ANTHROPIC_DEFAULT_HAIKU_MODEL: us.anthropic.claude-haiku-4-5-20251001-v1:0 is a name of Bedrock, which is not known here',
          command: 'cgw edit vertex --set models.haiku=claude-haiku-4-5@20251001',
        },
      },
      {
        when: 'the shell exports one',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_BEDROCK: '1',
            AWS_REGION: 'eu-west-1',
            ANTHROPIC_MODEL: 'us.anthropic.claude-opus-5-5',
            ...keys,
          },
        }),
        expect: { severity: 'warning', what: expect.stringContaining('from regions of us'), command: null },
      },
    ],
    absent: [
      {
        when: 'it is the right one',
        in: meant('vertex', {
          backend: 'vertex',
          projectId: 'p',
          models: { haiku: 'claude-haiku-4-5@20251001' },
        }),
      },
      {
        when: 'a gateway may call its models as it likes',
        in: meant('litellm', { ...litellm, models: { default: 'us.anthropic.claude-opus-5-5' } }),
      },
    ],
  },

  'aws-region-missing': {
    shown: [
      {
        // §1: AWS_REGION > AWS_DEFAULT_REGION > AWS profile > us-east-1.
        when: 'nothing says one',
        in: situation({ exported: { CLAUDE_CODE_USE_BEDROCK: '1', ...keys } }),
        expect: { severity: 'warning', what: expect.stringContaining('us-east-1') },
      },
      {
        when: 'the profile does not',
        in: meant('bedrock', { backend: 'bedrock' }, { exported: keys }),
        expect: { severity: 'warning', command: 'cgw edit bedrock --set region=us-east-1' },
      },
      {
        when: 'a Bedrock key is sent',
        in: situation({ exported: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_BEARER_TOKEN_BEDROCK: canary } }),
        expect: { severity: 'warning' },
      },
      {
        when: 'a gateway signs',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_BEDROCK: '1',
            CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
            ANTHROPIC_AUTH_TOKEN: canary,
          },
        }),
        expect: { severity: 'note' },
      },
    ],
    absent: [
      ...['AWS_REGION', 'AWS_DEFAULT_REGION'].map(name => ({
        when: `${name} is exported`,
        in: situation({ exported: { CLAUDE_CODE_USE_BEDROCK: '1', [name]: 'eu-west-1', ...keys } }),
      })),
      {
        when: 'the AWS profile has one',
        in: meant('bedrock', onWork, {
          aws: { profiles: [{ name: 'work', region: 'eu-west-1', sso: null }] },
        }),
      },
      { when: 'the backend is not on AWS', in: meant('litellm', litellm) },
    ],
  },

  'aws-region-conflict': {
    shown: [
      {
        when: 'the settings name another than the shell',
        in: meant(
          'bedrock',
          { backend: 'bedrock' },
          {
            exported: { AWS_REGION: 'us-east-1', ...keys },
            settings: [settings('user', { env: { AWS_REGION: 'eu-west-1' } })],
          },
        ),
        expect: {
          severity: 'warning',
          what: 'Several AWS regions are named; Claude Code uses eu-west-1',
          evidence: expect.arrayContaining([
            expect.stringMatching(/settings\.json:\d+: AWS_REGION=eu-west-1/),
            'exported: AWS_REGION=us-east-1',
          ]),
          command: 'cgw edit bedrock --set region=eu-west-1',
        },
      },
      {
        when: 'the AWS profile names another than the shell',
        in: situation({
          exported: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'eu-west-1', AWS_PROFILE: 'work', ...keys },
          aws: { profiles: [{ name: 'work', region: 'us-west-2', sso: null }] },
        }),
        expect: { severity: 'note', evidence: expect.arrayContaining(['the AWS profile names us-west-2']) },
      },
      {
        when: 'AWS_DEFAULT_REGION is another',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_ANTHROPIC_AWS: '1',
            AWS_REGION: 'eu-west-1',
            AWS_DEFAULT_REGION: 'us-west-2',
            ...keys,
          },
        }),
        expect: { severity: 'note' },
      },
    ],
    absent: [
      {
        when: 'an empty one in a file leaves none',
        in: situation({
          exported: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'eu-west-1', ...keys },
          settings: [settings('user', { env: { AWS_REGION: '' } })],
        }),
      },
      {
        when: 'the profile says it',
        in: meant(
          'bedrock',
          { backend: 'bedrock', region: 'eu-west-1' },
          { exported: { AWS_REGION: 'us-east-1', ...keys } },
        ),
      },
      {
        when: 'all agree',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_BEDROCK: '1',
            AWS_REGION: 'eu-west-1',
            AWS_DEFAULT_REGION: 'eu-west-1',
            ...keys,
          },
        }),
      },
      {
        when: 'a gateway signs',
        in: situation({
          exported: {
            CLAUDE_CODE_USE_BEDROCK: '1',
            CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
            ANTHROPIC_AUTH_TOKEN: canary,
            AWS_REGION: 'eu-west-1',
            AWS_DEFAULT_REGION: 'us-west-2',
          },
        }),
      },
      {
        when: 'the backend is not on AWS',
        in: situation({ exported: { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-west-2' } }),
      },
    ],
  },

  'aws-profile-missing': {
    shown: [
      {
        // Observed on 2.1.330: “Could not load credentials”, also with access keys exported.
        when: 'the AWS files have another',
        in: meant(
          'bedrock',
          { ...bedrock, awsProfile: 'wrok' },
          {
            exported: keys,
            aws: { profiles: [{ name: 'work', region: undefined, sso: null }] },
          },
        ),
        expect: { severity: 'error', fix: 'Did you mean work?' },
        evidence: ['profile bedrock: AWS_PROFILE=wrok', 'the AWS files have work'],
      },
      {
        when: 'they have none; its name has a blank',
        in: situation({
          exported: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_PROFILE: 'a b', AWS_REGION: 'us-east-1' },
        }),
        expect: { severity: 'error', command: "aws configure sso --profile 'a b'" },
      },
    ],
    absent: [
      {
        when: 'it is there',
        in: meant('bedrock', onWork, { aws: { profiles: [{ name: 'work', region: 'r', sso: null }] } }),
      },
      {
        when: 'a Bedrock key is sent instead',
        in: situation({
          exported: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_PROFILE: 'gone', AWS_BEARER_TOKEN_BEDROCK: canary },
        }),
      },
      {
        when: 'an export of the user takes the place of the chain',
        in: situation({
          exported: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_PROFILE: 'gone' },
          settings: [settings('user', { awsCredentialExport: 'export-aws' })],
        }),
      },
      { when: 'the backend is not on AWS', in: situation({ exported: { AWS_PROFILE: 'gone' } }) },
    ],
  },

  'aws-credentials-missing': {
    shown: [
      {
        when: 'nothing is there',
        in: meant('bedrock', bedrock),
        expect: { severity: 'warning', profile: 'bedrock' },
      },
      {
        when: 'there are profiles, but no default one',
        in: meant('bedrock', bedrock, {
          aws: { profiles: [{ name: 'work', region: undefined, sso: null }] },
        }),
        expect: { severity: 'warning' },
        evidence: ['no default profile'],
      },
    ],
    absent: [
      { when: 'keys are exported', in: meant('bedrock', bedrock, { exported: keys }) },
      {
        when: 'there is a default profile',
        in: meant('bedrock', bedrock, {
          aws: { profiles: [{ name: 'default', region: undefined, sso: null }] },
        }),
      },
      {
        when: 'a web identity is',
        in: meant('bedrock', bedrock, { exported: { AWS_WEB_IDENTITY_TOKEN_FILE: '/t' } }),
      },
    ],
  },

  'aws-sso-expired': {
    shown: [
      {
        when: 'the login has ended',
        in: meant('bedrock', onWork, { aws: sso('2026-11-22T11:59:59Z') }),
        expect: { severity: 'error', command: 'aws sso login --profile work', profile: 'bedrock' },
        evidence: ['corp ended 2026-11-22T11:59:59.000Z'],
      },
      {
        when: 'there was none',
        in: meant('bedrock', onWork, { aws: sso(null) }),
        expect: { severity: 'error', what: expect.stringContaining('never made') },
      },
      {
        when: 'it could renew itself, but not any more',
        in: meant('bedrock', onWork, { aws: sso('2026-11-22T10:00:00Z', '2026-11-01T00:00:00Z') }),
        expect: { severity: 'error' },
      },
      {
        when: 'Claude Code signs in by itself',
        in: meant('bedrock', onWork, {
          aws: sso('2026-11-22T10:00:00Z'),
          settings: [settings('user', { awsAuthRefresh: 'aws sso login --profile work' })],
        }),
        expect: { severity: 'note' },
      },
    ],
    absent: [
      { when: 'it lasts', in: meant('bedrock', onWork, { aws: sso('2026-11-22T12:00:01Z') }) },
      {
        when: 'it renews itself',
        in: meant('bedrock', onWork, { aws: sso('2026-11-22T10:00:00Z', '2026-12-01T00:00:00Z') }),
      },
      { when: 'the backend is not on AWS', in: meant('litellm', litellm, { aws: sso(null) }) },
    ],
  },

  'google-project-missing': {
    shown: [
      {
        // Observed on 2.1.330, also with the login skipped: “No projectId was given”.
        when: 'nothing names one',
        in: situation({ exported: { CLAUDE_CODE_USE_VERTEX: '1', CLOUD_ML_REGION: 'global' } }),
        expect: { severity: 'error' },
      },
    ],
    absent: [
      ...['ANTHROPIC_VERTEX_PROJECT_ID', 'GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT'].map(name => ({
        when: `${name} does`,
        in: situation({ exported: { CLAUDE_CODE_USE_VERTEX: '1', [name]: 'p' } }),
      })),
      {
        when: 'a file does',
        in: situation({
          exported: { CLAUDE_CODE_USE_VERTEX: '1' },
          google: { signedIn: true, projects: ['p'] },
        }),
      },
      { when: 'the backend is another', in: situation() },
    ],
  },

  'google-project-overridden': {
    shown: [
      {
        when: 'another variable names another project',
        in: meant(
          'vertex',
          { backend: 'vertex', projectId: 'mine' },
          {
            exported: { GOOGLE_CLOUD_PROJECT: 'theirs' },
            google: { signedIn: true, projects: [] },
          },
        ),
        expect: { severity: 'warning', profile: 'vertex' },
        evidence: [
          'profile vertex: ANTHROPIC_VERTEX_PROJECT_ID=mine',
          'exported: GOOGLE_CLOUD_PROJECT=theirs',
        ],
      },
    ],
    absent: [
      {
        when: 'it names the same',
        in: meant(
          'vertex',
          { backend: 'vertex', projectId: 'mine' },
          { exported: { GOOGLE_CLOUD_PROJECT: 'mine' } },
        ),
      },
    ],
  },

  'google-credentials-missing': {
    shown: [
      {
        when: 'nobody signed in',
        in: meant('vertex', { backend: 'vertex', projectId: 'p' }),
        expect: { severity: 'warning', command: 'gcloud auth application-default login' },
      },
      {
        when: 'the file that is named is not there',
        in: meant(
          'gcp',
          { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
          {
            exported: { GOOGLE_APPLICATION_CREDENTIALS: '/gone.json' },
          },
        ),
        expect: { severity: 'error' },
        evidence: ['GOOGLE_APPLICATION_CREDENTIALS=/gone.json'],
      },
      {
        when: 'Claude Code signs in by itself',
        in: meant(
          'vertex',
          { backend: 'vertex', projectId: 'p' },
          {
            settings: [settings('user', { gcpAuthRefresh: 'gcloud auth application-default login' })],
          },
        ),
        expect: { severity: 'note' },
      },
    ],
    absent: [
      {
        when: 'somebody signed in',
        in: meant(
          'vertex',
          { backend: 'vertex', projectId: 'p' },
          { google: { signedIn: true, projects: [] } },
        ),
      },
      {
        when: 'a gateway signs',
        in: meant('pass', {
          backend: 'gateway-vertex',
          baseUrl: 'https://gw',
          token: 'env:K',
          projectId: 'p',
        }),
      },
    ],
  },

  'vertex-region-missing': {
    shown: [
      {
        // §1: default us-east5.
        when: 'the profile says none',
        in: meant('vertex', { backend: 'vertex', projectId: 'p' }),
        expect: { severity: 'note', command: 'cgw edit vertex --set region=global' },
      },
    ],
    absent: [
      { when: 'it says one', in: meant('vertex', { backend: 'vertex', projectId: 'p', region: 'eu' }) },
      { when: 'the backend is another', in: situation() },
    ],
  },
} as const satisfies { readonly [id: string]: Case };
