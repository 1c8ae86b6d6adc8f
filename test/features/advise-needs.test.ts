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
    'multi-model',
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
    // The study, When to Use LLM Gateway, Good fit: LiteLLM has them all, on each of its routes.
    ...[
      { ...server, product: 'litellm' },
      { ...server, product: 'litellm', baseUrl: 'https://g.example.com/anthropic' },
      { ...server, product: 'litellm', backend: 'gateway-bedrock' } as const,
      { ...server, product: 'litellm', backend: 'gateway-vertex', projectId: 'p' } as const,
    ].map(profile => [`LiteLLM, ${profile.backend} ${profile.baseUrl}`, profile, all('full')] as const),
    // docs.claude.com/s/claude-code-enterprise-setup, Provider comparison: Cost Explorer, IAM, CloudTrail; GCP Billing, IAM, Audit Logs.
    ['Bedrock', { backend: 'bedrock' }, { ...all('partial'), 'load-balancing': 'none' }],
    ['Vertex', { backend: 'vertex', projectId: 'p' }, { ...all('partial'), 'load-balancing': 'none' }],
    // docs.aws.amazon.com/claude-platform: CloudTrail data events, costs in the console.
    [
      'Claude on AWS',
      { backend: 'anthropic-aws', workspaceId: 'w' },
      { ...all('partial'), 'load-balancing': 'none' },
    ],
    // The same comparison names a dashboard and usage monitoring for Anthropic, no audit log.
    [
      'console key',
      { backend: 'anthropic', apiKey: 'env:K' },
      {
        'cost-tracking': 'partial',
        'central-auth': 'partial',
        'audit-log': 'none',
        'load-balancing': 'none',
      },
    ],
    [
      'subscription',
      { backend: 'anthropic' },
      { 'cost-tracking': 'none', 'central-auth': 'partial', 'audit-log': 'none', 'load-balancing': 'none' },
    ],
    ['a server that says nothing', server, all('unknown')],
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
