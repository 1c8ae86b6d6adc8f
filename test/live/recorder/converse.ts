import { encodeMessage } from './eventstream.ts';
import { stopReason } from './message.ts';
import type { Answer } from './types.ts';

const usage = { inputTokens: 3, outputTokens: 1, totalTokens: 4 };
const metrics = { latencyMs: 1 };

/** The answer of Bedrock’s Converse. */
export function converseMessage(answer: Answer): object {
  const block =
    typeof answer === 'string'
      ? { text: answer }
      : { toolUse: { ...toolUse(answer.tool), input: answer.input } };
  return {
    output: { message: { role: 'assistant', content: [block] } },
    stopReason: stopReason(answer),
    usage,
    metrics,
  };
}

/** The same as ConverseStream sends it: each event is a message of its own kind. */
export function converseStream(answer: Answer): Response {
  const text = typeof answer === 'string';
  const events: readonly (readonly [string, object])[] = [
    ['messageStart', { role: 'assistant' }],
    ...(text
      ? []
      : [['contentBlockStart', { contentBlockIndex: 0, start: { toolUse: toolUse(answer.tool) } }] as const]),
    [
      'contentBlockDelta',
      {
        contentBlockIndex: 0,
        delta: text ? { text: answer } : { toolUse: { input: JSON.stringify(answer.input) } },
      },
    ],
    ['contentBlockStop', { contentBlockIndex: 0 }],
    ['messageStop', { stopReason: stopReason(answer) }],
    ['metadata', { usage, metrics }],
  ];
  return new Response(Buffer.concat(events.map(([type, payload]) => event(type, payload))), {
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
  });
}

function event(type: string, payload: object): Uint8Array {
  const headers = { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' };
  return encodeMessage(headers, Buffer.from(JSON.stringify(payload)));
}

function toolUse(name: string): object {
  return { toolUseId: `tooluse_${crypto.randomUUID().replaceAll('-', '')}`, name };
}
