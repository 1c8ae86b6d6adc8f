import { describe, expect, test } from 'bun:test';
import type { Exchange } from '../../src/check/exchange.ts';
import type { RequestFormat, SeenExchanges } from '../../src/check/probe.ts';
import { probedFeatures, probeOf } from '../../src/check/probes/index.ts';
import { isPlausibleModel, judgeRelay } from '../../src/check/steps/answered.ts';
import type { Support } from '../../src/features/cell.ts';
import type { FeatureId } from '../../src/features/features.ts';
import { answered, broken, counted, refused, saying } from './support/exchanges.ts';

/** The verdict of a probe on what it saw; `more` when it needs its next request. */
function verdictOn(feature: FeatureId, seen: SeenExchanges): Support | 'more' {
  const probe = probeOf(feature);
  if (probe === undefined) throw new Error(`${feature} has no probe`);
  return probe.decide(seen)?.state ?? 'more';
}

const budget = '`max_tokens` must be greater than `thinking.budget_tokens`.';
const cacheUsage = (creation: number, read: number) =>
  answered({ usage: { cache_creation_input_tokens: creation, cache_read_input_tokens: read } });
const kept = (hour: number, minutes: number) =>
  answered({
    usage: {
      cache_creation_input_tokens: hour + minutes,
      cache_creation: { ephemeral_1h_input_tokens: hour, ephemeral_5m_input_tokens: minutes },
    },
  });

