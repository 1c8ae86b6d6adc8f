import { asRecord } from '../../../src/base/json.ts';
import { serverSentEvents } from '../../live/recorder/message.ts';

/** A request as it reaches the upstream, headers in lower case. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
};

type Body = { readonly [key: string]: unknown };

/** Betas that the Messages API knows, as far as the probes go. */
const known = [
  'interleaved-thinking-2025-05-14',
  'extended-cache-ttl-2025-04-11',
  'effort-2025-11-24',
  'context-management-2025-06-27',
  'fine-grained-tool-streaming-2025-05-14',
  'advanced-tool-use-2025-11-20',
  'tool-search-tool-2025-10-19',
  'structured-outputs-2025-11-13',
  'context-1m-2025-08-07',
];

/**
 * The Messages API as documented, as far as the probes go: strict about betas and fields, and with a cache. A new one
 * for each server, because it remembers.
 */
export function createUpstream(): (asked: Asked) => Response {
  const cached = new Set<string>();
  return asked => {
    const path = asked.path.replace(/\?.*$/, '');
    if (path === '/v1/models')
      return Response.json({
        data: ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5', 'claude-fable-5-2'].map(id => ({
          id,
        })),
        has_more: false,
      });
    if (path === '/v1/messages/count_tokens') return Response.json({ input_tokens: tokensOf(asked.body) });
    if (path !== '/v1/messages') return refusal(404, 'not_found_error', 'Not found');
    const problem = problemWith(asked);
    return problem === undefined
      ? answer(asked.body, cached)
      : refusal(400, 'invalid_request_error', problem);
  };
}

export function refusal(status: number, type: string, message: string): Response {
  return Response.json({ type: 'error', error: { type, message } }, { status });
}

function betasOf({ headers }: Asked): string[] {
  return (headers['anthropic-beta'] ?? '').split(',').filter(each => each !== '');
}

function problemWith(asked: Asked): string | undefined {
  const { body } = asked;
  const betas = betasOf(asked);
  const odd = betas.find(each => !known.includes(each));
  if (odd !== undefined) return `Unexpected value(s) \`${odd}\` for the \`anthropic-beta\` header.`;
  const needs = (beta: string, field: string) =>
    betas.some(each => each.startsWith(beta)) ? undefined : `${field}: Extra inputs are not permitted`;
  const { effort, format } = asRecord(body.output_config);
  if (effort !== undefined) {
    const missing = needs('effort', 'output_config.effort');
    if (missing !== undefined) return missing;
    if (!['low', 'medium', 'high', 'xhigh', 'max'].includes(String(effort)))
      return "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'";
  }
  if (format !== undefined) {
    const missing = needs('structured-outputs', 'output_config.format');
    if (missing !== undefined) return missing;
  }
  if (body.context_management !== undefined) {
    const missing = needs('context-management', 'context_management');
    if (missing !== undefined) return missing;
    const [edit] = list(asRecord(body.context_management).edits);
    if (!String(asRecord(edit).type).startsWith('clear_'))
      return 'context_management.edits.0: Input tag does not match any of the expected tags';
    if (asRecord(edit).type === 'clear_thinking_20251015' && body.thinking === undefined)
      return 'context_management.edits.0: `clear_thinking_20251015` strategy requires `thinking` to be enabled';
  }
  for (const tool of list(body.tools).map(asRecord)) {
    if (tool.eager_input_streaming !== undefined && typeof tool.eager_input_streaming !== 'boolean')
      return 'tools.0.custom.eager_input_streaming: Input should be a valid boolean';
    if (tool.defer_loading !== undefined) {
      const missing = needs('advanced-tool-use', 'tools.1.custom.defer_loading');
      if (missing !== undefined) return missing;
    }
  }
  const { type, budget_tokens: budget } = asRecord(body.thinking);
  if (
    type === 'enabled' &&
    Number(budget) >= Number(body.max_tokens) &&
    !betas.includes('interleaved-thinking-2025-05-14')
  )
    return '`max_tokens` must be greater than `thinking.budget_tokens`.';
  return undefined;
}

function answer(body: Body, cached: Set<string>): Response {
  const model = String(body.model);
  const { creation, hours, read } = caching(body, cached);
  const usage = {
    input_tokens: tokensOf(body),
    output_tokens: 1,
    cache_creation_input_tokens: creation,
    cache_read_input_tokens: read,
    cache_creation: {
      ephemeral_5m_input_tokens: creation - hours,
      ephemeral_1h_input_tokens: hours,
    },
  };
  const blocks = contentOf(body);
  const events = [
    {
      type: 'message_start',
      message: { id: 'msg_1', type: 'message', role: 'assistant', model, content: [], usage },
    },
    ...blocks.flatMap((block, index) => [
      { type: 'content_block_start', index, content_block: { ...block.start } },
      ...block.deltas.map(delta => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: 9 },
      ...(body.context_management === undefined ? {} : { context_management: { applied_edits: [] } }),
    },
    { type: 'message_stop' },
  ];
  return serverSentEvents(events);
}

type Block = { readonly start: object; readonly deltas: readonly object[] };

function contentOf(body: Body): Block[] {
  const text = (words: string): Block => ({
    start: { type: 'text', text: '' },
    deltas: [{ type: 'text_delta', text: words }],
  });
  const blocks: Block[] = [];
  if (body.thinking !== undefined)
    blocks.push({
      start: { type: 'thinking', thinking: '', signature: '' },
      deltas: [
        { type: 'thinking_delta', thinking: 'so be it' },
        { type: 'signature_delta', signature: 'EqQB' },
      ],
    });
  const tools = list(body.tools).map(asRecord);
  if (tools.some(({ type }) => String(type).startsWith('tool_search'))) {
    const found = tools.filter(tool => tool.defer_loading === true);
    const use = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'tool_search_tool_regex', input: {} };
    const content = {
      type: 'tool_search_tool_search_result',
      tool_references: found.map(({ name }) => ({ type: 'tool_reference', tool_name: name })),
    };
    blocks.push(
      { start: use, deltas: [{ type: 'input_json_delta', partial_json: '{"pattern":"weather"}' }] },
      { start: { type: 'tool_search_tool_result', tool_use_id: use.id, content }, deltas: [] },
    );
    return blocks;
  }
  const format = asRecord(asRecord(body.output_config).format);
  if (format.type === 'json_schema') {
    const properties = asRecord(asRecord(format.schema).properties);
    const [word] = list(asRecord(properties.fruit).enum);
    blocks.push(text(JSON.stringify({ fruit: word })));
    return blocks;
  }
  const inner = list(asRecord(list(body.messages)[0]).content).map(asRecord);
  const seen = inner.flatMap(({ type }) =>
    type === 'image' ? ['7394'] : type === 'document' ? ['MARZIPAN'] : [],
  );
  blocks.push(text(seen.length > 0 ? seen.join(', ') : 'pong'));
  return blocks;
}

function caching(body: Body, cached: Set<string>): { creation: number; hours: number; read: number } {
  const [system] = list(body.system).map(asRecord);
  const control = asRecord(system?.cache_control);
  if (control.type !== 'ephemeral') return { creation: 0, hours: 0, read: 0 };
  const text = String(system?.text);
  if (cached.has(text)) return { creation: 0, hours: 0, read: 6_000 };
  cached.add(text);
  return { creation: 6_000, hours: control.ttl === '1h' ? 6_000 : 0, read: 0 };
}

/** A count that goes by the messages alone. */
function tokensOf(body: Body): number {
  return 11 + Math.round(Buffer.byteLength(JSON.stringify(body.messages ?? [])) / 2.3);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
