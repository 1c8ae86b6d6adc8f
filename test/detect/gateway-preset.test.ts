import { describe, expect, test } from 'bun:test';
import { gatewayPreset, saysLitellm } from '../../src/detect/gateways.ts';

describe('the preset for an address', () => {
  test.each<[string, string]>([
    ['https://openrouter.ai/api', 'openrouter'],
    ['https://openrouter.ai/api/', 'openrouter'],
    ['https://OPENROUTER.ai:443/other', 'openrouter'],
    ['https://api.z.ai/api/anthropic', 'zai'],
    ['https://api.deepseek.com/anthropic', 'deepseek'],
    ['https://api.moonshot.ai/anthropic', 'moonshot'],
    ['https://api.minimax.io/anthropic', 'minimax'],
    ['https://open.bigmodel.cn/api/anthropic', 'zai-china'],
    ['https://api.moonshot.cn/anthropic', 'moonshot-china'],
    ['https://api.minimaxi.com/anthropic/', 'minimax-china'],
    ['https://api.kimi.com/coding', 'kimi-coding'],
    ['https://dashscope-intl.aliyuncs.com/apps/anthropic', 'qwen'],
    ['https://dashscope.aliyuncs.com/apps/anthropic', 'qwen-china'],
    ['https://ai-gateway.vercel.sh', 'vercel'],
    ['https://gateway.ai.cloudflare.com/v1/me/mine/anthropic', 'cloudflare'],
    ['http://localhost:11434', 'ollama'],
    ['http://127.0.0.1:11434/', 'ollama'],
    ['http://[::1]:11434', 'ollama'],
    ['http://localhost:1234', 'lmstudio'],
    ['http://localhost:3456', 'claude-code-router'],
    ['http://localhost:8080', 'llamacpp'],
    ['http://localhost:8080/anthropic', 'bifrost'],
    ['https://litellm.corp.example:4000', 'litellm'],
    ['https://LiteLLM-prod.internal', 'litellm'],
    ['https://litellm.corp.example/anthropic', 'litellm-anthropic'],
    ['https://litellm.corp.example/anthropic/', 'litellm-anthropic'],
    ['http://localhost:8080/v1', 'gateway'],
    ['http://localhost:4000', 'litellm'],
    ['http://127.0.0.1:4000/anthropic', 'litellm-anthropic'],
    ['https://gateway.example.com', 'gateway'],
    ['https://evil-openrouter.ai', 'gateway'],
    ['https://openrouter.ai.evil.example', 'gateway'],
    ['https://host.example/litellm', 'gateway'],
    ['localhost:4000', 'gateway'],
    ['not a URL', 'gateway'],
    ['', 'gateway'],
  ])('%s → %s', (url, preset) => {
    expect(gatewayPreset(url, undefined)).toBe(preset);
  });

  test('a variable for the key may say LiteLLM', () => {
    expect(gatewayPreset('https://llm.corp.example', 'env:LITELLM_API_KEY')).toBe('litellm');
    expect(gatewayPreset('https://llm.corp.example', 'env:ANTHROPIC_AUTH_TOKEN')).toBe('gateway');
    expect(gatewayPreset('https://openrouter.ai/api', 'env:LITELLM_API_KEY')).toBe('openrouter');
  });

  test('no address', () => {
    expect(gatewayPreset(undefined, undefined)).toBe('gateway');
  });
});

test.each<[string | undefined, boolean]>([
  ['https://litellm.example.com/bedrock', true],
  ['https://llm.example.com/vertex_ai/v1', true],
  ['https://llm.example.com/vertex_aix', false],
  ['https://llm.example.com/bedrock', false],
  [undefined, false],
])('%p says LiteLLM: %p', (url, expected) => {
  expect(saysLitellm(url, undefined)).toBe(expected);
});
