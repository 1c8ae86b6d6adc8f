import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import {
  advisorPlayed,
  byModel,
  decide,
  type Heard,
  interleavedAnyway,
  type Measured,
  onlyWhenAsked,
} from '../live/lab/decide.ts';
import { type SeenFeature, seenFeatures } from '../live/lab/features.ts';
import { type Asked, asked } from '../live/lab/message.ts';
import { type VendorId, vendorIds } from '../live/lab/vendors.ts';

/** A request of the Messages API. */
function request(body: object, ...betas: readonly string[]): Asked {
  const found = asked({
    method: 'POST',
    path: '/v1/messages',
    headers: { 'anthropic-beta': betas.join(', ') },
    body: JSON.stringify(body),
  });
  if (found === undefined) throw new Error('no JSON object');
  return found;
}

function heard(sent: Asked, received: Asked | undefined, more: Partial<Heard> = {}): Heard {
  const arrived = received === undefined ? [] : [received];
  return {
    sent: [sent],
    received: arrived,
    refusal: undefined,
    failure: undefined,
    asker: 'Claude Code',
    ...more,
  };
}

const effort = { output_config: { effort: 'high' } };
const effortBeta = 'effort-2025-11-24';
const context = { context_management: { edits: [{ type: 'clear_thinking_20251015' }] } };
const contextBeta = 'context-management-2025-06-27';
const search = { tools: [{ name: 'mcp__lab__echo', defer_loading: true }], r: { type: 'tool_reference' } };
const searchPlain = { tools: [{ name: 'mcp__lab__echo' }] };
const cache = (marks: number) => ({ system: Array(marks).fill({ cache_control: { type: 'ephemeral' } }) });

type Case = readonly [string, SeenFeature, VendorId, Heard, Partial<Measured>];

const cases: readonly Case[] = [
  [
    'header and field arrive',
    'effort',
    'anthropic',
    heard(request(effort, effortBeta), request(effort, effortBeta)),
    { state: 'full', loss: '' },
  ],
  [
    'header dropped, and the vendor’s pages say it is not needed',
    'effort',
    'bedrock',
    heard(request(effort, effortBeta), request(effort)),
    { state: 'full', loss: '' },
  ],
  [
    'header dropped, and nobody says whether it is needed',
    'effort',
    'vertex',
    heard(request(effort, effortBeta), request(effort)),
    { state: 'unknown' },
  ],
  [
    'header dropped that is needed, and no field to make it loud',
    'context-1m',
    'bedrock',
    heard(request({}, 'context-1m-2025-08-07'), request({})),
    { state: 'none', shows: 'silent' },
  ],
  [
    'field dropped, header kept',
    'context-management',
    'bedrock',
    heard(request(context, contextBeta), request({}, contextBeta)),
    { state: 'none', shows: 'silent', why: 'context_management.edits dropped on the way' },
  ],
  [
    'some of the fields dropped',
    'tool-search',
    'bedrock',
    heard(request(search, 'advanced-tool-use-2025-11-20'), request(searchPlain)),
    { state: 'partial', shows: 'silent', why: 'tools[].defer_loading, tool_reference dropped on the way' },
  ],
  [
    'the header under the vendor’s other name for it',
    'tool-search',
    'vertex',
    heard(request(search, 'advanced-tool-use-2025-11-20'), request(search, 'tool-search-tool-2025-10-19')),
    { state: 'full', why: 'arrives, the header as tool-search-tool-2025-10-19' },
  ],
  [
    'refused by the vendor',
    'context-management',
    'vertex',
    heard(request(context, contextBeta), request(context), { refusal: 'Extra inputs', failure: 'API Error' }),
    { state: 'none', shows: 'loud', why: 'a 400: Extra inputs' },
  ],
  [
    'refused by the gateway, which asks nobody',
    'effort',
    'bedrock',
    heard(request(effort), undefined, { failure: 'litellm.BadRequestError: No effort here. Try less.' }),
    { state: 'none', shows: 'loud', why: 'the gateway refuses it: No effort here' },
  ],
  [
    'lost without a word: nothing arrives and nobody complains',
    'effort',
    'bedrock',
    heard(request(effort), undefined),
    { state: 'none', shows: 'silent' },
  ],
  [
    'never sent',
    'effort',
    'anthropic',
    heard(request({}), request({})),
    { state: 'none', why: 'Claude Code does not send it here' },
  ],
  [
    'refused by the vendor, and asked again without it',
    'tool-search',
    'foundry',
    heard(request({ tools: [{ name: 'mcp__lab__echo', defer_loading: true }] }), request({}), {
      recovered: 'tools: defer_loading: Extra inputs',
    }),
    { state: 'none', shows: 'silent', why: 'a 400, then without it: tools: defer_loading: Extra inputs' },
  ],
  [
    'not sent, because all of it was refused before',
    'mcp-tools',
    'bedrock',
    heard(request({}), undefined, { failure: 'API Error: 400 no' }),
    { state: 'none', shows: 'loud', why: 'the gateway refuses it: API Error: 400 no' },
  ],
  [
    'sent in part, and that dropped on the way',
    'tool-search',
    'openai',
    heard(
      request({ tools: [{ name: 't', defer_loading: true }] }, 'advanced-tool-use-2025-11-20'),
      request({}),
    ),
    { state: 'none', shows: 'silent', why: 'tools[].defer_loading dropped on the way' },
  ],
  [
    'fewer cache marks than were sent',
    'prompt-caching',
    'bedrock',
    heard(request(cache(3)), request(cache(2))),
    { state: 'partial', why: '1 of 3 marks dropped on the way' },
  ],
  [
    'a field that the gateway turned into its older beta',
    'fine-grained-tool-streaming',
    'bedrock',
    heard(
      request({ tools: [{ name: 't', eager_input_streaming: true }] }),
      request({}, 'fine-grained-tool-streaming-2025-05-14'),
    ),
    { state: 'full' },
  ],
  [
    'all cache marks',
    'prompt-caching',
    'bedrock',
    heard(request(cache(3)), request(cache(3))),
    { state: 'full' },
  ],
];

