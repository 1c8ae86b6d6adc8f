import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import type { Support } from '../../src/features/cell.ts';
import { type NeedId, needIds, needs, subjectOf } from '../../src/features/needs.ts';
import { operators, type TraitId, traitIds } from '../../src/features/operators.ts';

test('the needs, in the order of the issue', () => {
  expect([...needIds]).toEqual([
    'full-features',
    'context-1m',
    'interleaved-thinking',
    'caching-savings',
    'cost-tracking',
    'central-auth',
    'audit-log',
    'load-balancing',
    'bedrock-compliance',
    'gcp-residency',
    'eu-residency',
    'multi-model',
    'other-models',
    'offline',
  ]);
  for (const id of needIds) expect(needs[id].judgedBy).not.toBe('');
});

function states(need: NeedId, profile: Profile): Support[] {
  return needs[need].judge(subjectOf({ profile })).judgements.map(({ state }) => state);
}

const server = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'env:T' } as const;

describe('operation', () => {
  const rows: readonly (readonly [string, Profile, { readonly [Id in TraitId]: Support }])[] = [
    // The study, When to Use LLM Gateway, Good fit: LiteLLM has them all on its own endpoint. What its pages on each
    // pass-through do not list, that does not have.
    ['LiteLLM, unified', { ...server, product: 'litellm' }, all('full')],
    [
      'LiteLLM, /anthropic',
      { ...server, product: 'litellm', baseUrl: 'https://g.example.com/anthropic' },
      { ...all('full'), 'load-balancing': 'none' },
    ],
    [
      'LiteLLM, /bedrock',
      { ...server, product: 'litellm', backend: 'gateway-bedrock' },
      { ...all('full'), 'load-balancing': 'partial' },
    ],
    [
      'LiteLLM, /vertex_ai',
      { ...server, product: 'litellm', backend: 'gateway-vertex', projectId: 'p' },
      { ...all('full'), 'cost-tracking': 'partial', 'load-balancing': 'none' },
    ],
    // docs.claude.com/s/claude-code-enterprise-setup, Provider comparison: Cost Explorer, IAM, CloudTrail; GCP Billing, IAM, Audit Logs.
    ['Bedrock', { backend: 'bedrock' }, { ...all('partial'), 'load-balancing': 'none' }],
    ['Vertex', { backend: 'vertex', projectId: 'p' }, { ...all('partial'), 'load-balancing': 'none' }],
    [
      'Foundry',
      { backend: 'foundry', resource: 'r' },
      { ...all('partial'), 'audit-log': 'unknown', 'load-balancing': 'none' },
    ],
    [
      'Claude on Google Cloud',
      { backend: 'anthropic-gcp', project: 'p' },
      { ...all('partial'), 'audit-log': 'unknown', 'load-balancing': 'none' },
    ],
    // docs.aws.amazon.com/claude-platform: CloudTrail data events, costs in the console.
    [
      'Claude on AWS',
      { backend: 'anthropic-aws', workspaceId: 'w' },
      { ...all('partial'), 'load-balancing': 'none' },
    ],
    // code.claude.com/docs/en/costs: spend limits and reports by user; platform.claude.com: a Compliance API.
    [
      'console key',
      { backend: 'anthropic', apiKey: 'env:K' },
      {
        'cost-tracking': 'partial',
        'central-auth': 'partial',
        'audit-log': 'partial',
        'load-balancing': 'none',
      },
    ],
    ['subscription', { backend: 'anthropic' }, { ...all('partial'), 'load-balancing': 'none' }],
    ['a server that says nothing', server, all('unknown')],
    // A program that runs models has neither users nor budgets; that it knows nothing is no reason to put it before a cloud.
    ...['ollama', 'lmstudio', 'vllm', 'llamacpp'].map(
      product => [product, { ...server, product, modelFamily: 'other' }, all('none')] as const,
    ),
    [
      'a maker',
      { ...server, product: 'deepseek', modelFamily: 'other' },
      { ...all('unknown'), 'load-balancing': 'none' },
    ],
    ['a product that nobody looked at', { ...server, product: 'constructor' }, all('unknown')],
  ];
  test.each(rows)('%s', (_, profile, expected) => {
    for (const id of traitIds) expect([id, ...states(id, profile)]).toEqual([id, expected[id]]);
  });

  test('every trait has dated evidence, and one line of text', () => {
    for (const operator of Object.values(operators))
      for (const id of traitIds) {
        const { text, evidence } = operator[id];
        expect(text).toMatch(/^[^\n]{10,90}$/);
        for (const { source, checked } of evidence) {
          expect(source).toMatch(/^https:\/\/|2025-12-13/);
          expect(checked).toMatch(/^\d{4}-\d\d-\d\d$/);
        }
      }
  });

  function all(state: Support): { [Id in TraitId]: Support } {
    return { 'cost-tracking': state, 'central-auth': state, 'audit-log': state, 'load-balancing': state };
  }
});

