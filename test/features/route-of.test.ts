import { describe, expect, test } from 'bun:test';
import { type Profile, profileFields } from '../../src/backends/profile.ts';
import { routesOf } from '../../src/features/route-of.ts';
import type { RouteId } from '../../src/features/routes.ts';
import { allPresets, presetOf } from '../../src/profile/presets.ts';

const gateway: Profile = { backend: 'gateway', baseUrl: 'https://g.example' };
const litellm: Profile = { ...gateway, product: 'litellm', modelFamily: 'claude' };

const table: readonly (readonly [string, Profile, readonly RouteId[]])[] = [
  ['a console key', { backend: 'anthropic', apiKey: 'env:K' }, ['anthropic']],
  ['a stored login', { backend: 'anthropic' }, ['anthropic-login']],
  ['a subscription token', { backend: 'anthropic', oauthToken: 'env:K' }, ['anthropic-login']],
  ['Bedrock', { backend: 'bedrock' }, ['bedrock']],
  ['Foundry', { backend: 'foundry' }, ['foundry']],
  ['LiteLLM → Bedrock', { ...litellm, upstream: 'bedrock-invoke' }, ['litellm-unified-bedrock-invoke']],
  ['LiteLLM → Converse', { ...litellm, upstream: 'bedrock-converse' }, ['litellm-unified-bedrock-converse']],
  ['LiteLLM → Vertex', { ...litellm, upstream: 'vertex' }, ['litellm-unified-vertex']],
  ['LiteLLM with a GPT model', { ...litellm, models: { default: 'gpt-5' } }, ['litellm-unified-other']],
  [
    'LiteLLM with Claude of Copilot',
    { ...litellm, models: { default: 'github_copilot/claude-sonnet-4.5' } },
    ['litellm-unified-copilot'],
  ],
  [
    'LiteLLM’s pass-through by its URL',
    { ...litellm, baseUrl: 'https://l/anthropic' },
    ['litellm-pass-anthropic'],
  ],
  [
    'OpenRouter with Gemini',
    { ...gateway, product: 'openrouter', models: { default: 'google/gemini-3-pro' } },
    ['openrouter-other'],
  ],
  ['any gateway', gateway, ['gateway-claude']],
  [
    'aliases of another family',
    { ...gateway, models: { opus: 'gpt-5', haiku: 'gpt-5-mini' } },
    ['gateway-other'],
  ],
  ['a gateway for other models', { ...gateway, modelFamily: 'other' }, ['gateway-other']],
  [
    'another Bedrock-format gateway',
    { backend: 'gateway-bedrock', baseUrl: 'https://g' },
    ['gateway-claude'],
  ],
];

describe('the route of a profile', () => {
  test.each(table)('%s', (_, profile, expected) => {
    expect(routesOf(profile)).toEqual(expected as [RouteId, ...RouteId[]]);
  });

  test('LiteLLM that does not say what is behind it may be any of its Claude routes', () => {
    expect(routesOf(litellm).length).toBeGreaterThan(3);
    expect(routesOf(litellm)).toContain('litellm-unified-bedrock-converse');
  });

  const presets: readonly (readonly [string, RouteId])[] = [
    ['direct', 'anthropic'],
    ['subscription', 'anthropic-login'],
    ['mantle', 'mantle'],
    ['claude-aws', 'anthropic-aws'],
    ['claude-gcp', 'anthropic-gcp'],
    ['vertex', 'vertex'],
    ['litellm-bedrock', 'litellm-pass-bedrock'],
    ['litellm-vertex', 'litellm-pass-vertex'],
    ['openrouter', 'openrouter-claude'],
    ['deepseek', 'gateway-other'],
    ['ollama', 'gateway-other'],
    ['bifrost', 'gateway-claude'],
  ];

  const makers = allPresets().flatMap(([name, { profile }]): [string, string][] => {
    if (profile.modelFamily !== 'other') return [];
    const named = profileFields(profile).find(({ path }) => path === 'models.default');
    return named === undefined ? [] : [[name, String(named.value)]];
  });
  test.each(makers)('LiteLLM with the model of preset %s: %s', (_, model) => {
    expect(routesOf({ ...litellm, models: { default: model } })).toEqual(['litellm-unified-other']);
  });

  test.each(presets)('preset %s → %s', (name, route) => {
    const preset = presetOf(name);
    expect(preset === undefined ? [] : routesOf(preset.profile)).toEqual([route]);
  });
});
