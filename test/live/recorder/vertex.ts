import { jsonObject } from './body.ts';
import { finishedMessage, messageEvents, serverSentEvents } from './message.ts';
import type { RecordedRequest, Vendor } from './types.ts';

/** Vertex AI's publisher models; Claude Code's base URL stands for `https://HOST/v1`. */
export const vertex: Vendor = { isModelCall, reply };

const modelPath =
  /^(?:\/v1)?\/projects\/[^/]+\/locations\/[^/]+\/publishers\/anthropic\/models\/(?<model>[^/:]+):(?<action>rawPredict|streamRawPredict)$/;

function isModelCall(request: RecordedRequest): boolean {
  return request.method === 'POST' && modelPath.test(request.path);
}

function reply(request: RecordedRequest, answer: string): Response {
  const { model, action } = modelPath.exec(request.path)?.groups ?? {};
  if (request.method !== 'POST' || model === undefined) {
    return refusal(404, 'NOT_FOUND', 'Requested entity was not found.');
  }
  const { anthropic_version: version } = jsonObject(request.body) ?? {};
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
