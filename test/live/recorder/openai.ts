import { parseObject } from '../../../src/base/json.ts';
import { identifier } from './message.ts';
import type { Answer, RecordedRequest, Vendor } from './types.ts';

/** OpenAI’s two ways to ask a model: chat completions, and responses. */
export const openai: Vendor = {
  isModelCall,
  reply,
  refuse: message => Response.json({ error: { message, type: 'invalid_request_error' } }, { status: 400 }),
};

function isModelCall({ method, path }: RecordedRequest): boolean {
  return method === 'POST' && /^\/v1\/(chat\/completions|responses)$/.test(path);
}

function reply(request: RecordedRequest, answer: Answer): Response {
  if (request.path === '/v1/responses/input_tokens') return Response.json({ input_tokens: 3 });
  if (!isModelCall(request)) return Response.json({ error: { message: 'Not found' } }, { status: 404 });
  const { model, stream } = parseObject(request.body) ?? {};
  const events = request.path.endsWith('/responses')
    ? responseEvents(String(model), answer)
    : completionEvents(String(model), answer, stream === true);
  return stream === true ? eventStream(events) : Response.json(whole(events.at(-1)));
}

type Event = { readonly type?: string; readonly response?: object };

/** What a client that does not stream gets: of a response the end has all of it. */
function whole(last: Event | undefined): object {
  return last?.response ?? last ?? {};
}

function eventStream(events: readonly Event[]): Response {
  const lines = events.map(event => {
    const name = event.type === undefined ? '' : `event: ${event.type}\n`;
    return `${name}data: ${JSON.stringify(event)}\n\n`;
  });
  const end = events[0]?.type === undefined ? 'data: [DONE]\n\n' : '';
  return new Response(`${lines.join('')}${end}`, { headers: { 'content-type': 'text/event-stream' } });
}

const created = 1_790_000_000;

function completionEvents(model: string, answer: Answer, streams: boolean): Event[] {
  const call =
    typeof answer === 'string'
      ? undefined
      : { index: 0, id: identifier('call'), type: 'function', function: named(answer) };
  const content = typeof answer === 'string' ? answer : null;
  const message = { role: 'assistant', content, ...(call && { tool_calls: [call] }) };
  const usage = { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 };
  const reason = call === undefined ? 'stop' : 'tool_calls';
  const head = { id: identifier('chatcmpl'), created, model };
  if (!streams)
    return [
      {
        ...head,
        object: 'chat.completion',
        choices: [{ index: 0, message, finish_reason: reason }],
        usage,
      } as Event,
    ];
  const chunk = (delta: object, finish: string | null) =>
    ({
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason: finish }],
    }) as Event;
  return [chunk(message, null), chunk({}, reason), { ...chunk({}, null), choices: [], usage } as Event];
}

function responseEvents(model: string, answer: Answer): Event[] {
  const item =
    typeof answer === 'string'
      ? text(answer)
      : {
          type: 'function_call',
          id: identifier('fc'),
          call_id: identifier('call'),
          status: 'completed',
          ...named(answer),
        };
  const usage = {
    input_tokens: 3,
    output_tokens: 1,
    total_tokens: 4,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  };
  const response = {
    id: identifier('resp'),
    object: 'response',
    created_at: created,
    model,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
  };
  const at = { output_index: 0, item_id: item.id };
  const parts =
    typeof answer === 'string'
      ? [{ type: 'response.output_text.delta', ...at, content_index: 0, delta: answer }]
      : [
          { type: 'response.function_call_arguments.delta', ...at, delta: named(answer).arguments },
          { type: 'response.function_call_arguments.done', ...at, arguments: named(answer).arguments },
        ];
  const opened = typeof answer === 'string' ? { ...item, content: [] } : { ...item, arguments: '' };
  return [
    { type: 'response.created', response: { ...response, status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', output_index: 0, item: opened } as Event,
    ...parts,
    { type: 'response.output_item.done', output_index: 0, item } as Event,
    { type: 'response.completed', response: { ...response, status: 'completed', output: [item], usage } },
  ];
}

function text(words: string) {
  const content = [{ type: 'output_text', text: words, annotations: [] }];
  return { type: 'message', id: identifier('msg'), status: 'completed', role: 'assistant', content };
}

function named({ tool, input }: Exclude<Answer, string>) {
  return { name: tool, arguments: JSON.stringify(input) };
}
