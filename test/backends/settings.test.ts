import { describe, expect, test } from 'bun:test';
import { fieldsOf } from '../../src/backends/index.ts';
import type { Profile } from '../../src/backends/profile.ts';
import { settingsOf } from '../../src/backends/settings.ts';
import { variablesOf } from '../../src/detect/fields.ts';
import { ownedNames, ownedVariable } from '../../src/env/variables.ts';

/** Variables and values, references written as `<env:KEY>`. */
function variables(profile: Profile): Record<string, string> {
  return Object.fromEntries(
    settingsOf(profile).map(({ name, parts }) => [
      name,
      parts
        .map(part => ('text' in part ? part.text : 'reference' in part ? `<${part.reference}>` : `<inherit>`))
        .join(''),
    ]),
  );
}

const url = 'https://litellm-server:4000';
const key = 'env:KEY';

// Expected variables: the configurations of the user’s analysis of 2025-12-13 (“Configuration Options”), the
// table of backends and the gateway rows of the facts; for pass-through also the token that Claude Code sends.
const table: readonly (readonly [string, Profile, Record<string, string>])[] = [
  ['direct', { backend: 'anthropic', apiKey: key }, { ANTHROPIC_API_KEY: '<env:KEY>' }],
  ['subscription', { backend: 'anthropic' }, {}],
  ['subscription token', { backend: 'anthropic', oauthToken: key }, { CLAUDE_CODE_OAUTH_TOKEN: '<env:KEY>' }],
  ['anthropic profile', { backend: 'anthropic', anthropicProfile: 'w' }, { ANTHROPIC_PROFILE: 'w' }],
  [
    'second login',
    { backend: 'anthropic', configDir: '/c' },
    { CLAUDE_CONFIG_DIR: '/c', CLAUDE_SECURESTORAGE_CONFIG_DIR: '' },
  ],
  [
    'bedrock',
    { backend: 'bedrock', region: 'us-east-1' },
    { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'us-east-1' },
  ],
  [
    'an inference profile, with its name and what it can do',
    {
      backend: 'bedrock',
      models: {
        default: 'arn:aws:bedrock:x',
        menuDefault: 'sonnet',
        custom: 'arn:aws:bedrock:x',
        customName: 'Team',
        customDescription: 'for the team',
        customCapabilities: 'effort,thinking',
        opusName: 'Big one',
        haikuCapabilities: 'none',
        subagent: 'haiku',
        subagentForce: true,
        workflow: 'sonnet',
        autoMode: 'claude-sonnet-5',
        contextWindow: '262144',
      },
    },
    {
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_MODEL: 'arn:aws:bedrock:x',
      ANTHROPIC_DEFAULT_MODEL: 'sonnet',
      ANTHROPIC_CUSTOM_MODEL_OPTION: 'arn:aws:bedrock:x',
      ANTHROPIC_CUSTOM_MODEL_OPTION_NAME: 'Team',
      ANTHROPIC_CUSTOM_MODEL_OPTION_DESCRIPTION: 'for the team',
      ANTHROPIC_CUSTOM_MODEL_OPTION_SUPPORTED_CAPABILITIES: 'effort,thinking',
      ANTHROPIC_DEFAULT_OPUS_MODEL_NAME: 'Big one',
      ANTHROPIC_DEFAULT_HAIKU_MODEL_SUPPORTED_CAPABILITIES: 'none',
      CLAUDE_CODE_SUBAGENT_MODEL: 'haiku',
      CLAUDE_CODE_SUBAGENT_MODEL_FORCE: '1',
      CLAUDE_CODE_WORKFLOW_SUBAGENT_MODEL: 'sonnet',
      CLAUDE_CODE_AUTO_MODE_MODEL: 'claude-sonnet-5',
      CLAUDE_CODE_MAX_CONTEXT_TOKENS: '262144',
    },
  ],
  [
    'bedrock, every field',
    {
      backend: 'bedrock',
      awsProfile: 'w',
      smallFastRegion: 'us-west-2',
      serviceTier: 'flex',
      regionPrefix: 'eu',
      baseUrl: 'https://b',
    },
    {
      CLAUDE_CODE_USE_BEDROCK: '1',
      AWS_PROFILE: 'w',
      ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION: 'us-west-2',
      ANTHROPIC_BEDROCK_SERVICE_TIER: 'flex',
      ANTHROPIC_BEDROCK_REGION_PREFIX: 'eu',
      ANTHROPIC_BEDROCK_BASE_URL: 'https://b',
    },
  ],
  [
    'mantle with a key',
    { backend: 'mantle', bearerToken: key, baseUrl: 'https://m' },
    {
      CLAUDE_CODE_USE_MANTLE: '1',
      AWS_BEARER_TOKEN_BEDROCK: '<env:KEY>',
      ANTHROPIC_BEDROCK_MANTLE_BASE_URL: 'https://m',
    },
  ],
  [
    'claude-aws',
    { backend: 'anthropic-aws', workspaceId: 'ws', apiKey: key, region: 'us-east-1' },
    {
      CLAUDE_CODE_USE_ANTHROPIC_AWS: '1',
      ANTHROPIC_AWS_WORKSPACE_ID: 'ws',
      ANTHROPIC_AWS_API_KEY: '<env:KEY>',
      AWS_REGION: 'us-east-1',
    },
  ],
  [
    'claude-gcp',
    { backend: 'anthropic-gcp', project: 'p', workspaceId: 'ws', location: 'eu' },
    {
      CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: '1',
      ANTHROPIC_GOOGLE_CLOUD_PROJECT: 'p',
      ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: 'ws',
      ANTHROPIC_GOOGLE_CLOUD_LOCATION: 'eu',
    },
  ],
  [
    'vertex',
    {
      backend: 'vertex',
      projectId: 'your-project',
      region: 'us-east5',
      regions: { 'claude-opus-5-5': 'global', CLAUDE_6_OPUS: 'eu' },
    },
    {
      CLAUDE_CODE_USE_VERTEX: '1',
      CLOUD_ML_REGION: 'us-east5',
      ANTHROPIC_VERTEX_PROJECT_ID: 'your-project',
      VERTEX_REGION_CLAUDE_5_5_OPUS: 'global',
      VERTEX_REGION_CLAUDE_6_OPUS: 'eu',
    },
  ],
  [
    'foundry',
    { backend: 'foundry', resource: 'r', apiKey: key },
    { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_RESOURCE: 'r', ANTHROPIC_FOUNDRY_API_KEY: '<env:KEY>' },
  ],
  [
    'foundry by URL',
    { backend: 'foundry', baseUrl: 'https://f', authToken: key },
    {
      CLAUDE_CODE_USE_FOUNDRY: '1',
      ANTHROPIC_FOUNDRY_BASE_URL: 'https://f',
      ANTHROPIC_FOUNDRY_AUTH_TOKEN: '<env:KEY>',
    },
  ],
  [
    'litellm, unified',
    { backend: 'gateway', baseUrl: url, token: key },
    { ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: '<env:KEY>' },
  ],
  [
    'litellm → Anthropic',
    { backend: 'gateway', baseUrl: `${url}/anthropic`, token: key },
    { ANTHROPIC_BASE_URL: `${url}/anthropic`, ANTHROPIC_AUTH_TOKEN: '<env:KEY>' },
  ],
  [
    'litellm → Bedrock',
    { backend: 'gateway-bedrock', baseUrl: `${url}/bedrock`, token: key },
    {
      ANTHROPIC_BEDROCK_BASE_URL: `${url}/bedrock`,
      CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_AUTH_TOKEN: '<env:KEY>',
    },
  ],
  [
    'litellm → Vertex',
    {
      backend: 'gateway-vertex',
      baseUrl: `${url}/vertex_ai/v1`,
      token: key,
      projectId: 'your-project',
      region: 'us-east5',
    },
    {
      ANTHROPIC_VERTEX_BASE_URL: `${url}/vertex_ai/v1`,
      ANTHROPIC_VERTEX_PROJECT_ID: 'your-project',
      CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
      CLAUDE_CODE_USE_VERTEX: '1',
      CLOUD_ML_REGION: 'us-east5',
      ANTHROPIC_AUTH_TOKEN: '<env:KEY>',
    },
  ],
  [
    'headers, plain and secret',
    {
      backend: 'gateway',
      baseUrl: url,
      headers: { 'x-tag': 'a b', authorization: { secret: key, scheme: 'Bearer' } },
    },
    { ANTHROPIC_BASE_URL: url, ANTHROPIC_CUSTOM_HEADERS: 'x-tag: a b\nauthorization: Bearer <env:KEY>' },
  ],
  [
    'models',
    {
      backend: 'bedrock',
      models: { default: 'a[1m]', opus: 'b', sonnet: 'c', haiku: 'd', fable: 'e', subagent: 'f' },
    },
    {
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_MODEL: 'a[1m]',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'b',
      ANTHROPIC_DEFAULT_SONNET_MODEL: 'c',
      ANTHROPIC_DEFAULT_HAIKU_MODEL: 'd',
      ANTHROPIC_DEFAULT_FABLE_MODEL: 'e',
      CLAUDE_CODE_SUBAGENT_MODEL: 'f',
    },
  ],
  [
    'every toggle against its standard',
    {
      backend: 'anthropic',
      promptCaching: false,
      cacheTtl: '1h',
      experimentalBetas: false,
      context1m: false,
      interleavedThinking: false,
      adaptiveThinking: false,
      toolSearch: 'auto:5',
      modelDiscovery: true,
      nonessentialTraffic: false,
    },
    {
      DISABLE_PROMPT_CACHING: '1',
      CLAUDE_CODE_PROMPT_CACHE_TTL: '1h',
      CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: '1',
      CLAUDE_CODE_DISABLE_1M_CONTEXT: '1',
      DISABLE_INTERLEAVED_THINKING: '1',
      CLAUDE_CODE_DISABLE_ADAPTIVE_THINKING: '1',
      ENABLE_TOOL_SEARCH: 'auto:5',
      CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    },
  ],
  [
    // Presence alone turns some of these on: a toggle at its standard must set nothing, not 0.
    'every toggle at its standard',
    {
      backend: 'anthropic',
      promptCaching: true,
      experimentalBetas: true,
      context1m: true,
      interleavedThinking: true,
      adaptiveThinking: true,
      modelDiscovery: false,
      nonessentialTraffic: true,
    },
    {},
  ],
];

describe('the variables of a profile', () => {
  test.each(table)('%s', (_, profile, expected) => {
    expect(variables(profile)).toEqual(expected);
  });

  test('every model variable that cgw owns is set by a field, but for the deprecated one', () => {
    const set = new Set(variablesOf(fieldsOf('bedrock')));
    const models = ownedNames.filter(name => ownedVariable(name)?.kind === 'model' && !set.has(name));
    expect(models).toEqual(['ANTHROPIC_SMALL_FAST_MODEL']);
  });

  test('the switch that outranks Bedrock without a word is never set', () => {
    for (const [, profile] of table) expect(variables(profile)).not.toHaveProperty('CLAUDE_CODE_USE_GATEWAY');
  });
});