describe('places', () => {
  const litellm = { ...server, product: 'litellm' } as const;
  const rows: readonly (readonly [NeedId, string, Profile, Support])[] = [
    ['bedrock-compliance', 'native', { backend: 'bedrock' }, 'full'],
    ['bedrock-compliance', 'Mantle', { backend: 'mantle' }, 'unknown'],
    ['bedrock-compliance', 'Claude on AWS', { backend: 'anthropic-aws', workspaceId: 'w' }, 'none'],
    ['bedrock-compliance', 'direct', { backend: 'anthropic' }, 'none'],
    ['bedrock-compliance', 'LiteLLM passes through', { ...litellm, backend: 'gateway-bedrock' }, 'partial'],
    ['bedrock-compliance', 'LiteLLM, unified', { ...litellm, upstream: 'bedrock-converse' }, 'partial'],
    ['bedrock-compliance', 'LiteLLM, to Vertex', { ...litellm, upstream: 'vertex' }, 'none'],
    ['bedrock-compliance', 'LiteLLM, to whatever', litellm, 'unknown'],
    ['bedrock-compliance', 'another gateway', { ...server, product: 'kong' }, 'unknown'],
    [
      'bedrock-compliance',
      'another, to Bedrock',
      { ...server, product: 'kong', upstream: 'bedrock' },
      'partial',
    ],
    ['bedrock-compliance', 'another, to Anthropic', { ...server, upstream: 'anthropic' }, 'none'],
    ['bedrock-compliance', 'Bedrock format', { ...server, backend: 'gateway-bedrock' }, 'partial'],
    ['bedrock-compliance', 'other models', { ...server, modelFamily: 'other' }, 'none'],
    ['gcp-residency', 'a region', { backend: 'vertex', projectId: 'p', region: 'europe-west1' }, 'full'],
    ['gcp-residency', 'the standard region', { backend: 'vertex', projectId: 'p' }, 'full'],
    ['gcp-residency', 'global', { backend: 'vertex', projectId: 'p', region: 'global' }, 'partial'],
    [
      'gcp-residency',
      'global for one model',
      { backend: 'vertex', projectId: 'p', region: 'eu', regions: { 'claude-opus-5-5': 'global' } },
      'partial',
    ],
    ['gcp-residency', 'run by Anthropic', { backend: 'anthropic-gcp', project: 'p' }, 'unknown'],
    ['gcp-residency', 'LiteLLM passes through', { ...litellm, backend: 'gateway-vertex' }, 'partial'],
    ['gcp-residency', 'Bedrock', { backend: 'bedrock' }, 'none'],
    ['eu-residency', 'Bedrock there', { backend: 'bedrock', region: 'eu-west-1' }, 'full'],
    ['eu-residency', 'Bedrock, which can be', { backend: 'bedrock' }, 'partial'],
    ['eu-residency', 'London', { backend: 'bedrock', region: 'eu-west-2' }, 'partial'],
    [
      'eu-residency',
      'Bedrock there, served globally',
      { backend: 'bedrock', region: 'eu-west-1', regionPrefix: 'global' },
      'partial',
    ],
    [
      'eu-residency',
      'Bedrock there, a model of the US',
      { backend: 'bedrock', region: 'eu-west-1', models: { default: 'us.anthropic.claude-opus-5-5' } },
      'partial',
    ],
    [
      'eu-residency',
      'Bedrock there, its prefix',
      { backend: 'bedrock', region: 'eu-west-1', models: { default: 'eu.anthropic.claude-opus-5-5' } },
      'full',
    ],
    ['eu-residency', 'Mantle there', { backend: 'mantle', region: 'eu-central-1' }, 'full'],
    ['eu-residency', 'Vertex, eu', { backend: 'vertex', projectId: 'p', region: 'eu' }, 'full'],
    [
      'eu-residency',
      'Vertex, a region',
      { backend: 'vertex', projectId: 'p', region: 'europe-west1' },
      'full',
    ],
    [
      'eu-residency',
      'Vertex, one model elsewhere',
      { backend: 'vertex', projectId: 'p', region: 'eu', regions: { 'claude-opus-5-5': 'us-east5' } },
      'partial',
    ],
    ['eu-residency', 'direct', { backend: 'anthropic' }, 'none'],
    [
      'eu-residency',
      'Claude on AWS',
      { backend: 'anthropic-aws', workspaceId: 'w', region: 'eu-west-1' },
      'none',
    ],
    ['eu-residency', 'Foundry', { backend: 'foundry', resource: 'r' }, 'none'],
    ['eu-residency', 'a gateway', litellm, 'unknown'],
    [
      'eu-residency',
      'Ollama here',
      { ...server, baseUrl: 'http://localhost:11434', product: 'ollama', modelFamily: 'other' },
      'full',
    ],
    [
      'offline',
      'Ollama here',
      { ...server, baseUrl: 'http://localhost:11434', product: 'ollama', modelFamily: 'other' },
      'full',
    ],
    [
      'offline',
      'vLLM in the house',
      { ...server, baseUrl: 'http://10.0.0.7:8000', product: 'vllm', modelFamily: 'other' },
      'full',
    ],
    ['offline', 'Ollama elsewhere', { ...server, product: 'ollama', modelFamily: 'other' }, 'unknown'],
    ['offline', 'LiteLLM, other models', { ...litellm, modelFamily: 'other' }, 'unknown'],
    ['offline', 'a server that says nothing', server, 'unknown'],
    ['offline', 'LiteLLM, Claude models', { ...litellm, modelFamily: 'claude' }, 'none'],
    ['offline', 'a vendor', { ...server, product: 'zai', modelFamily: 'other' }, 'none'],
    ['offline', 'direct', { backend: 'anthropic' }, 'none'],
    ['offline', 'Bedrock', { backend: 'bedrock' }, 'none'],
  ];
  test.each(rows)('%s: %s', (need, _, profile, expected) => {
    expect(states(need, profile)).toEqual([expected]);
    expect(needs[need].hard).toBe(true);
  });
});

