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

/** Which betas Claude Code sends hangs on the format, not on who is behind it (src/features/measured.json). */
export type RequestFormat = 'anthropic' | 'bedrock' | 'vertex';

/** What a probe may weave into its requests. */
export type ProbeWorld = {
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
