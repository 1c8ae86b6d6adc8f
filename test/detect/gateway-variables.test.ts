import { expect, test } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { found, only } from './machine.ts';

setUp();

const key = 'hush-0123456789';
const url = 'https://llm.corp:4000';

test.each<[string, { readonly [name: string]: string }, string, object]>([
  [
    'LiteLLM',
    { LITELLM_API_KEY: key, LITELLM_BASE_URL: url },
    'litellm',
    { baseUrl: url, token: 'env:LITELLM_API_KEY' },
  ],
  ['its key alone', { LITELLM_API_KEY: key }, 'litellm', { token: 'env:LITELLM_API_KEY' }],
  ['its address alone', { LITELLM_BASE_URL: url }, 'litellm', { baseUrl: url }],
  [
    'by other names',
    { LITELLM_MASTER_KEY: key, LITELLM_PROXY_URL: url },
    'litellm',
    { baseUrl: url, token: 'env:LITELLM_MASTER_KEY' },
  ],
  [
    'for Bedrock',
    { LITELLM_API_KEY: key, LITELLM_BASE_URL: `${url}/bedrock` },
    'litellm-bedrock',
    { backend: 'gateway-bedrock' },
  ],
  [
    'for Vertex',
    { LITELLM_API_KEY: key, LITELLM_BASE_URL: `${url}/vertex_ai/v1` },
    'litellm-vertex',
    { backend: 'gateway-vertex' },
  ],
  [
    'on this machine',
    { ANTHROPIC_BASE_URL: 'http://localhost:4000', ANTHROPIC_AUTH_TOKEN: key },
    'litellm',
    { product: 'litellm' },
  ],
  [
    'OpenRouter',
    { OPENROUTER_API_KEY: key },
    'openrouter',
    { baseUrl: 'https://openrouter.ai/api', token: 'env:OPENROUTER_API_KEY' },
  ],
  ['z.ai', { ZAI_API_KEY: key }, 'zai', { token: 'env:ZAI_API_KEY' }],
  ['DeepSeek', { DEEPSEEK_API_KEY: key }, 'deepseek', { token: 'env:DEEPSEEK_API_KEY' }],
  ['Vercel', { AI_GATEWAY_API_KEY: key }, 'vercel', { token: 'env:AI_GATEWAY_API_KEY' }],
])('%s that is exported is offered', (_, exported, preset, fields) => {
  const offer = only({ exported });
  expect(offer).toMatchObject({ preset, name: preset, profile: fields });
  expect(JSON.stringify(offer)).not.toContain(key);
});

test('what Claude Code reads comes first, and is not said twice', () => {
  const exported = {
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_AUTH_TOKEN: key,
    LITELLM_BASE_URL: url,
    LITELLM_API_KEY: key,
  };
  expect(found({ exported }).map(({ preset }) => preset)).toEqual(['litellm']);
});
