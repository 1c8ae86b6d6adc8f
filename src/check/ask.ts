import { APIError } from '@anthropic-ai/sdk/core/error';
import { errorCode } from '../base/errors.ts';
import { isRecord } from '../base/json.ts';
import { type Exchange, FailedExchange, unlessEnded } from './exchange.ts';
import { waitBeforeRetry } from './limits.ts';
import { MessageBuilder } from './message.ts';
import type { ProbeRequest } from './probe.ts';
import type { Session } from './session.ts';

/** What a server says in the body of a refusal, in the forms that Anthropic, LiteLLM, AWS and Google use. */
export function refusalText(body: unknown): string {
  if (typeof body === 'string')
    return /^\s*<(!doctype|html|head|body|\?xml)/i.test(body) ? 'a web page' : body;
  if (Array.isArray(body)) return refusalText(body[0]);
  if (!isRecord(body)) return '';
  for (const inner of [body.error, body.message, body.Message, body.detail])
    if (inner !== undefined && inner !== null) return refusalText(inner);
  return JSON.stringify(body);
}

/**
 * Waits for an SDK, but not longer than the user wants, and not longer than an answer may take for the credential that
 * it fetches before it asks: the credential chains of the clouds cannot be stopped from outside.
 * @throws Broken when it has taken too long or was stopped.
 */
async function inTime<Result>(
  { wire, limits, stop }: Pick<Session, 'wire' | 'limits' | 'stop'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const what = `no credential came within ${limits.silence / 1000} s`;
  const timer = setTimeout(() => {
    if (!wire.begun()) late.abort(new FailedExchange({ stage: 'credential', what }));
  }, limits.silence);
  wire.forget();
  try {
    return await unlessEnded(AbortSignal.any([stop, late.signal]), work);
  } finally {
    clearTimeout(timer);
  }
}

/** Makes a request, again where the server asks for patience, and says what came of it. It never throws. */
export async function ask(session: Session, request: ProbeRequest): Promise<Exchange> {
  for (let tried = 1; ; tried += 1) {
    const seen = await once(session, request);
    const wait = waitBeforeRetry(seen, tried, session.limits, Date.now());
    if (wait === undefined || seen.outcome !== 'refused') return seen;
    await session.wait(wait, seen.status);
  }
}

async function once(session: Session, request: ProbeRequest): Promise<Exchange> {
  try {
    return await inTime(session, () =>
      request.endpoint === 'messages' ? stream(session, request) : count(session, request),
    );
  } catch (error) {
    return brokenBy(error, session);
  }
}

/** What of a session goes into a request. */
type Sender = Pick<Session, 'sdk' | 'betas' | 'extraBody' | 'model' | 'bodyVersion'>;

/** The version of the API that Claude Code speaks (observed); the SDKs are ahead of it. */
const apiVersion = '2023-06-01';

/** What goes along with a request of this profile: Claude Code calls the beta endpoints. */
function optionsOf({ betas, extraBody, model, bodyVersion }: Sender, request: ProbeRequest) {
  const all = [...new Set([...request.betas, ...betas])];
  return {
    body: {
      model,
      ...request.body,
      ...(bodyVersion === undefined ? {} : { anthropic_version: bodyVersion }),
      ...extraBody,
    },
    headers: {
      'anthropic-version': apiVersion,
      ...(all.length > 0 ? { 'anthropic-beta': all.join(',') } : {}),
    },
  };
}

/** Hands a request to the SDK: the events of a message, or the answer to a count. */
export async function send(sender: Sender, request: ProbeRequest): Promise<unknown> {
  const { body, headers } = optionsOf(sender, request);
  const { sdk } = sender;
  return request.endpoint === 'messages'
    ? sdk.post('/v1/messages?beta=true', { body: { ...body, stream: true }, headers, stream: true })
    : sdk.post('/v1/messages/count_tokens?beta=true', { body, headers });
}

