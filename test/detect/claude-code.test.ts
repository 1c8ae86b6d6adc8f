import { describe, expect, test } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { found, only, profilesOf } from './machine.ts';

setUp();

const cleared = (name: string) => `switching the shell clears ${name}: export it under another name`;

describe('one backend that is exported', () => {
  // What Claude Code does with each set of variables: facts/claude-code.md §1.
  test.each<[string, { [name: string]: string }, string, object]>([
    [
      'a key',
      { ANTHROPIC_API_KEY: 'k' },
      'direct',
      { backend: 'anthropic', apiKey: 'env:ANTHROPIC_API_KEY' },
    ],
    [
      'a key and the address of Anthropic',
      { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: 'https://api.anthropic.com' },
      'direct',
      { backend: 'anthropic', apiKey: 'env:ANTHROPIC_API_KEY' },
    ],
    [
      'a subscription token',
      { CLAUDE_CODE_OAUTH_TOKEN: 't' },
      'subscription',
      { backend: 'anthropic', oauthToken: 'env:CLAUDE_CODE_OAUTH_TOKEN' },
    ],
    [
      'a gateway with a token',
      { ANTHROPIC_BASE_URL: 'https://llm.corp.example/', ANTHROPIC_AUTH_TOKEN: 't' },
      'gateway',
      { backend: 'gateway', baseUrl: 'https://llm.corp.example/', token: 'env:ANTHROPIC_AUTH_TOKEN' },
    ],
    [
      'a gateway with a key',
      { ANTHROPIC_BASE_URL: 'https://llm.corp.example', ANTHROPIC_API_KEY: 'k' },
      'gateway',
      { backend: 'gateway', baseUrl: 'https://llm.corp.example', apiKey: 'env:ANTHROPIC_API_KEY' },
    ],
    [
      'a gateway without any credential',
      { ANTHROPIC_BASE_URL: 'https://llm.corp.example' },
      'gateway',
      { backend: 'gateway', baseUrl: 'https://llm.corp.example' },
    ],
    [
      'LiteLLM',
      { ANTHROPIC_BASE_URL: 'https://litellm.corp.example:4000', ANTHROPIC_AUTH_TOKEN: 't' },
      'litellm',
      {
        backend: 'gateway',
        baseUrl: 'https://litellm.corp.example:4000',
        token: 'env:ANTHROPIC_AUTH_TOKEN',
        product: 'litellm',
        modelFamily: 'claude',
      },
    ],
    [
      'OpenRouter, whose preset sets an empty key',
      { ANTHROPIC_BASE_URL: 'https://openrouter.ai/api', ANTHROPIC_AUTH_TOKEN: 't', ANTHROPIC_API_KEY: '' },
      'openrouter',
      {
        backend: 'gateway',
        baseUrl: 'https://openrouter.ai/api',
        token: 'env:ANTHROPIC_AUTH_TOKEN',
        apiKey: 'empty',
        product: 'openrouter',
        modelFamily: 'claude',
      },
    ],
    [
      'a local server with the word that its preset has',
      { ANTHROPIC_BASE_URL: 'http://127.0.0.1:11434', ANTHROPIC_AUTH_TOKEN: 'ollama' },
      'ollama',
      {
        backend: 'gateway',
        baseUrl: 'http://127.0.0.1:11434',
        token: 'placeholder:ollama',
        apiKey: 'empty',
        product: 'ollama',
        modelFamily: 'other',
        toolSearch: 'false',
        models: { contextWindow: '65536' },
        env: { CLAUDE_CODE_ATTRIBUTION_HEADER: '0' },
      },
    ],
    [
      'a local server with a token of its own',
      { ANTHROPIC_BASE_URL: 'http://localhost:8000', ANTHROPIC_AUTH_TOKEN: 't' },
      'vllm',
      {
        backend: 'gateway',
        baseUrl: 'http://localhost:8000',
        token: 'env:ANTHROPIC_AUTH_TOKEN',
        product: 'vllm',
        modelFamily: 'other',
        toolSearch: 'false',
        models: { contextWindow: '65536' },
        env: { CLAUDE_CODE_ATTRIBUTION_HEADER: '0' },
      },
    ],
    [
      'Bedrock',
      { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'eu-west-1', AWS_PROFILE: 'w' },
      'bedrock',
      { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'w' },
    ],
    [
      'Bedrock with more of its variables',
      {
        CLAUDE_CODE_USE_BEDROCK: 'true',
        AWS_DEFAULT_REGION: 'eu-west-1',
        AWS_BEARER_TOKEN_BEDROCK: 't',
        ANTHROPIC_BEDROCK_BASE_URL: 'https://bedrock-runtime-fips.eu-west-1.amazonaws.com',
        ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION: 'us-west-2',
        ANTHROPIC_BEDROCK_SERVICE_TIER: 'flex',
        ANTHROPIC_BEDROCK_REGION_PREFIX: 'eu',
      },
      'bedrock',
      {
        backend: 'bedrock',
        region: 'eu-west-1',
        bearerToken: 'env:AWS_BEARER_TOKEN_BEDROCK',
        baseUrl: 'https://bedrock-runtime-fips.eu-west-1.amazonaws.com',
        smallFastRegion: 'us-west-2',
        serviceTier: 'flex',
        regionPrefix: 'eu',
      },
    ],
    [
      'LiteLLM in Bedrock format',
      {
        CLAUDE_CODE_USE_BEDROCK: '1',
        CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
        ANTHROPIC_BEDROCK_BASE_URL: 'https://litellm.corp.example/bedrock',
        ANTHROPIC_AUTH_TOKEN: 't',
      },
      'litellm-bedrock',
      {
        backend: 'gateway-bedrock',
        baseUrl: 'https://litellm.corp.example/bedrock',
        token: 'env:ANTHROPIC_AUTH_TOKEN',
        product: 'litellm',
        upstream: 'bedrock',
        modelFamily: 'claude',
      },
    ],
    [
      'another gateway in Bedrock format',
      {
        CLAUDE_CODE_USE_BEDROCK: '1',
        CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
        ANTHROPIC_BEDROCK_BASE_URL: 'https://llm.corp.example/aws',
        ANTHROPIC_AUTH_TOKEN: 't',
      },
      'litellm-bedrock',
      {
        backend: 'gateway-bedrock',
        baseUrl: 'https://llm.corp.example/aws',
        token: 'env:ANTHROPIC_AUTH_TOKEN',
        modelFamily: 'claude',
      },
    ],
    [
      'LiteLLM in Vertex format',
      {
        CLAUDE_CODE_USE_VERTEX: '1',
        CLAUDE_CODE_SKIP_VERTEX_AUTH: 'yes',
        ANTHROPIC_VERTEX_BASE_URL: 'https://llm.corp.example/vertex_ai/v1',
        ANTHROPIC_VERTEX_PROJECT_ID: 'p',
        CLOUD_ML_REGION: 'global',
        ANTHROPIC_AUTH_TOKEN: 't',
      },
      'litellm-vertex',
      {
        backend: 'gateway-vertex',
        baseUrl: 'https://llm.corp.example/vertex_ai/v1',
        token: 'env:ANTHROPIC_AUTH_TOKEN',
        projectId: 'p',
        region: 'global',
        product: 'litellm',
        upstream: 'vertex',
        modelFamily: 'claude',
      },
    ],
    [
      'Vertex, with regions of models',
      {
        CLAUDE_CODE_USE_VERTEX: 'on',
        ANTHROPIC_VERTEX_PROJECT_ID: 'p',
        CLOUD_ML_REGION: 'us-east5',
        VERTEX_REGION_CLAUDE_HAIKU_4_5: 'europe-west1',
        VERTEX_REGION_CLAUDE_9_OPUS: 'global',
      },
      'vertex',
      {
        backend: 'vertex',
        projectId: 'p',
        region: 'us-east5',
        regions: { 'claude-haiku-4-5': 'europe-west1', CLAUDE_9_OPUS: 'global' },
      },
    ],
    [
      'Vertex, whose project another variable names',
      { CLAUDE_CODE_USE_VERTEX: '1', GOOGLE_CLOUD_PROJECT: 'p' },
      'vertex',
      { backend: 'vertex', projectId: 'p' },
    ],
    [
      'Foundry',
      { CLAUDE_CODE_USE_FOUNDRY: '1', ANTHROPIC_FOUNDRY_RESOURCE: 'r', ANTHROPIC_FOUNDRY_API_KEY: 'k' },
      'foundry',
      { backend: 'foundry', resource: 'r', apiKey: 'env:ANTHROPIC_FOUNDRY_API_KEY' },
    ],
    [
      'Foundry without its switch; the token wins over the key',
      {
        ANTHROPIC_FOUNDRY_BASE_URL: 'https://r.services.ai.azure.com/anthropic',
        ANTHROPIC_FOUNDRY_API_KEY: 'k',
        ANTHROPIC_FOUNDRY_AUTH_TOKEN: 't',
      },
      'foundry',
      {
        backend: 'foundry',
        baseUrl: 'https://r.services.ai.azure.com/anthropic',
        authToken: 'env:ANTHROPIC_FOUNDRY_AUTH_TOKEN',
      },
    ],
    ['Foundry, the switch alone', { CLAUDE_CODE_USE_FOUNDRY: '1' }, 'foundry', { backend: 'foundry' }],
    [
      'Mantle',
      { CLAUDE_CODE_USE_MANTLE: '1', AWS_REGION: 'us-east-1' },
      'mantle',
      { backend: 'mantle', region: 'us-east-1' },
    ],
    [
      'Claude Platform on AWS',
      { CLAUDE_CODE_USE_ANTHROPIC_AWS: '1', ANTHROPIC_AWS_WORKSPACE_ID: 'w', ANTHROPIC_AWS_API_KEY: 'k' },
      'claude-aws',
      { backend: 'anthropic-aws', workspaceId: 'w', apiKey: 'env:ANTHROPIC_AWS_API_KEY' },
    ],
    [
      'Claude on Google Cloud',
      {
        CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: '1',
        ANTHROPIC_GOOGLE_CLOUD_PROJECT: 'p',
        ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: 'w',
        ANTHROPIC_GOOGLE_CLOUD_LOCATION: 'global',
      },
      'claude-gcp',
      { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w', location: 'global' },
    ],
  ])('%s', (_, exported, preset, profile) => {
    const [finding] = found({ exported });
    expect(finding).toMatchObject({ preset, name: preset, where: 'exported here' });
    expect(finding?.profile).toEqual(profile as never);
    // AWS and Google evidence of the same adds nothing to it.
    if (exported.AWS_PROFILE === undefined) expect(found({ exported })).toHaveLength(1);
  });

  test.each([
    ['switches that are off', { CLAUDE_CODE_USE_BEDROCK: '0', CLAUDE_CODE_USE_VERTEX: 'false' }],
    ['switches that Claude Code does not take for on', { CLAUDE_CODE_USE_BEDROCK: 'bedrock' }],
    ['empty variables', { ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: '', ANTHROPIC_FOUNDRY_RESOURCE: '' }],
    ['a model alone', { ANTHROPIC_MODEL: 'claude-opus-5-5' }],
    ['the address of Anthropic alone', { ANTHROPIC_BASE_URL: 'https://api.anthropic.com' }],
    ['what cgw exported', { CGW_PROFILE: 'x', CLAUDE_CODE_USE_BEDROCK: '1', ANTHROPIC_AUTH_TOKEN: 't' }],
    ['a key that cgw exported', { CGW_PROFILE: 'x', CGW_SET: 'ANTHROPIC_API_KEY', ANTHROPIC_API_KEY: 'k' }],
  ])('nothing from %s', (_, exported) => {
    expect(found({ exported: { ...exported } })).toEqual([]);
  });

  test('a key that a profile of cgw inherits is the user’s own', () => {
    expect(only({ exported: { CGW_PROFILE: 'direct', ANTHROPIC_API_KEY: 'k' } }).preset).toBe('direct');
  });
});

describe('several at once', () => {
  test('the backend in force first, as Claude Code prefers them; each credential once', () => {
    const findings = found({
      exported: {
        CLAUDE_CODE_USE_VERTEX: '1',
        CLAUDE_CODE_USE_FOUNDRY: '1',
        CLAUDE_CODE_USE_BEDROCK: '1',
        ANTHROPIC_VERTEX_PROJECT_ID: 'p',
        ANTHROPIC_FOUNDRY_RESOURCE: 'r',
        AWS_REGION: 'us-east-1',
        ANTHROPIC_API_KEY: 'k',
        CLAUDE_CODE_OAUTH_TOKEN: 't',
      },
    });
    expect(findings.map(({ preset }) => preset)).toEqual([
      ...['bedrock', 'foundry', 'vertex', 'direct', 'subscription'],
    ]);
    expect(findings[1]?.note).toBe('CLAUDE_CODE_USE_BEDROCK is on too, and wins');
  });

  test('the undocumented switch puts the gateway first', () => {
    const exported = {
      CLAUDE_CODE_USE_GATEWAY: '1',
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_BASE_URL: 'https://llm.corp.example',
      ANTHROPIC_AUTH_TOKEN: 't',
    };
    expect(found({ exported }).map(({ preset }) => preset)).toEqual(['gateway', 'bedrock']);
  });

  test('token and key: the token goes to the gateway; a key of Anthropic stays with Anthropic', () => {
    const gateway = { ANTHROPIC_BASE_URL: 'https://llm.corp.example', ANTHROPIC_AUTH_TOKEN: 't' };
    const both = 'ANTHROPIC_API_KEY is set too, and Claude Code sends both; the profile sends the token only';
    expect(found({ exported: { ...gateway, ANTHROPIC_API_KEY: 'sk-ant-api03-x' } })).toMatchObject([
      { preset: 'gateway', note: `${cleared('ANTHROPIC_AUTH_TOKEN')}; ${both}` },
      { preset: 'direct', profile: { apiKey: 'env:ANTHROPIC_API_KEY' } },
    ]);
    // Anything else may be the gateway’s, so it is not offered for Anthropic.
    expect(only({ exported: { ...gateway, ANTHROPIC_API_KEY: 'sk-x' } })).toMatchObject({
      preset: 'gateway',
    });
  });

  test('a key beside a local server that wants none is Anthropic’s, if it looks so', () => {
    const exported = { ANTHROPIC_BASE_URL: 'http://localhost:11434', ANTHROPIC_API_KEY: 'sk-ant-api03-x' };
    expect(profilesOf(found({ exported }))).toMatchObject({
      ollama: { token: 'placeholder:ollama', apiKey: 'empty' },
      direct: { apiKey: 'env:ANTHROPIC_API_KEY' },
    });
  });

  test('a token without an address is a gateway that lacks one', () => {
    expect(only({ exported: { ANTHROPIC_AUTH_TOKEN: 't' } })).toMatchObject({
      profile: { backend: 'gateway', token: 'env:ANTHROPIC_AUTH_TOKEN' },
      note: expect.stringContaining('without ANTHROPIC_BASE_URL Claude Code sends the token to Anthropic'),
    });
  });

  test('a Bedrock key replaces an AWS profile', () => {
    const exported = { CLAUDE_CODE_USE_BEDROCK: '1', AWS_BEARER_TOKEN_BEDROCK: 't', AWS_PROFILE: 'w' };
    expect(found({ exported })[0]?.profile).toEqual({
      backend: 'bedrock',
      bearerToken: 'env:AWS_BEARER_TOKEN_BEDROCK',
    });
  });

  test('skipping a sign-in that no profile can skip', () => {
    const exported = { CLAUDE_CODE_USE_MANTLE: '1', CLAUDE_CODE_SKIP_MANTLE_AUTH: '1' };
    expect(only({ exported }).note).toBe('CLAUDE_CODE_SKIP_MANTLE_AUTH is on, which no profile can express');
  });

  test('the region comes from the AWS profile where no variable names it', () => {
    const files = { '.aws/config': '[default]\nregion = us-east-1\n[profile w]\nregion = eu-west-1' };
    const exported = { CLAUDE_CODE_USE_BEDROCK: '1', AWS_PROFILE: 'w' };
    expect(profilesOf(found({ exported, files }))).toEqual({
      bedrock: { backend: 'bedrock', awsProfile: 'w', region: 'eu-west-1' },
      'bedrock-2': { backend: 'bedrock', awsProfile: 'default', region: 'us-east-1' },
    });
  });
});

describe('models and features beside the backend in force', () => {
  const key = { ANTHROPIC_API_KEY: 'k' };

  test('become fields', () => {
    const exported = {
      ...key,
      ANTHROPIC_MODEL: 'claude-opus-5-5[1m]',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'o',
      ANTHROPIC_DEFAULT_SONNET_MODEL: 's',
      ANTHROPIC_DEFAULT_HAIKU_MODEL: 'h',
      ANTHROPIC_DEFAULT_FABLE_MODEL: 'f',
      CLAUDE_CODE_SUBAGENT_MODEL: 'a',
      DISABLE_PROMPT_CACHING: '1',
      CLAUDE_CODE_PROMPT_CACHE_TTL: '1h',
      CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: 'true',
      ENABLE_TOOL_SEARCH: 'auto:5',
      API_TIMEOUT_MS: '3000000',
      MAX_THINKING_TOKENS: '31999',
      CLAUDE_CODE_EFFORT_LEVEL: 'high',
    };
    expect(only({ exported }).profile).toEqual({
      backend: 'anthropic',
      apiKey: 'env:ANTHROPIC_API_KEY',
      models: {
        default: 'claude-opus-5-5[1m]',
        opus: 'o',
        sonnet: 's',
        haiku: 'h',
        fable: 'f',
        subagent: 'a',
      },
      promptCaching: false,
      cacheTtl: '1h',
      experimentalBetas: false,
      toolSearch: 'auto:5',
      env: { API_TIMEOUT_MS: '3000000', MAX_THINKING_TOKENS: '31999', CLAUDE_CODE_EFFORT_LEVEL: 'high' },
    });
  });

  test('the older name of the background model', () => {
    const exported = { ...key, ANTHROPIC_SMALL_FAST_MODEL: 'old' };
    expect(only({ exported }).profile.models).toEqual({ haiku: 'old' });
    const both = { ...exported, ANTHROPIC_DEFAULT_HAIKU_MODEL: 'new' };
    expect(only({ exported: both })).toMatchObject({ profile: { models: { haiku: 'new' } } });
  });

  test('over those of the preset', () => {
    const exported = {
      ANTHROPIC_BASE_URL: 'https://api.z.ai/api/anthropic',
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'mine',
    };
    expect(only({ exported })).toMatchObject({
      preset: 'zai',
      profile: { models: { opus: 'mine', sonnet: 'glm-5.3[1m]' } },
    });
  });

  test('not for the backends that are not in force', () => {
    const exported = {
      ...key,
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_MODEL: 'us.anthropic.claude-opus-5-5',
    };
    expect(found({ exported }).map(({ profile }) => profile.models)).toEqual([
      { default: 'us.anthropic.claude-opus-5-5' },
      undefined,
    ]);
  });

  test('what cannot be taken over is named, not shown; what is off or empty is nothing', () => {
    const exported = {
      ...key,
      ANTHROPIC_CUSTOM_HEADERS: 'x-key: hush',
      CLAUDE_CODE_EXTRA_BODY: '{"key": "hush"}',
      CLAUDE_CODE_PROMPT_CACHE_TTL: '2h',
      DISABLE_INTERLEAVED_THINKING: '0',
      ANTHROPIC_BETAS: '',
    };
    expect(only({ exported })).toMatchObject({
      profile: { backend: 'anthropic', apiKey: 'env:ANTHROPIC_API_KEY' },
      note: `${cleared('ANTHROPIC_API_KEY')}; not taken over: ANTHROPIC_CUSTOM_HEADERS, CLAUDE_CODE_EXTRA_BODY, CLAUDE_CODE_PROMPT_CACHE_TTL`,
    });
  });

  test('headers that could pass for a word are not taken for a field', () => {
    const { profile, note } = only({ exported: { ...key, ANTHROPIC_CUSTOM_HEADERS: 'hush' } });
    expect(profile).toEqual({ backend: 'anthropic', apiKey: 'env:ANTHROPIC_API_KEY' });
    expect(note).toEndWith('not taken over: ANTHROPIC_CUSTOM_HEADERS');
  });

  test('what cgw leaves as it is stays out of the profile', () => {
    const exported = { ...key, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', CLAUDE_CONFIG_DIR: 'HOME/x' };
    expect(only({ exported }).profile).toEqual({ backend: 'anthropic', apiKey: 'env:ANTHROPIC_API_KEY' });
  });
});

describe('a credential', () => {
  const url = { ANTHROPIC_BASE_URL: 'https://llm.corp.example' };

  test('is referred to where it outlives a switch', () => {
    const exported = { ...url, ANTHROPIC_AUTH_TOKEN: 'sk-12345678', CORP_LLM_KEY: 'sk-12345678' };
    expect(only({ exported })).toMatchObject({ profile: { token: 'env:CORP_LLM_KEY' }, note: null });
  });

  test('that a variable named for LiteLLM holds makes it LiteLLM', () => {
    const exported = { ...url, ANTHROPIC_AUTH_TOKEN: 'sk-12345678', LITELLM_API_KEY: 'sk-12345678' };
    expect(only({ exported })).toMatchObject({
      preset: 'litellm',
      profile: { token: 'env:LITELLM_API_KEY' },
    });
  });

  test.each<[string, { [name: string]: string }]>([
    ['a variable that is cleared too', { ANTHROPIC_FOUNDRY_API_KEY: 'sk-12345678' }],
    ['a variable that is no credential by its name', { OTHER: 'sk-12345678' }],
    ['another value', { CORP_LLM_KEY: 'sk-1234567' }],
  ])('is not looked for in %s', (_, more) => {
    const [first] = found({ exported: { ...url, ANTHROPIC_AUTH_TOKEN: 'sk-12345678', ...more } });
    expect(first?.profile.token).toBe('env:ANTHROPIC_AUTH_TOKEN');
  });

  test('too short to tell one from another is not compared', () => {
    const exported = { ...url, ANTHROPIC_AUTH_TOKEN: '1', MY_KEY: '1' };
    expect(only({ exported }).profile.token).toBe('env:ANTHROPIC_AUTH_TOKEN');
  });
});

describe('an address', () => {
  test.each([
    ['with a user and a password', 'https://me:hush@llm.corp.example/v1'],
    ['with a slash in the password', 'https://me:1/hush@llm.corp.example'],
    ['with a key behind ?', 'https://llm.corp.example?key=hush'],
    ['with a fragment', 'https://llm.corp.example#hush'],
    ['with a key in its path', 'https://llm.corp.example/sk-ant-hush/anthropic'],
    ['of another scheme', 'file:///etc/hush'],
    ['that is none', 'hush'],
    ['with a line break', 'https://llm.corp.example/\nhush'],
  ])('%s is left out, and not repeated', (_, ANTHROPIC_BASE_URL) => {
    const finding = only({ exported: { ANTHROPIC_BASE_URL, ANTHROPIC_AUTH_TOKEN: 't' } });
    expect(finding.profile).toEqual({ backend: 'gateway', token: 'env:ANTHROPIC_AUTH_TOKEN' });
    expect(finding.note).toContain('left out, because not valid: baseUrl');
    expect(JSON.stringify(finding)).not.toContain('hush');
  });
});
