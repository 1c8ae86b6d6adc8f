import { parseObject } from '../../../src/base/json.ts';
import { converseMessage, converseStream } from './converse.ts';
import { encodeMessage } from './eventstream.ts';
import { finishedMessage, type MessageEvent, messageEvents } from './message.ts';
import type { Answer, RecordedRequest, Vendor } from './types.ts';

/** The Bedrock runtime, and the one control-plane call that Claude Code makes. */
export const bedrock: Vendor = {
  isModelCall,
  reply,
  refuse: message => refusal(400, 'ValidationException', message),
};

const modelPath =
  /^\/model\/(?<model>[^/]+)\/(?<action>invoke|invoke-with-response-stream|converse|converse-stream|count-tokens)$/;
const profilesPath = /^\/inference-profiles(?:\?|$)/;

function isModelCall(request: RecordedRequest): boolean {
  return request.method === 'POST' && modelPath.test(request.path) && !request.path.endsWith('/count-tokens');
}

function reply(request: RecordedRequest, answer: Answer): Response {
  if (request.method === 'GET' && profilesPath.test(request.path)) {
    return Response.json({ inferenceProfileSummaries: [] });
  }
  const { model, action } = modelPath.exec(request.path)?.groups ?? {};
  if (request.method !== 'POST' || model === undefined) {
    return refusal(404, 'UnknownOperationException', 'Unknown operation');
  }
  if (action === 'count-tokens') return Response.json({ inputTokens: 3 });
  if (action === 'converse') return Response.json(converseMessage(answer));
  if (action === 'converse-stream') return converseStream(answer);
  const { anthropic_version: version } = parseObject(request.body) ?? {};
  if (typeof version !== 'string') {
    return refusal(400, 'ValidationException', 'anthropic_version: Field required');
  }
  const name = decodeURIComponent(model);
  return action === 'invoke'
    ? Response.json(finishedMessage(name, answer))
    : eventStream(messageEvents(name, answer));
}

/** Each event travels as base64 JSON inside a `chunk` message. */
export function eventStream(events: readonly MessageEvent[]): Response {
  return new Response(Buffer.concat(events.map(chunk)), {
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
  });
}

function chunk(event: MessageEvent): Uint8Array {
  const headers = {
    ':event-type': 'chunk',
    ':content-type': 'application/json',
    ':message-type': 'event',
  };
  const bytes = Buffer.from(JSON.stringify(event)).toString('base64');
  return encodeMessage(headers, Buffer.from(JSON.stringify({ bytes })));
}

function refusal(status: number, type: string, message: string): Response {
  return Response.json({ message }, { status, headers: { 'x-amzn-errortype': type } });
}
