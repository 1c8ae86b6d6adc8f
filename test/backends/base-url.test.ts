import { describe, expect, test } from 'bun:test';
import { isAnthropic, type UrlAdvice, urlAdvice } from '../../src/backends/base-url.ts';
import { products } from '../../src/backends/base-url-table.ts';
import type { Profile } from '../../src/backends/profile.ts';
import type { BackendId } from '../../src/env/backend-ids.ts';
import { allPresets, withExampleAddress } from '../../src/profile/presets.ts';

type Expected = string | null | { readonly preset: string };

function profileAt(backend: BackendId, product: string, baseUrl: string): Profile {
  return { backend, baseUrl, ...(product === '' ? {} : { product }) };
}

/** The right URL, null for one that is right as it is, or the preset that is meant instead. */
function verdict(advice: UrlAdvice | undefined): Expected {
  if (advice === undefined) return null;
  return advice.corrected ?? { preset: advice.preset ?? '' };
}

const host = 'https://llm.corp:4000';

/** What follows the host, and what should. */
const litellmPaths: readonly (readonly [BackendId, string, string | null])[] = [
  ...['', '/', '/corp/llm', '/anthropic', '/anthropic/'].map(path => ['gateway', path, null] as const),
  ...[
    '/v1',
    '/v1/',
    '//v1//',
    '/V1/Messages',
    '/v1/messages',
    '/v1/messages/count_tokens',
    '/messages',
    '/chat/completions',
    '/v1/chat/completions',
    '/v1/completions',
    '/v1/responses',
    '/v1/models',
    '/openai',
    '/openai/v1',
    '/openai/deployments/gpt/chat/completions',
    '/ui/',
    '/health/readiness',
    '/bedrock',
    '/vertex_ai',
    '/vertex_ai/v1',
    '/gemini',
  ].map(path => ['gateway', path, ''] as const),
  ['gateway', '/corp/llm/v1', '/corp/llm'],
  ['gateway', '/anthropic/v1/messages', '/anthropic'],
  ['gateway-bedrock', '/bedrock', null],
  ['gateway-bedrock', '/corp/bedrock', null],
  ...[
    '',
    '/',
    '/bedrock/',
    '/v1',
    '/v1/messages',
    '/anthropic',
    '/vertex_ai/v1',
    '/model',
    '/bedrock/model/m/invoke',
    '/bedrock/v1',
  ].map(path => ['gateway-bedrock', path, '/bedrock'] as const),
  ['gateway-vertex', '/vertex_ai/v1', null],
  ['gateway-vertex', '/vertex_ai/v1/', null],
  ...[
    '',
    '/vertex_ai',
    '/vertex-ai',
    '/vertex_ai/v1beta1',
    '/v1',
    '/v1/messages',
    '/bedrock',
    '/anthropic',
    '/vertex_ai/v1/projects/p/locations/us-east5',
  ].map(path => ['gateway-vertex', path, '/vertex_ai/v1'] as const),
];

