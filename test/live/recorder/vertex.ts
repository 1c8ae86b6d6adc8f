import { parseObject } from '../../../src/base/json.ts';
import { finishedMessage, messageEvents, serverSentEvents } from './message.ts';
import type { Answer, RecordedRequest, Vendor } from './types.ts';

/** Vertex AI's publisher models; Claude Code's base URL stands for `https://HOST/v1`. */
export const vertex: Vendor = {
  isModelCall,
  reply,
  refuse: message => refusal(400, 'INVALID_ARGUMENT', message),
};

const modelPath =
  /^(?:\/v1)?\/projects\/[^/]+\/locations\/[^/]+\/publishers\/anthropic\/models\/(?<model>[^/:]+):(?<action>rawPredict|streamRawPredict)(?:\?alt=sse)?$/;

function isModelCall(request: RecordedRequest): boolean {
  const { model } = modelPath.exec(request.path)?.groups ?? {};
  return request.method === 'POST' && model !== undefined && model !== 'count-tokens';
}

function reply(request: RecordedRequest, answer: Answer): Response {
  const { model, action } = modelPath.exec(request.path)?.groups ?? {};
  if (request.method !== 'POST' || model === undefined) {
    return refusal(404, 'NOT_FOUND', 'Requested entity was not found.');
  }
  if (model === 'count-tokens') return Response.json({ input_tokens: 3 });
  const { anthropic_version: version } = parseObject(request.body) ?? {};
  if (typeof version !== 'string') {
    return refusal(400, 'INVALID_ARGUMENT', 'anthropic_version: Field required');
  }
  return action === 'rawPredict'
    ? Response.json(finishedMessage(model, answer))
    : serverSentEvents(messageEvents(model, answer));
}

function refusal(code: number, status: string, message: string): Response {
  return Response.json({ error: { code, message, status } }, { status: code });
}
