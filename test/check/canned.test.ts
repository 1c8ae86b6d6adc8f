import { afterAll, expect, test } from 'bun:test';
import { serverSentEvents } from '../live/recorder/message.ts';
import { setUp } from '../support/set-up.ts';
import { checked } from './support/checked.ts';
import { type Server, serve } from './support/server.ts';

setUp();

const servers: Server[] = [];
afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()));
});

/** One message for everything, with a bit of every feature in it. */
function canned(model: unknown, content: readonly object[]): Response {
  const usage = {
    input_tokens: 0,
    output_tokens: 1,
    cache_creation_input_tokens: 3,
    cache_read_input_tokens: 3,
    cache_creation: { ephemeral_1h_input_tokens: 3, ephemeral_5m_input_tokens: 3 },
  };
  const events = [
    { type: 'message_start', message: { type: 'message', role: 'assistant', model, content: [], usage } },
    ...content.flatMap((block, index) => [
      { type: 'content_block_start', index, content_block: block },
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: 9 },
      context_management: { applied_edits: [] },
    },
    { type: 'message_stop' },
  ];
  return serverSentEvents(events);
}

const search = { type: 'tool_search_tool_result', tool_use_id: 's' };

test.each([
  ['a search for something else', [{ type: 'server_tool_use', id: 's', name: 'web_search', input: {} }]],
  [
    'a search that failed',
    [
      { type: 'server_tool_use', id: 's', name: 'tool_search_tool_regex', input: {} },
      { ...search, content: { type: 'tool_search_tool_result_error', error_code: 'unavailable' } },
    ],
  ],
  [
    'a search that found another tool',
    [
      {
        ...search,
        content: {
          type: 'tool_search_tool_search_result',
          tool_references: [{ type: 'tool_reference', tool_name: 'tool_search_tool_regex' }],
        },
      },
    ],
  ],
])('a server that says the same to everything, with %s, has no feature in full', async (_, blocks) => {
  const server = serve(asked => {
    if (asked.path.startsWith('/v1/messages/count_tokens')) return Response.json({ input_tokens: 0 });
    return asked.path.startsWith('/v1/messages')
      ? canned(asked.body.model, [
          { type: 'thinking', thinking: 'hm', signature: 'EqQB' },
          { type: 'text', text: 'pong, red' },
          ...blocks,
        ])
      : asked;
  });
  servers.push(server);
  const { full, step } = await checked(server.url);
  expect(step('answered')).toMatchObject({ state: 'ok' });
  expect(full).toEqual(['model-discovery']);
});

test('a count that is always the same is none', async () => {
  const server = serve(asked =>
    asked.path.startsWith('/v1/messages/count_tokens') ? Response.json({ input_tokens: 140 }) : asked,
  );
  servers.push(server);
  const { feature } = await checked(server.url);
  expect(feature('token-counting')).toBe('none');
});

test('an empty message is no answer', async () => {
  const server = serve(asked =>
    asked.path.startsWith('/v1/messages') ? canned(asked.body.model, []) : asked,
  );
  servers.push(server);
  const { step, report, result } = await checked(server.url);
  expect(step('answered')).toMatchObject({ state: 'failed' });
  expect(step('answered')?.what).not.toContain('ms');
  expect(report.features.filter(({ id }) => id !== 'model-discovery')).toEqual([]);
  expect(result.exit).toBe(5);
});

test('an answer of another model is told', async () => {
  const server = serve(asked =>
    asked.path.startsWith('/v1/messages') && !asked.path.includes('count')
      ? canned('gpt-4o-mini', [{ type: 'text', text: 'pong' }])
      : asked,
  );
  servers.push(server);
  const { step } = await checked(server.url);
  expect(step('answered')).toMatchObject({ state: 'warning' });
  expect(step('answered')?.what).toContain('gpt-4o-mini');
});