/** What is seen, and what it shows. Documented behaviour: facts/litellm.md §4, platform.claude.com. */
const cases: readonly (readonly [FeatureId, string, SeenExchanges, Support | 'more'])[] = [
  ['prompt-caching', 'one answer', [cacheUsage(6000, 0)], 'more'],
  [
    'prompt-caching',
    'the second reads what the first wrote',
    [cacheUsage(6000, 0), cacheUsage(0, 6000)],
    'full',
  ],
  ['prompt-caching', 'neither writes nor reads', [cacheUsage(0, 0), cacheUsage(0, 0)], 'none'],
  ['prompt-caching', 'written, but not read', [cacheUsage(6000, 0), cacheUsage(6000, 0)], 'unknown'],
  ['prompt-caching', 'both read the same', [cacheUsage(0, 6000), cacheUsage(0, 6000)], 'unknown'],
  ['prompt-caching', 'too few are read', [cacheUsage(3, 0), cacheUsage(0, 3)], 'unknown'],
  ['prompt-caching', 'nothing is said of a cache', [answered(), answered()], 'unknown'],
  ['prompt-caching', 'refused', [refused(400, 'cache_control: Extra inputs are not permitted')], 'none'],
  ['prompt-caching', 'the second fails', [cacheUsage(6000, 0), broken], 'unknown'],

  ['prompt-caching-1h', 'kept for an hour', [kept(6000, 0)], 'full'],
  ['prompt-caching-1h', 'kept for five minutes', [kept(0, 6000)], 'none'],
  ['prompt-caching-1h', 'too few are kept for an hour', [kept(3, 0)], 'unknown'],
  ['prompt-caching-1h', 'not kept at all', [kept(0, 0)], 'none'],
  ['prompt-caching-1h', 'kept, who knows how long', [cacheUsage(6000, 0)], 'unknown'],
  ['prompt-caching-1h', 'nothing is said', [answered()], 'unknown'],
  ['prompt-caching-1h', 'the ttl is refused', [refused(400, 'cache_control.ttl: unexpected')], 'none'],

  [
    'extended-thinking',
    'thought with its signature',
    [saying('4'), answered({ content: [{ type: 'thinking', signature: 'Eq' }] })],
    'full',
  ],
  [
    'extended-thinking',
    'hidden thought',
    [saying('4'), answered({ content: [{ type: 'redacted_thinking' }] })],
    'full',
  ],
  ['extended-thinking', 'not asked to think yet', [saying('4')], 'more'],
  [
    'extended-thinking',
    'it thinks without being asked',
    [answered({ content: [{ type: 'thinking', signature: 'Eq' }] })],
    'unknown',
  ],
  ['extended-thinking', 'without thinking it is refused', [refused(400, 'no')], 'unknown'],
  [
    'extended-thinking',
    'thought that later turns cannot use',
    [saying('4'), answered({ content: [{ type: 'thinking' }] })],
    'partial',
  ],
  ['extended-thinking', 'free to think, it did not', [saying('4'), saying('4')], 'more'],
  [
    'extended-thinking',
    'with a budget, it did not either',
    [saying('4'), saying('4'), saying('4')],
    'unknown',
  ],
  [
    'extended-thinking',
    'an older model did not in spite of a budget',
    [saying('4'), refused(400, 'no'), saying('4')],
    'none',
  ],
  [
    'extended-thinking',
    'an older model',
    [saying('4'), refused(400, 'adaptive'), answered({ content: [{ type: 'thinking', signature: 'E' }] })],
    'full',
  ],
  [
    'extended-thinking',
    'it is refused in both forms',
    [saying('4'), refused(400, 'no'), refused(400, 'thinking: not supported')],
    'none',
  ],
  [
    'extended-thinking',
    'free not to, and no budget is taken',
    [saying('4'), saying('4'), refused(400, 'use adaptive')],
    'unknown',
  ],

  ['interleaved-thinking', 'taken with the header', [answered()], 'more'],
  ['interleaved-thinking', 'taken with it, refused without', [answered(), refused(400, budget)], 'full'],
  ['interleaved-thinking', 'taken either way', [answered(), answered()], 'unknown'],
  [
    'interleaved-thinking',
    'refused without it for another reason',
    [answered(), refused(400, 'no')],
    'unknown',
  ],
  ['interleaved-thinking', 'refused in spite of it', [refused(400, budget)], 'none'],
  [
    'interleaved-thinking',
    'a model without budgets',
    [refused(400, 'thinking.type: use adaptive')],
    'unknown',
  ],
  ['interleaved-thinking', 'overloaded', [refused(529, 'Overloaded')], 'unknown'],

  ['effort', 'taken', [answered()], 'more'],
  [
    'effort',
    'a made-up level is refused',
    [answered(), refused(400, 'output_config.effort: Input should be')],
    'full',
  ],
  ['effort', 'a made-up level is taken too', [answered(), answered()], 'unknown'],
  // Seen on LiteLLM 1.109.1, which then drops the field itself.
  [
    'effort',
    'the gateway itself refuses a made-up level',
    [
      answered(),
      refused(
        400,
        "litellm.BadRequestError: BedrockException - litellm.BadRequestError: Unmapped reasoning effort: 'cgw-made-up'. Must be one of: 'minimal', 'low'",
      ),
    ],
    'unknown',
  ],
  [
    'effort',
    'the vendor refuses it behind a gateway',
    [
      answered(),
      refused(
        400,
        'litellm.BadRequestError: AnthropicException - {"type":"error","error":{"message":"output_config.effort: Input should be"}}',
      ),
    ],
    'full',
  ],
  ['effort', 'refused', [refused(400, 'output_config: Extra inputs are not permitted')], 'none'],
  [
    'effort',
    'a made-up level fails for another reason',
    [answered(), refused(400, 'no such model')],
    'unknown',
  ],
  ['effort', 'the server is overloaded', [answered(), refused(529, 'effort')], 'unknown'],

  [
    'context-management',
    'it tells what it cleared',
    [answered({ contextManagement: { applied_edits: [] } }), answered()],
    'full',
  ],
  [
    'context-management',
    'it tells the same of what is no edit',
    [
      answered({ contextManagement: { applied_edits: [] } }),
      answered({ contextManagement: { applied_edits: [] } }),
    ],
    'unknown',
  ],
  [
    'context-management',
    'it tells something, but not what it cleared',
    [answered({ contextManagement: {} }), answered()],
    'unknown',
  ],
  [
    'context-management',
    'an older model thinks within a budget only',
    [
      refused(400, 'adaptive thinking is not supported on this model'),
      refused(400, 'context_management.edits.0: tag'),
    ],
    'more',
  ],
  [
    'context-management',
    'an older model takes it',
    [
      refused(400, 'adaptive thinking is not supported on this model'),
      refused(400, 'context_management.edits.0: tag'),
      answered(),
    ],
    'full',
  ],
  [
    'context-management',
    'a model that does not think at all',
    [
      refused(400, 'adaptive thinking is not supported on this model'),
      refused(400, 'context_management.edits.0: tag'),
      refused(400, 'thinking is not supported on this model'),
    ],
    'unknown',
  ],
  ['context-management', 'it tells nothing', [answered()], 'more'],
  // Seen on LiteLLM 1.109.1 before Bedrock: it hands on the edits that it knows.
  ['context-management', 'a made-up edit is taken too', [answered(), answered()], 'unknown'],
  [
    'context-management',
    'a made-up edit is refused',
    [answered(), refused(400, 'context_management.edits.0: tag')],
    'full',
  ],
  [
    'context-management',
    'refused',
    [refused(400, 'context_management: Extra inputs are not permitted')],
    'none',
  ],

  [
    'fine-grained-tool-streaming',
    'a made-up value is refused',
    [answered(), refused(400, 'tools.0.custom.eager_input_streaming: Input should be a valid boolean')],
    'full',
  ],
  ['fine-grained-tool-streaming', 'a made-up value is taken too', [answered(), answered()], 'unknown'],
  // Seen on LiteLLM 1.109.1 before Bedrock, which drops the field.
  [
    'fine-grained-tool-streaming',
    'the gateway itself refuses a made-up value',
    [answered(), refused(400, 'litellm.UnsupportedParamsError: eager_input_streaming must be a boolean')],
    'unknown',
  ],

  [
    'tool-search',
    'it searched and found',
    [
      answered({
        content: [
          { type: 'server_tool_use', name: 'tool_search_tool_regex' },
          {
            type: 'tool_search_tool_result',
            result: {
              type: 'tool_search_tool_search_result',
              tool_references: [{ type: 'tool_reference', tool_name: 'get_weather' }],
            },
          },
        ],
      }),
    ],
    'full',
  ],
  [
    'tool-search',
    'another tool of the server',
    [answered({ content: [{ type: 'server_tool_use', name: 'web_search' }] })],
    'unknown',
  ],
  ['tool-search', 'it saw the tool without', [answered({ content: [{ type: 'tool_use' }] })], 'unknown'],
  ['tool-search', 'it did nothing of the kind', [saying('I cannot')], 'unknown'],
  ['tool-search', 'refused', [refused(400, 'defer_loading: Extra inputs are not permitted')], 'none'],

  ['structured-outputs', 'the form of the schema', [saying('{"fruit":"cgw-orange"}')], 'full'],
  ['structured-outputs', 'another word', [saying('{"fruit":"apple"}')], 'none'],
  ['structured-outputs', 'no JSON', [saying('Apple.')], 'none'],
  ['structured-outputs', 'refused', [refused(422, 'output_config.format')], 'none'],

  ['token-counting', 'there is no such place', [refused(404, 'Not Found')], 'none'],
  ['token-counting', 'not for this key', [refused(403, 'no')], 'unknown'],
  ['token-counting', 'a count alone', [counted(93)], 'more'],
  ['token-counting', 'two counts', [counted(93), counted(180)], 'more'],
  ['token-counting', 'too small for the text', [counted(0)], 'none'],
  ['token-counting', 'twice the text, the same count', [counted(93), counted(93)], 'none'],
  ['token-counting', 'the second fails', [counted(93), broken], 'unknown'],
  [
    'token-counting',
    'as many as were used',
    [counted(93), counted(180), answered({ usage: { input_tokens: 93 } })],
    'full',
  ],
  [
    'token-counting',
    'an estimate',
    [counted(60), counted(120), answered({ usage: { input_tokens: 93 } })],
    'partial',
  ],
  ['token-counting', 'nothing to compare with', [counted(93), counted(180), broken], 'unknown'],

  ['images-pdf', 'it saw both', [saying('7394, MARZIPAN')], 'full'],
  ['images-pdf', 'a colour that anybody could guess', [saying('red')], 'none'],
  ['images-pdf', 'only the picture', [saying('7,394, and I see no document')], 'partial'],
  ['images-pdf', 'only the document', [saying('MARZIPAN')], 'partial'],
  ['images-pdf', 'nothing', [saying('I cannot see pictures, sorry')], 'none'],
  ['images-pdf', 'both are refused', [refused(400, 'document: no')], 'more'],
  [
    'images-pdf',
    'a picture alone is taken',
    [refused(400, 'document: no'), saying('It is 7394.')],
    'partial',
  ],
  ['images-pdf', 'a picture is refused, too', [refused(400, 'no'), refused(400, 'image: no')], 'none'],

  ['context-1m', 'a long prompt is answered', [answered({ usage: { input_tokens: 221_000 } })], 'full'],
  [
    'context-1m',
    'it came out of a cache',
    [answered({ usage: { input_tokens: 5, cache_creation_input_tokens: 221_000 } })],
    'full',
  ],
  ['context-1m', 'it was cut', [answered({ usage: { input_tokens: 180_000 } })], 'unknown'],
  ['context-1m', 'too long', [refused(400, 'prompt is too long: 221000 tokens > 200000 maximum')], 'none'],
  ['context-1m', 'too large', [refused(413, 'Request too large')], 'none'],
  // Seen as the words of a rate limit, which a later minute lifts.
  [
    'context-1m',
    'too many in a minute',
    [refused(429, 'You exceeded the maximum input tokens per minute')],
    'unknown',
  ],
  ['context-1m', 'no money for it', [refused(400, 'Your credit balance is too low')], 'unknown'],
];

