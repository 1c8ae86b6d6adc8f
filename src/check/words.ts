import { isRecord } from '../base/json.ts';

/** What a server says in the body of a refusal, in the forms that Anthropic, LiteLLM, AWS and Google use. */
export function wordsOf(body: unknown): string {
  if (typeof body === 'string')
    return /^\s*<(!doctype|html|head|body|\?xml)/i.test(body) ? 'a web page' : body;
  if (Array.isArray(body)) return wordsOf(body[0]);
  if (!isRecord(body)) return '';
  for (const inner of [body.error, body.message, body.Message, body.detail])
    if (inner !== undefined && inner !== null) return wordsOf(inner);
  return JSON.stringify(body);
}
