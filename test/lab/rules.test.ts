import { describe, expect, test } from 'bun:test';
import { asked } from '../live/lab/message.ts';
import { refusedBy, rules } from '../live/lab/rules.ts';
import type { VendorId } from '../live/lab/vendors.ts';

type Refused = readonly [rule: string | undefined, vendor: VendorId, betas: readonly string[], body: object];

const interleaved = 'interleaved-thinking-2025-05-14';
const budget = (budget_tokens: number) => ({ max_tokens: 100, thinking: { type: 'enabled', budget_tokens } });
const context = { context_management: { edits: [] } };
const deferred = { tools: [{ name: 't', defer_loading: true }] };
const search = { tools: [{ type: 'web_search_20250305', name: 'web_search' }] };
const advisor = { tools: [{ type: 'advisor_20260301', name: 'advisor' }] };

/** Each rule on both of its sides; who documents it stands with the rule. */
const cases: readonly Refused[] = [
  [undefined, 'anthropic', [], {}],
  ['unknown-beta', 'anthropic', ['made-up-2099-01-01'], {}],
  ['unknown-beta', 'foundry', ['made-up-2099-01-01'], {}],
  ['invalid-beta-flag', 'bedrock', ['made-up-2099-01-01'], {}],
  ['invalid-beta-flag', 'bedrock', ['prompt-caching-scope-2026-01-05'], {}],
  ['unexpected-beta-value', 'vertex', ['made-up-2099-01-01'], {}],
  [undefined, 'bedrock', [interleaved, 'context-1m-2025-08-07'], {}],
  [undefined, 'vertex', [interleaved, 'web-search-2025-03-05'], {}],
  ['context-management-without-beta', 'anthropic', [], context],
  ['context-management-without-beta', 'vertex', [], context],
  [undefined, 'anthropic', ['context-management-2025-06-27'], context],
  ['deferred-tools-without-beta', 'anthropic', [], deferred],
  [undefined, 'bedrock', ['tool-search-tool-2025-10-19'], deferred],
  [undefined, 'foundry', ['advanced-tool-use-2025-11-20'], deferred],
  ['budget-above-max-tokens', 'bedrock', [], budget(100)],
  [undefined, 'bedrock', [], budget(99)],
  [undefined, 'bedrock', [interleaved], budget(5000)],
  ['web-search-on-bedrock', 'bedrock', [], search],
  ['web-search-on-bedrock', 'mantle', [], search],
  [undefined, 'vertex', [], search],
  ['advisor', 'anthropic', [], advisor],
  ['advisor', 'vertex', [], advisor],
  [undefined, 'anthropic', ['advisor-tool-2026-03-01'], advisor],
];

function refusal(vendor: VendorId, betas: readonly string[], body: object, lifted?: ReadonlySet<string>) {
  const bedrock = vendor === 'bedrock';
  const request = asked({
    method: 'POST',
    path: bedrock ? '/model/m/invoke' : '/v1/messages',
    headers: bedrock ? {} : { 'anthropic-beta': betas.join(',') },
    body: JSON.stringify(bedrock ? { ...body, anthropic_beta: betas } : body),
  });
  return request && refusedBy(request, vendor, lifted);
}

describe('what a vendor refuses', () => {
  test.each(cases)('%s: %s, %p, %j', (rule, vendor, betas, body) => {
    expect(refusal(vendor, betas, body)?.rule.id).toBe(rule);
  });

  test('every rule refuses somebody, and says who says so', () => {
    const refusing = new Set(cases.map(([rule]) => rule));
    expect(rules.filter(({ id }) => !refusing.has(id))).toEqual([]);
    expect(rules.filter(({ source }) => !/^https:\/\/|#\d+/.test(source))).toEqual([]);
  });

  test('not what is lifted; then the next rule', () => {
    const lifted = new Set(['context-management-without-beta']);
    expect(refusal('anthropic', [], context, lifted)).toBeUndefined();
    expect(refusal('anthropic', [], { ...context, ...deferred }, lifted)?.rule.id).toBe(
      'deferred-tools-without-beta',
    );
  });
});
