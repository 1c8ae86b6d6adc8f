import type { Answer } from './types.ts';

/** One event of a streamed answer. */
export interface MessageEvent {
  readonly type: string;
}

const usage = {
  input_tokens: 3,
  output_tokens: 1,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** A finished assistant message with one block. */
export function finishedMessage(model: string, answer: Answer): object {
  const content =
    typeof answer === 'string'
      ? { type: 'text', text: answer }
      : { ...toolUse(answer.tool), input: answer.input };
  return { ...emptyMessage(model), content: [content], stop_reason: stopReason(answer) };
}

/** Why the model stops after this. */
export function stopReason(answer: Answer): 'end_turn' | 'tool_use' {
  return typeof answer === 'string' ? 'end_turn' : 'tool_use';
}

/** The events that stream the same message. */
export function messageEvents(model: string, answer: Answer): MessageEvent[] {
  const [block, delta] =
    typeof answer === 'string'
      ? [
          { type: 'text', text: '' },
          { type: 'text_delta', text: answer },
        ]
      : [
          { ...toolUse(answer.tool), input: {} },
          { type: 'input_json_delta', partial_json: JSON.stringify(answer.input) },
        ];
  const started = { type: 'message_start', message: emptyMessage(model) };
  const opened = { type: 'content_block_start', index: 0, content_block: block };
  const content = { type: 'content_block_delta', index: 0, delta };
  const closed = { type: 'content_block_stop', index: 0 };
  const ended = {
    type: 'message_delta',
    delta: { stop_reason: stopReason(answer), stop_sequence: null },
    usage: { output_tokens: usage.output_tokens },
  };
  return [started, opened, content, closed, ended, { type: 'message_stop' }];
}

/** Events as server-sent events. */
export function serverSentEvents(events: readonly MessageEvent[]): Response {
  const text = events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  return new Response(text.join(''), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  });
}

function toolUse(name: string): object {
  return { type: 'tool_use', id: identifier('toolu'), name };
}

/** An id as Anthropic and OpenAI make them. */
export function identifier(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`;
}

function emptyMessage(model: string): object {
  return {
    id: identifier('msg'),
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
}