test.each(cases)('%s: %s', (feature, _, seen, expected) => {
  expect(verdictOn(feature, seen)).toBe(expected);
});

describe.each(probedFeatures.map(id => [id] as const))('%s', feature => {
  const probe = probeOf(feature);
  const requests = probe?.requests({ nonce: 'n', format: 'anthropic', toolSearchBeta: 'b' }) ?? [];

  /** As many of the same as it has requests. */
  const all = (exchange: Exchange): SeenExchanges => [exchange, ...requests.slice(1).map(() => exchange)];

  test('an answer that shows nothing is never said to be full', () => {
    expect(verdictOn(feature, all(answered()))).not.toBe('full');
    expect(verdictOn(feature, all(saying('pong')))).not.toBe('full');
  });

  test.each([
    ['silence', broken],
    ['429', refused(429, 'slow down')],
    ['529', refused(529, 'Overloaded')],
    ['500', refused(500, 'oops')],
    ['401', refused(401, 'no')],
    ['a budget of LiteLLM that is used up', refused(400, 'Budget has been exceeded! Current cost: 1.0')],
  ])('%s says nothing about it', (_, exchange) => {
    const probe = probeOf(feature);
    const first = probe?.decide([exchange]);
    // Some ask once more in another way before they give up.
    expect(first === undefined ? verdictOn(feature, all(exchange)) : first.state).toBe('unknown');
  });

  test('differs from run to run wherever a cache could answer', () => {
    const text = (nonce: string) =>
      JSON.stringify(probe?.requests({ nonce, format: 'anthropic', toolSearchBeta: 'b' }));
    if (text('one').includes('cache_control')) expect(text('one')).not.toBe(text('two'));
  });

  test('costs no more than it says', () => {
    // A token is three characters or more in these texts; output is bounded by max_tokens, but thinking may add.
    const input = requests.reduce((sum, { body }) => {
      const text = JSON.stringify(body).replace(/[A-Za-z0-9+/=]{200,}/g, '');
      return sum + text.length / 3.2;
    }, 0);
    const output = requests.reduce((sum, { body }) => sum + Number(body.max_tokens ?? 0), 0);
    expect(input).toBeLessThan((probe?.tokens.input ?? 0) * 1.3 + 500);
    expect(output).toBeLessThanOrEqual((probe?.tokens.output ?? 0) + 128);
  });
});