test('no cloud is said to have no costs by user: OpenTelemetry goes to whom you say, from everywhere', () => {
  for (const id of ['bedrock', 'mantle', 'vertex', 'foundry', 'anthropic-gcp'] as const)
    expect(operators[id]['cost-tracking'].text).toContain('by user through OpenTelemetry');
  for (const operator of Object.values(operators))
    expect(operator['cost-tracking'].text).not.toMatch(/no metrics|not by user/);
});

describe('models', () => {
  const rows: readonly (readonly [string, Profile, several: Support, others: Support])[] = [
    ['LiteLLM, unified', { ...server, product: 'litellm' }, 'partial', 'partial'],
    ['LiteLLM, /bedrock', { ...server, product: 'litellm', backend: 'gateway-bedrock' }, 'none', 'none'],
    ['OpenRouter', { ...server, product: 'openrouter' }, 'partial', 'partial'],
    ['Portkey', { ...server, product: 'portkey' }, 'partial', 'partial'],
    ['the router', { ...server, product: 'claude-code-router', modelFamily: 'other' }, 'partial', 'partial'],
    ['who serves open models', { ...server, product: 'novita', modelFamily: 'other' }, 'partial', 'partial'],
    ['Ollama', { ...server, product: 'ollama', modelFamily: 'other' }, 'partial', 'partial'],
    ['a vendor of others', { ...server, product: 'deepseek', modelFamily: 'other' }, 'none', 'partial'],
    ['a server that says nothing', server, 'unknown', 'unknown'],
    ['direct', { backend: 'anthropic' }, 'none', 'none'],
    ['Bedrock', { backend: 'bedrock' }, 'none', 'none'],
  ];
  test.each(rows)('%s', (_, profile, several, others) => {
    expect(states('multi-model', profile)[0]).toBe(several);
    expect(states('other-models', profile)[0]).toBe(others);
  });
});