const others: readonly (readonly [BackendId, string, string, Expected])[] = [
  ['gateway', 'openrouter', 'https://openrouter.ai', 'https://openrouter.ai/api'],
  ['gateway', 'openrouter', 'https://openrouter.ai/api/v1', 'https://openrouter.ai/api'],
  ['gateway', '', 'https://openrouter.ai/api/v1/chat/completions', 'https://openrouter.ai/api'],
  ['gateway', '', 'https://openrouter.ai/api/', null],
  ['gateway', 'zai', 'https://api.z.ai/api/paas/v4', 'https://api.z.ai/api/anthropic'],
  ['gateway', 'zai', 'https://open.bigmodel.cn/api/coding/paas/v4', 'https://open.bigmodel.cn/api/anthropic'],
  ['gateway', 'zai', 'https://open.bigmodel.cn/api/anthropic', null],
  ['gateway', '', 'https://api.deepseek.com/v1', 'https://api.deepseek.com/anthropic'],
  ['gateway', 'moonshot', 'https://api.moonshot.cn/v1', 'https://api.moonshot.cn/anthropic'],
  ['gateway', 'portkey', 'https://api.portkey.ai/v1', 'https://api.portkey.ai'],
  ['gateway', 'vercel', 'https://ai-gateway.vercel.sh/v1/ai', 'https://ai-gateway.vercel.sh'],
  [
    'gateway',
    'cloudflare',
    'https://gateway.ai.cloudflare.com/v1/a/g',
    'https://gateway.ai.cloudflare.com/v1/a/g/anthropic',
  ],
  [
    'gateway',
    'cloudflare',
    'https://gateway.ai.cloudflare.com/v1/a/g/compat/chat/completions',
    'https://gateway.ai.cloudflare.com/v1/a/g/anthropic',
  ],
  ['gateway', 'cloudflare', 'https://gateway.ai.cloudflare.com/v1', { preset: '' }],
  ['gateway', 'bifrost', 'http://localhost:8080/openai/v1', 'http://localhost:8080/anthropic'],
  ['gateway', 'envoy', 'https://envoy.corp', 'https://envoy.corp/anthropic'],
  ['gateway', 'kong', 'https://kong.corp/any/route', null],
  ['gateway', 'kong', 'https://kong.corp/bedrock', null],
  ['gateway', 'kong', 'https://kong.corp/any/v1', 'https://kong.corp/any'],
  ['gateway', 'ollama', 'http://localhost:11434/api/chat', 'http://localhost:11434'],
  ['gateway', 'ollama', 'http://localhost:11434/v1', 'http://localhost:11434'],
  ['gateway', 'ollama', 'http://localhost', 'http://localhost:11434'],
  ['gateway', 'ollama', 'http://127.0.0.1:1234', 'http://127.0.0.1:11434'],
  ['gateway', 'ollama', 'https://localhost:11434', 'http://localhost:11434'],
  ['gateway', 'ollama', 'http://localhost:9999', null],
  ['gateway', 'litellm', 'http://0.0.0.0:4000', 'http://127.0.0.1:4000'],
  ['gateway', 'litellm', 'http://localhost/v1', 'http://localhost:4000'],
  ['gateway', 'litellm', 'http://llm.corp:443', 'https://llm.corp'],
  ['gateway', 'litellm', 'https://llm.corp:80', 'http://llm.corp'],
  ['gateway', '', 'https://gw.corp/any', null],
  ['gateway', '', 'https://gw.corp/bedrock', 'https://gw.corp'],
  ['gateway', '', 'https://bedrock-runtime.us-east-1.amazonaws.com', { preset: 'bedrock' }],
  ['gateway', '', 'https://bedrock-mantle.us-east-1.api.aws/anthropic', { preset: 'mantle' }],
  ['gateway', '', 'https://us-east5-aiplatform.googleapis.com/v1', { preset: 'vertex' }],
  ['gateway', '', 'https://r.services.ai.azure.com/anthropic', { preset: 'foundry' }],
  ['gateway', '', 'https://api.openai.com/v1', { preset: 'litellm' }],
  ['gateway', '', 'https://api.anthropic.com', { preset: 'direct' }],
  ['bedrock', '', 'https://bedrock-runtime-fips.us-east-1.amazonaws.com', null],
  ['bedrock', '', 'https://vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com', null],
  [
    'bedrock',
    '',
    'https://bedrock.us-east-1.amazonaws.com',
    'https://bedrock-runtime.us-east-1.amazonaws.com',
  ],
  [
    'bedrock',
    '',
    'https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1',
    'https://bedrock-runtime.us-east-1.amazonaws.com',
  ],
  ['bedrock', '', 'https://llm.corp/bedrock', { preset: 'litellm-bedrock' }],
  ['vertex', '', 'https://us-east5-aiplatform.googleapis.com/v1', null],
  [
    'vertex',
    '',
    'https://us-east5-aiplatform.googleapis.com',
    'https://us-east5-aiplatform.googleapis.com/v1',
  ],
  ['vertex', '', 'https://llm.corp/vertex_ai/v1', { preset: 'litellm-vertex' }],
  ['foundry', '', 'https://r.services.ai.azure.com', 'https://r.services.ai.azure.com/anthropic'],
  ['foundry', '', 'https://r.openai.azure.com/openai/v1', 'https://r.services.ai.azure.com/anthropic'],
  [
    'foundry',
    '',
    'https://r.services.ai.azure.com/anthropic/v1/messages',
    'https://r.services.ai.azure.com/anthropic',
  ],
  ['foundry', '', 'https://apim.corp/claude', null],
  [
    'mantle',
    '',
    'https://bedrock-mantle.us-east-1.api.aws/v1',
    'https://bedrock-mantle.us-east-1.api.aws/anthropic',
  ],
  ['anthropic-aws', '', 'https://claude.corp/v1', 'https://claude.corp'],
  ['anthropic-gcp', '', 'https://claude.corp', null],
];