async function stream(session: Session, request: ProbeRequest): Promise<Exchange> {
  const started = performance.now();
  const events = (await send(session, request)) as AsyncIterable<unknown>;
  const head = session.wire.head();
  const type = head?.headers.get('content-type') ?? 'no content type';
  if (!type.includes(session.streams))
    return {
      outcome: 'broken',
      stage: 'format',
      what: `it answers ${session.scrub(formatName(type))} where ${session.streams} was asked for`,
    };
  const message = new MessageBuilder();
  let firstTokenMs = 0;
  for await (const event of events) {
    message.take(event);
    if (message.hasContent && firstTokenMs === 0) firstTokenMs = performance.now() - started;
  }
  const failure = session.wire.failure();
  if (failure !== undefined) return { outcome: 'broken', ...failure };
  const whole = message.finished;
  if (whole === undefined)
    return { outcome: 'broken', stage: 'stream', what: 'the answer ended before the message did' };
  const totalMs = performance.now() - started;
  return {
    outcome: 'answered',
    message: whole,
    firstTokenMs,
    totalMs,
    headers: head?.headers ?? new Headers(),
  };
}

function formatName(type: string): string {
  return type.includes('html') ? 'a web page (text/html)' : type;
}

async function count(session: Session, request: ProbeRequest): Promise<Exchange> {
  if (!session.counts)
    return { outcome: 'broken', stage: 'format', what: 'the client of this backend cannot count tokens' };
  const answer = await send(session, request);
  const tokens = isRecord(answer) ? answer.input_tokens : undefined;
  return typeof tokens === 'number'
    ? { outcome: 'counted', tokens }
    : { outcome: 'broken', stage: 'format', what: 'the answer holds no number of tokens' };
}

/** Statuses of the errors that come in the middle of a stream. */
const streamed: { readonly [type: string]: number } = {
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  rate_limit_error: 429,
  api_error: 500,
  overloaded_error: 529,
};

function brokenBy(error: unknown, { wire, scrub }: Session): Exchange {
  const failure = error instanceof FailedExchange ? error.failure : wire.failure();
  if (failure !== undefined) return { outcome: 'broken', ...failure };
  const head = wire.head();
  if (error instanceof APIError && head !== undefined) {
    const status = error.status ?? streamed[error.type ?? ''] ?? 500;
    // Where the body is not JSON, the SDK has only its text, behind the status.
    const words = refusalText(error.error ?? error.message.replace(/^\d{3} /, '')) || 'nothing was said';
    const kind = kindOf(error.error);
    return {
      outcome: 'refused',
      status,
      words: scrub(words),
      ...(kind === undefined ? {} : { kind }),
      headers: head.headers,
    };
  }
  if (head !== undefined)
    return { outcome: 'broken', stage: 'stream', what: 'the answer cannot be read as a stream of events' };
  return { outcome: 'broken', stage: 'credential', what: scrub(reasonOf(error)) };
}

function kindOf(body: unknown): string | undefined {
  const inner = isRecord(body) && isRecord(body.error) ? body.error : body;
  return isRecord(inner) && typeof inner.type === 'string' ? inner.type : undefined;
}

/** Nothing was sent: the credential of a cloud could not be had. The first cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no credential is available';
  if (error.cause instanceof Error) return reasonOf(error.cause);
  const code = errorCode(error);
  return `no credential is available: ${error.message}${code === undefined ? '' : ` (${code})`}`;
}

/** What a small question to a server came to. */
export type GetResult =
  | { readonly status: number; readonly body: unknown; readonly words: string }
  | { readonly failed: string };

/** Asks with the credential of the profile. The path may be a whole address. */
export async function getWithCredential(session: Session, path: string): Promise<GetResult> {
  const { sdk, wire, scrub } = session;
  try {
    const body = await inTime(session, () => sdk.get<unknown>(path));
    return { status: wire.head()?.status ?? 200, body, words: '' };
  } catch (error) {
    const failure = wire.failure();
    const status = wire.head()?.status;
    if (failure !== undefined || status === undefined || !(error instanceof APIError))
      return { failed: failure?.what ?? 'the credential is unavailable' };
    return { status, body: error.error, words: scrub(refusalText(error.error) || 'nothing was said') };
  }
}

/** Asks without any credential; undefined where there is no answer that means something. */
export async function getOpenly({ wire }: Session, address: string): Promise<string | undefined> {
  try {
    const answer = await wire.fetch(address, { method: 'GET' });
    const text = await answer.text();
    return answer.ok ? text : undefined;
  } catch {
    return undefined;
  }
}
