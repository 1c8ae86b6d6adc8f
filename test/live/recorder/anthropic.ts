import { parseObject } from '../../../src/base/json.ts';
import { finishedMessage, messageEvents, serverSentEvents } from './message.ts';
import type { Answer, RecordedRequest, Vendor } from './types.ts';

/**
 * The Anthropic Messages API, as `api.anthropic.com`, gateways, Foundry (below `/anthropic`) and Claude on Google Cloud
 * (below a workspace) speak it.
 */
export const anthropic: Vendor = {
  isModelCall,
  reply,
  refuse: message => refusal(400, 'invalid_request_error', message),
};

function isModelCall(request: RecordedRequest): boolean {
  return request.method === 'POST' && pathname(request) === '/v1/messages';
}

function reply(request: RecordedRequest, answer: Answer): Response {
  const isCount = request.method === 'POST' && pathname(request) === '/v1/messages/count_tokens';
  if (!isCount && !isModelCall(request)) return refusal(404, 'not_found_error', 'Not found');
  if (!hasCredential(request)) {
    return refusal(401, 'authentication_error', 'x-api-key header is required');
  }
  if (!request.headers['anthropic-version']) {
    return refusal(400, 'invalid_request_error', 'anthropic-version: header is required');
  }
  const { model, stream } = parseObject(request.body) ?? {};
  if (typeof model !== 'string') {
    return refusal(400, 'invalid_request_error', 'model: Field required');
  }
  if (isCount) return Response.json({ input_tokens: 3 });
  return stream === true
    ? serverSentEvents(messageEvents(model, answer))
    : Response.json(finishedMessage(model, answer));
}

/** `Authorization: Bearer` alone, without a token, is none. Bedrock’s Mantle speaks this dialect too, and is signed for. */
function hasCredential({ headers }: RecordedRequest): boolean {
  const { authorization = '', 'x-api-key': key = '' } = headers;
  return key !== '' || /^(bearer|aws4-hmac-sha256) \S/i.test(authorization);
}

function pathname(request: RecordedRequest): string {
  return request.path.replace(/\?.*$/s, '').replace(/^(\/anthropic|\/v1\/projects\/.*\/invoke)(?=\/)/, '');
}

function refusal(status: number, type: string, message: string): Response {
  const body = { type: 'error', error: { type, message }, request_id: 'req_recorder' };
  return Response.json(body, { status });
}