describe('what is said of a base URL', () => {
  test.each(litellmPaths)('%s: LiteLLM at %s', (backend, path, right) => {
    expect(verdict(urlAdvice(profileAt(backend, 'litellm', host + path)))).toBe(
      right === null ? null : host + right,
    );
  });

  test.each(others)('%s %s at %s', (backend, product, baseUrl, right) => {
    expect(verdict(urlAdvice(profileAt(backend, product, baseUrl)))).toEqual(right);
  });

  test('what is corrected needs no correction', () => {
    const corrected = [
      ...litellmPaths.map(([backend, path]) => profileAt(backend, 'litellm', host + path)),
      ...others.map(([backend, product, baseUrl]) => profileAt(backend, product, baseUrl)),
    ].flatMap(profile => {
      const baseUrl = urlAdvice(profile)?.corrected;
      return baseUrl ? [{ ...profile, baseUrl }] : [];
    });
    expect(corrected.length).toBeGreaterThan(60);
    expect(corrected.filter(profile => urlAdvice(profile) !== undefined)).toEqual([]);
  });

  test('the preset tells LiteLLM’s pass-through from its own endpoint', () => {
    const profile = profileAt('gateway', 'litellm', `${host}/v1`);
    expect(urlAdvice(profile, 'https://litellm.example.com:4000/anthropic')?.corrected).toBe(
      `${host}/anthropic`,
    );
    expect(urlAdvice(profile, 'https://litellm.example.com:4000')?.corrected).toBe(host);
  });

  test('it says where the format of the path is served', () => {
    expect(urlAdvice(profileAt('gateway', 'litellm', `${host}/bedrock`))).toEqual({
      why: 'ends in /bedrock, which is for the Bedrock format',
      corrected: host,
      preset: 'litellm-bedrock',
    });
  });

  test('a key in the path is not repeated', () => {
    const key = 'sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789';
    expect(urlAdvice(profileAt('gateway-bedrock', 'litellm', `${host}/model/${key}`))?.why).not.toContain(
      key,
    );
  });
});

test('the address of every preset is right, and its product is in the table', () => {
  const presets = allPresets().map(([name, preset]) => [name, withExampleAddress(preset)] as const);
  expect(presets.filter(([, profile]) => urlAdvice(profile, String(profile.baseUrl)) !== undefined)).toEqual(
    [],
  );
  const named = presets.flatMap(([, { product }]) => (typeof product === 'string' ? [product] : []));
  expect([...new Set(named)].filter(product => products[product] === undefined)).toEqual([]);
});

test.each([
  ['https://api.anthropic.com', true],
  ['https://api.anthropic.com/v1', true],
  ['https://api.anthropic.com.evil.example', false],
  ['https://api.anthropic.com@evil.example', false],
  ['nonsense', false],
])('%s is Anthropic itself: %p', (url, expected) => {
  expect(isAnthropic(url)).toBe(expected);
});
