import { errorCode } from '../base/errors.ts';
import type { Support } from '../features/cell.ts';
import type { Message } from './message.ts';

/** Why there was no answer: known when it happened, so that no library between can blur it. */
export type Failure = { readonly stage: Stage; readonly what: string };

/** A failure on its way through libraries. */
export class FailedExchange extends Error {
  constructor(readonly failure: Failure) {
    super(failure.what);
    this.name = 'Broken';
  }
}

/** The same for what the user, or the total time, has ended. */
export const stopped = { stage: 'stopped', what: 'stopped' } as const satisfies Failure;

/**
 * What comes of the work, as long as nobody ends it: what becomes of it afterwards is nobody’s concern.
 * @throws Broken as soon as `ends` is aborted: the reason for that, or `stopped`.
 */
export async function unlessEnded<Result>(ends: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  const reason = () => (ends.reason instanceof FailedExchange ? ends.reason : new FailedExchange(stopped));
  if (ends.aborted) throw reason();
  const { promise, reject } = Promise.withResolvers<never>();
  const end = () => reject(reason());
  ends.addEventListener('abort', end);
  try {
    return await Promise.race([promise, work()]);
  } finally {
    ends.removeEventListener('abort', end);
  }
}

const stages: readonly (readonly [RegExp, Stage, string])[] = [
  [/^(ENOTFOUND|EAI_\w+|ENODATA|DNS\w*)$/, 'dns', 'there is no address for'],
  [/proxy/i, 'proxy', 'the proxy does not let through to'],
  [/^(ECONNREFUSED|ConnectionRefused)$/, 'tcp', 'nothing listens at'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EACCES)$/, 'tcp', 'the network has no way to'],
  [/CERT|SELF_SIGNED|ISSUER|UNABLE_TO|TLS|SSL|EPROTO/, 'tls', 'there is no secure connection to'],
  [/^(ECONNRESET|EPIPE|ConnectionClosed)$/, 'http', 'the connection was closed by'],
];

/** What stands at the end of a redirection that a browser is meant to follow. */
export const loginWords = 'a login page';

/** What a proxy says with 407, in the place of the server. */
export const proxyWantsUser = 'the proxy wants a user and a password (407)';

/** What an error of the network means; `place` is host and port, or the origin. */
export function failureOf(error: unknown, place: string): Failure {
  if (error instanceof FailedExchange) return error.failure;
  const code = errorCode(error) ?? '';
  if (/^ERR_PROXY/.test(code) && /\b407\b/.test(String(error)))
    return { stage: 'proxy', what: proxyWantsUser };
  const found = stages.find(([pattern]) => pattern.test(code));
  if (found === undefined) return { stage: 'http', what: `${place} does not answer as HTTP${named(code)}` };
  const [, stage, what] = found;
  return { stage, what: `${what} ${place}${named(code)}` };
}

function named(code: string): string {
  return code === '' ? '' : ` (${code})`;
}

/** Where a request came to grief before there was an answer that means anything. */
type Stage =
  /** The credential could not be had (SSO expired, no Google login). */
  | 'credential'
  | 'dns'
  | 'tcp'
  | 'tls'
  | 'proxy'
  | 'http'
  /** Nothing came for too long. */
  | 'timeout'
  /** It pointed elsewhere, and was not followed. */
  | 'redirect'
  /** Not the format that was asked for: a web page, the wrong stream. */
  | 'format'
  /** It began well and broke off. */
  | 'stream'
  | 'too-large'
  /** The user, or the total time, ended it. */
  | 'stopped';

/** What came of one request. Texts are of the server’s own words, cut and without secrets. */
export type Exchange =
  | {
      readonly outcome: 'answered';
      readonly message: Message;
      /** Milliseconds to the first piece of content, and to the end. */
      readonly firstTokenMs: number;
      readonly totalMs: number;
      readonly headers: Headers;
    }
  | { readonly outcome: 'counted'; readonly tokens: number }
  | {
      readonly outcome: 'refused';
      readonly status: number;
      readonly words: string;
      /** The vendor’s word for it. */
      readonly kind?: string;
      readonly headers: Headers;
    }
  | { readonly outcome: 'broken'; readonly stage: Stage; readonly what: string };

/** What a probe found out, and what was seen that shows it. */
export type Verdict = { readonly state: Support; readonly why: string };

export function full(why: string): Verdict {
  return { state: 'full', why };
}

export function partial(why: string): Verdict {
  return { state: 'partial', why };
}

export function none(why: string): Verdict {
  return { state: 'none', why };
}

export function unknown(why: string): Verdict {
  return { state: 'unknown', why };
}

/**
 * The verdict on an exchange that is no answer. A server that answers a plain message and refuses the same with one
 * field or header more refuses that; every other trouble says nothing about the feature. Undefined: it is an answer.
 */
export function withoutAnswer(seen: Exchange): Verdict | undefined {
  switch (seen.outcome) {
    case 'answered':
    case 'counted':
      return undefined;
    case 'broken':
      return unknown(`the request failed: ${seen.what}`);
    case 'refused':
      return isRefusalOfRequest(seen)
        ? none(`refused with ${seen.status}: ${seen.words}`)
        : unknown(`not answered (${seen.status}): ${seen.words}`);
  }
}

/** Of all refusals those of the request itself. */
type RequestRefused = Extract<Exchange, { outcome: 'refused' }> & { readonly status: 400 | 422 };

/** Whether the server says that it does not take this request as it is. */
export function isRefusalOfRequest(seen: Exchange): seen is RequestRefused {
  return (
    seen.outcome === 'refused' &&
    (seen.status === 400 || seen.status === 422) &&
    !isOutOfMoney(seen.words) &&
    !/quota|rate.?limit/i.test(seen.words)
  );
}

/**
 * Whether a refusal is about money that has run out. Anthropic (credit balance, spend limit) and LiteLLM (budgets)
 * report that with the status of a faulty request.
 */
export function isOutOfMoney(words: string): boolean {
  return /credit balance|usage limit|spend(ing)? limit|over budget|exceeded ?budget|budget ?(has been)? ?exceeded|insufficient (balance|credit|fund|quota)/i.test(
    words,
  );
}

/** Whether the credential is known and may not use this model (LiteLLM 1.110.2 and older). */
export function isModelDenied({ kind, words }: { readonly kind?: string; readonly words: string }): boolean {
  return (
    /_model_access_denied$/.test(kind ?? '') ||
    /not allowed to (access|call) model|not available for this API key|can only access models|not in the allowed models/i.test(
      words,
    )
  );
}

/**
 * Whether the server may have stopped answering this credential at all. Then a refusal shows nothing about what was
 * asked, and only a plain message can tell.
 */
export function mayHaveClosed(seen: Exchange, { state }: Verdict): boolean {
  if (seen.outcome !== 'refused') return false;
  return state === 'none' || [401, 402, 403].includes(seen.status) || isOutOfMoney(seen.words);
}