describe('the state of a feature', () => {
  test.each(cases)('%s', (_, feature, vendor, what, expected) => {
    expect(decide(feature, vendor, what)).toMatchObject(expected);
  });

  test('says what is lost exactly where it is not full, in the length of a cell', () => {
    const requests = [
      request({}),
      request(effort, effortBeta),
      request(context),
      request(search),
      request(cache(1)),
    ];
    const some = fc.subarray(requests);
    const words = fc.option(fc.string({ minLength: 1, maxLength: 400 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.constantFrom(...seenFeatures),
        fc.constantFrom(...vendorIds),
        fc.record({
          sent: some,
          received: some,
          refusal: words,
          failure: words,
          asker: fc.constant('by hand' as const),
        }),
        (feature, vendor, what) => {
          const { state, loss, why, shows } = decide(feature, vendor, what);
          expect(loss === '').toBe(state === 'full');
          expect(why.length).toBeWithin(1, 91);
          expect(shows === undefined).toBe(state === 'full' || state === 'unknown');
          expect(state === 'full' && what.received.length === 0).toBe(false);
        },
      ),
    );
  });
});

describe('two runs together', () => {
  const lost = decide('context-1m', 'bedrock', heard(request({}, 'context-1m-2025-08-07'), request({})));
  const full: Measured = {
    state: 'full',
    loss: '',
    why: 'x',
    asked: 'Claude Code',
    sent: 'x',
    answer: '200',
  };

  test('interleaved thinking without its header is partly there where adaptive thinking arrives', () => {
    expect(interleavedAnyway(lost, full).state).toBe('partial');
    expect(interleavedAnyway(lost, lost).state).toBe('none');
    expect(interleavedAnyway({ ...lost, shows: 'loud' }, full).state).toBe('none');
    expect(interleavedAnyway(full, full)).toBe(full);
  });

  test('what arrives only when it is asked for is partly there', () => {
    expect(onlyWhenAsked(lost, full)).toMatchObject({ state: 'partial', loss: lost.loss });
    expect(onlyWhenAsked(full, full).state).toBe('full');
    expect(onlyWhenAsked(lost, lost).state).toBe('none');
  });

  test('an advisor is played where its tool is lost and another of that name arrives, not where a request is refused', () => {
    const received = [request({ tools: [{ name: 'advisor' }] })];
    expect(advisorPlayed(lost, received).state).toBe('partial');
    expect(advisorPlayed(lost, [request({})])).toBe(lost);
    const refused: Measured = { ...lost, shows: 'loud' };
    expect(advisorPlayed(refused, received)).toBe(refused);
  });

  test('what is lost for one of two models, whichever was asked first, depends on the model', () => {
    const found = { ...lost, state: 'partial', why: `with haiku: ${lost.why}` } as const;
    expect(byModel(['haiku', lost], ['opus', full])).toEqual(found);
    expect(byModel(['opus', full], ['haiku', lost])).toEqual(found);
    expect(byModel(['opus', lost], ['haiku', lost])).toEqual(lost);
    expect(byModel(['opus', full], ['haiku', full])).toEqual(full);
    // An error of the gateway says nothing of the model.
    expect(byModel(['opus', full], ['haiku', { ...lost, shows: 'loud' }])).toEqual(full);
  });
});

describe('a request of another dialect', () => {
  test('of Bedrock has its betas in the body; those of the header do not count', () => {
    const found = asked({
      method: 'POST',
      path: '/model/m/invoke',
      headers: { 'anthropic-beta': 'a' },
      body: JSON.stringify({ anthropic_beta: ['b'] }),
    });
    expect(found?.betas).toEqual(['b']);
  });

  test('of Converse has Claude’s own fields apart, and its tools inside a specification', () => {
    const found = asked({
      method: 'POST',
      path: '/model/m/converse-stream',
      headers: {},
      body: JSON.stringify({
        toolConfig: { tools: [{ toolSpec: { name: 't' } }, { cachePoint: {} }] },
        additionalModelRequestFields: { anthropic_beta: ['b'], thinking: { type: 'adaptive' } },
      }),
    });
    expect(found).toMatchObject({ betas: ['b'], tools: ['t'], body: { thinking: { type: 'adaptive' } } });
  });

  test('that is not a JSON object is nothing', () => {
    for (const body of ['', '[]', 'x'])
      expect(asked({ method: 'POST', path: '/', headers: {}, body })).toBeUndefined();
  });
});
