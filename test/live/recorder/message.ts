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

/** A finished assistant message with one text block. */
export function finishedMessage(model: string, answer: string): object {
  return {
    ...emptyMessage(model),
    content: [{ type: 'text', text: answer }],
    stop_reason: 'end_turn',
  };
}

/** The events that stream the same message. */
export function messageEvents(model: string, answer: string): MessageEvent[] {
  const started = { type: 'message_start', message: emptyMessage(model) };
  const opened = {
    type: 'content_block_start',
    index: 0,
    content_block: { type: 'text', text: '' },
  };
  const text = {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: answer },
  };
  const closed = { type: 'content_block_stop', index: 0 };
  const ended = {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: usage.output_tokens },
  };
  return [started, opened, text, closed, ended, { type: 'message_stop' }];
}

/** Events as server-sent events. */
export function serverSentEvents(events: readonly MessageEvent[]): Response {
  const text = events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  return new Response(text.join(''), {
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  });
}

function emptyMessage(model: string): object {
  return {
    id: `msg_${crypto.randomUUID().replaceAll('-', '')}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
}
