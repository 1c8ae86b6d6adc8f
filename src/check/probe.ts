import { backends } from '../backends/index.ts';
import { providerFacts } from '../backends/providers.ts';
import type { BackendId } from '../env/backend-ids.ts';
import type { Exchange, Verdict } from './exchange.ts';

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
