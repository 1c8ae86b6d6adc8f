import { backends } from '../backends/index.ts';
import { providerFacts } from '../backends/providers.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { type Exchange, full, isRefusalOfRequest, unknown, type Verdict, withoutAnswer } from './exchange.ts';

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

/** A value of a request body. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export type JsonObject = { readonly [key: string]: Json };

/** One request of a probe in the Anthropic format; the client of a backend turns it into that backend’s own. */
export type ProbeRequest = {
  readonly endpoint: 'messages' | 'count_tokens';
  /** Values of `anthropic-beta`. */
  readonly betas: readonly string[];
  /** Without `model` and `stream`: every message is streamed, as Claude Code does it. */
  readonly body: JsonObject;
};

/** Which betas Claude Code sends hangs on the format, not on who is behind it (data/routes). */
export type RequestFormat = 'anthropic' | 'bedrock' | 'vertex';

/** What a probe may weave into its requests. */
export type ProbeContext = {
  /** Different in every run, so that no cache of an earlier one answers. */
  readonly nonce: string;
  readonly format: RequestFormat;
  /** The beta that this backend knows tool search by. */
  readonly toolSearchBeta: string;
};

/** A message of the user, and little room to answer. */
export function messageRequest(
  text: string,
  more: { readonly betas?: readonly string[]; readonly body?: JsonObject } = {},
): ProbeRequest {
  return {
    endpoint: 'messages',
    betas: more.betas ?? [],
    body: { max_tokens: 32, messages: [{ role: 'user', content: text }], ...more.body },
  };
}

/** The clouds know tool search by a beta of its own (observed), and so does Mantle, whatever its format. */
export function probeContextFor(backend: BackendId, nonce: string = crypto.randomUUID()): ProbeContext {
  const { provider } = backends[backend];
  const { format = 'anthropic' } = providerFacts(provider);
  const cloud = format !== 'anthropic' || provider === 'mantle';
  return {
    nonce,
    format,
    toolSearchBeta: cloud ? 'tool-search-tool-2025-10-19' : 'advanced-tool-use-2025-11-20',
  };
}

export type SeenExchanges = readonly [Exchange, ...Exchange[]];

/**
 * One feature’s probe, as data. The requests go out one after the other, each only if what was seen so far has not
 * decided. It runs only after the server has answered a plain message.
 */
export type Probe = {
  /** What shows it, and who documents that. */
  readonly source: string;
  /** Tokens of all requests together, at most: for the estimate of what it costs. */
  readonly tokens: { readonly input: number; readonly output: number };
  /** Only when it is asked for: it is dear. */
  readonly deep?: true;
  /** None: Claude Code does not send it in this format, so that nothing of it is measured there. */
  readonly requests: (context: ProbeContext) => readonly ProbeRequest[];
  /** Pure. Undefined: the next request is needed; after the last one that means unknown. */
  readonly decide: (seen: SeenExchanges) => Verdict | undefined;
};
