import { parseObject } from '../../../src/base/json.ts';
import { createUpstream } from '../../check/support/upstream.ts';
import { eventStream } from '../recorder/bedrock.ts';
import { vendors } from '../recorder/recorder.ts';
import type { RecordedRequest } from '../recorder/types.ts';
import { asked } from './message.ts';
import { type VendorId, vendorsPlayed } from './vendors.ts';

/** Betas that the Messages API of the check’s tests knows: which of them a vendor wants is for the lab’s rules. */
const everyBeta = [
  'interleaved-thinking-2025-05-14',
  'effort-2025-11-24',
  'context-management-2025-06-27',
  'advanced-tool-use-2025-11-20',
  'structured-outputs-2025-11-13',
].join(',');

/**
 * A vendor whose model heeds what it is asked for, as documented: it caches, thinks, keeps to schemas, sees pictures
 * and refuses values that do not exist. Gives undefined for what is no streamed message in a Claude body.
 */
export function heeding(): (vendor: VendorId, request: RecordedRequest) => Promise<Response | undefined> {
  const upstream = createUpstream();
  return async (vendor, request) => {
    const { format } = vendorsPlayed[vendor];
    const message = asked(request);
    if (message === undefined) return undefined;
    if (/count[-_]tokens/.test(request.path))
      return upstream({ method: 'POST', path: '/v1/messages/count_tokens', headers: {}, body: message.body });
    const streams = message.body.stream === true || /stream/i.test(request.path);
    if (!vendors[format].isModelCall(request) || !streams) return undefined;
    if (request.path.includes('/converse')) return undefined;
    const { body } = message;
    const answer = upstream({
      method: 'POST',
      path: '/v1/messages',
      headers: { 'anthropic-beta': everyBeta },
      body,
    });
    const text = await answer.text();
    if (!answer.ok) return vendors[format].refuse(wordsOf(text));
    return format === 'bedrock'
      ? eventStream(eventsOf(text))
      : new Response(text, { headers: answer.headers });
  };
}

function wordsOf(text: string): string {
  const { error } = parseObject(text) ?? {};
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : text;
}

/** The events of a text of server-sent events. */
function eventsOf(text: string): { type: string }[] {
  return text
    .split('\n')
    .filter(line => line.startsWith('data: '))
    .map(line => JSON.parse(line.slice('data: '.length)) as { type: string });
}