test.each([
  ['verbatim', refused(400, 'Unexpected value(s) `cgw-made-up-2020-01-01` for the `anthropic-beta` header.')],
  ['verbatim', refused(400, 'invalid beta flag')],
  // Seen with the real LiteLLM: the made-up one reached a server that heeds none.
  ['unknown', answered()],
  ['unknown', refused(400, 'credit balance is too low')],
  ['unknown', refused(529, 'beta')],
  ['unknown', broken],
] as const)('the relay is %s', (expected, seen) => {
  expect(judgeRelay(seen).relay).toBe(expected);
});

describe('what Claude Code sends in each format (data/routes)', () => {
  const betasIn = (feature: FeatureId, format: RequestFormat) =>
    probeOf(feature)
      ?.requests({ nonce: 'n', format, toolSearchBeta: 'b' })
      .flatMap(({ betas }) => betas);

  test.each(['bedrock', 'vertex'] as const)('%s: without the betas that it does not know', format => {
    for (const feature of ['prompt-caching-1h', 'structured-outputs', 'fine-grained-tool-streaming'] as const)
      expect([feature, betasIn(feature, format)]).toEqual([feature, []]);
    // Not at all: Claude Code does not use it there.
    expect(probeOf('context-management')?.requests({ nonce: 'n', format, toolSearchBeta: 'b' })).toEqual([]);
  });

  test('Bedrock gets effort as a field alone, the others with its beta', () => {
    expect(betasIn('effort', 'bedrock')).toEqual([]);
    expect(betasIn('effort', 'vertex')).toContain('effort-2025-11-24');
    expect(betasIn('effort', 'anthropic')).toContain('effort-2025-11-24');
  });

  test('the Anthropic format has its betas, and the edit that Claude Code makes', () => {
    expect(betasIn('prompt-caching-1h', 'anthropic')).toEqual(['extended-cache-ttl-2025-04-11']);
    expect(betasIn('structured-outputs', 'anthropic')).toEqual(['structured-outputs-2025-11-13']);
    const [first] =
      probeOf('context-management')?.requests({ nonce: 'n', format: 'anthropic', toolSearchBeta: 'b' }) ?? [];
    expect(first?.body.context_management).toEqual({ edits: [{ type: 'clear_thinking_20251015' }] });
  });
});

describe('the model of an answer', () => {
  test.each([
    ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929', true],
    ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5-20250929', true],
    ['us.anthropic.claude-opus-5-5', 'claude-opus-5-5', true],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929', true],
    ['anthropic/claude-sonnet-4.5', 'claude-sonnet-4-5', true],
    ['claude-3-5-sonnet-latest', 'claude-3-5-sonnet-20241022', true],
    ['claude-opus-5-5', 'anthropic/claude-opus-5-5', true],
    ['claude-opus-5-5', '', true],
    ['our-best', 'gpt-4o-mini', true],
    ['claude-prod', 'claude-opus-5-5', true],
    ['claude-opus-5-5', 'gpt-4o-mini', false],
    ['claude-opus-5-5', 'claude-haiku-5-5', false],
    ['claude-sonnet-4-5', 'claude-sonnet-4-20250514', false],
  ])('%s is asked, %s answers: %p', (asked, answers, expected) => {
    expect(isPlausibleModel(asked, answers)).toBe(expected);
  });
});
