import { parseObject } from '../../../src/base/json.ts';
import { eventStream } from './bedrock.ts';
import { identifier, type MessageEvent, messageEvents, serverSentEvents } from './message.ts';
import type { RecordedRequest, RecorderFormat, RecorderOptions } from './types.ts';

/**
 * Has Claude Code run a command by its Bash tool, once or more often: the answer to the first requests of a conversation
 * that offers that tool. What follows is answered as ever, which ends the turn.
 */
export function bashCall(
  format: RecorderFormat,
  command: string,
  times = 1,
): NonNullable<RecorderOptions['intercept']> {
  return async request => {
    if (!offersBash(request) || toolResults(request).length >= times) return undefined;
    const events = toolUseEvents('Bash', { command, description: 'look around' });
    return format === 'bedrock' ? eventStream(events) : serverSentEvents(events);
  };
}

/** What the tools of a conversation have answered so far. */
function toolResults({ body }: RecordedRequest): string[] {
  const messages = parseObject(body)?.messages;
  if (!Array.isArray(messages)) return [];
  const blocks = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  return blocks.flatMap(block => (block.type === 'tool_result' ? [textOf(block.content)] : []));
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function offersBash({ body }: RecordedRequest): boolean {
  const tools = parseObject(body)?.tools;
  return Array.isArray(tools) && tools.some(tool => tool?.name === 'Bash');
}

/** The events of an answer that calls a tool: those of a text, with another block. */
function toolUseEvents(name: string, input: object): MessageEvent[] {
  const id = identifier('toolu');
  const instead: { readonly [type: string]: object } = {
    content_block_start: { index: 0, content_block: { type: 'tool_use', id, name, input: {} } },
    content_block_delta: {
      index: 0,
      delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) },
    },
    message_delta: { delta: { stop_reason: 'tool_use', stop_sequence: null }, usage: { output_tokens: 1 } },
  };
  return messageEvents('scripted', '').map(({ type, ...rest }) => ({ type, ...(instead[type] ?? rest) }));
}
