import { full, isRefusalOfRequest, unknown, withoutAnswer } from '../exchange.ts';
import type { JsonObject, Probe } from '../probe.ts';

/**
 * For a body field that the vendor checks: it is sent as it should be, then with a value that none can take. The
 * vendor’s own refusal shows that the field arrives. Nothing else shows anything, for a gateway may check a field and
 * then drop it, or drop only what it does not know (both seen on LiteLLM 1.109.1).
 * @param vendor how the vendor’s refusal names the field: by its path in the body.
 */
export function decideByNonsense(vendor: RegExp): Probe['decide'] {
  return ([valid, nonsense]) => {
    if (valid.outcome !== 'answered') return withoutAnswer(valid);
    if (nonsense === undefined) return undefined;
    if (nonsense.outcome === 'answered')
      return unknown('taken, but so is a made-up value: nothing shows whether the field arrives');
    return isRefusalOfRequest(nonsense) && vendor.test(nonsense.words)
      ? full('taken, and the vendor refuses a made-up value: the field arrives')
      : unknown('taken, but what became of a made-up value shows nothing');
  };
}

/** A tool as small as can be. */
export const weatherTool = {
  name: 'get_weather',
  description: 'Weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
} as const satisfies JsonObject;

const words = ['the', 'of', 'and', 'to', 'in', 'is', 'it', 'for', 'on', 'as', 'with', 'at', 'by', 'from'];

/**
 * Text of at least that many tokens: short common words are one token each. The nonce stands first, so that nothing of
 * it is in a cache of an earlier run.
 */
export function filler(tokens: number, nonce: string): string {
  const text = Array.from({ length: tokens }, (_, index) => words[index % words.length]).join(' ');
  return `Test text ${nonce}, which means nothing: ${text}`;
}
