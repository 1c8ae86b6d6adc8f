import { FailedExchange, type Failure, failureOf, loginWords, proxyWantsUser, stopped } from './exchange.ts';
import type { Limits } from './limits.ts';
import type { Tls } from './tls.ts';

/** Headers in which nothing is confidential: what they say is the same for everybody. */
const open =
  /^(accept(-.*)?|anthropic-(version|beta)|connection|content-(length|type)|host|user-agent|x-amz-(content-sha256|date)|x-app|x-stainless-.*)$/;

/**
 * What of a request opens doors, whoever put it there: a library that found it on this machine, or the profile. Every
 * header counts that is not known to be open, because a gateway may take its key in any.
 * @param headers as they go out.
 */
export function credentialsIn(headers: Headers): string[] {
  return [...headers].filter(([name]) => !open.test(name)).flatMap(([, value]) => partsOf(value));
}

/** A signature of AWS names region and service too, which are no secret. */
function partsOf(value: string): string[] {
  const signed = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/.*Signature=(\w+)/.exec(value);
  if (signed !== null) return [signed[1] ?? '', signed[2] ?? ''];
  return [value];
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * The one way to the network of a check: whoever speaks to a server, an SDK or cgw itself, does it through `fetch`.
 * Nothing is redirected, answers end when they grow too long or fall silent, and what went wrong is kept as it was
 * before a library put it in its own words. One request at a time.
 */
export type Wire = {
  readonly fetch: Fetch;
  /** Before a new request: what is told from here on is of that one. */
  forget(): void;
  /** Whether a request has been made since. */
  begun(): boolean;
  /** What went wrong with the last request, if anything. */
  failure(): Failure | undefined;
  /** The head of the last answer. */
  head(): { readonly status: number; readonly headers: Headers } | undefined;
  /** What all requests held that opens doors. */
  credentials(): Iterable<string>;
};

export function createWire(limits: Limits, tls: Tls, stop: AbortSignal): Wire {
  let failure: Failure | undefined;
  let head: { status: number; headers: Headers } | undefined;

  const credentials = new Set<string>();
  let begun = false;
  const forget = () => {
    begun = false;
    failure = undefined;
    head = undefined;
  };
  const fetchGuarded: Fetch = async (input, init) => {
    forget();
    begun = true;
    const { origin } = new URL(input instanceof Request ? input.url : input);
    for (const each of credentialsIn(headersOf(input, init))) credentials.add(each);
    const silence = new AbortController();
    const fail = (reason: Failure): FailedExchange => {
      failure ??= stop.aborted ? stopped : reason;
      return new FailedExchange(failure);
    };
    if (stop.aborted) throw fail(stopped);
    const timer = watch(limits.silence, () => {
      silence.abort(fail({ stage: 'timeout', what: silent(origin, head !== undefined, limits.silence) }));
    });
    const signals = [silence.signal, stop, ...(init?.signal ? [init.signal] : [])];
    try {
      const response = await fetch(input, {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.any(signals),
        tls: { ...tls },
      });
      timer.again();
      head = { status: response.status, headers: response.headers };
      const elsewhere = redirection(response, origin);
      if (response.status === 407 || elsewhere !== undefined) {
        await response.body?.cancel();
        throw fail(
          response.status === 407
            ? { stage: 'proxy', what: proxyWantsUser }
            : { stage: 'redirect', what: `${origin} redirects to ${elsewhere}, and is not followed` },
        );
      }
      if (response.body === null) {
        timer.end();
        return response;
      }
      return new Response(guarded(response.body, { origin, limits, fail, timer }), {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
      });
    } catch (error) {
      timer.end();
      throw fail(failureOf(silence.signal.aborted ? silence.signal.reason : error, origin));
    }
  };
  return {
    fetch: fetchGuarded,
    forget,
    begun: () => begun,
    failure: () => failure,
    head: () => head,
    credentials: () => credentials,
  };
}

function headersOf(input: Parameters<Fetch>[0], init: RequestInit | undefined): Headers {
  return new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
}

function silent(origin: string, begun: boolean, time: number): string {
  return begun
    ? `${origin} began to answer and fell silent for ${time / 1000} s`
    : `${origin} takes the request and does not answer within ${time / 1000} s`;
}

/** Where a redirection points to; an address may hold secrets, so no more than its origin is kept. */
function redirection({ status, headers }: Response, origin: string): string | undefined {
  if (status < 300 || status > 399 || status === 304) return undefined;
  const location = headers.get('location');
  if (location === null) return 'nowhere';
  if (!URL.canParse(location, origin)) return 'no address';
  const { origin: place, hostname, pathname } = new URL(location, origin);
  return loginPage.test(`${hostname}${pathname}`) ? `${loginWords} at ${place}` : place;
}

const loginPage =
  /log-?in|log-?on|sign-?in|\bsso\b|saml|oauth|openid|authorize|\bauth\b|cdn-cgi\/access|\/adfs\//i;

type Guard = {
  readonly origin: string;
  readonly limits: Limits;
  readonly fail: (failure: Failure) => FailedExchange;
  readonly timer: Timer;
};

/** The body, up to its limits. */
function guarded(
  body: ReadableStream<Uint8Array>,
  { origin, limits, fail, timer }: Guard,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>({
    pull: async controller => {
      try {
        const piece = await reader.read();
        timer.again();
        if (piece.done) {
          timer.end();
          return controller.close();
        }
        bytes += piece.value.length;
        if (bytes > limits.bytes)
          throw fail({
            stage: 'too-large',
            what: `${origin} answers with more than ${limits.bytes / 1_000_000} MB`,
          });
        controller.enqueue(piece.value);
      } catch (error) {
        timer.end();
        void reader.cancel().catch(() => {});
        const failure = failureOf(error, origin);
        controller.error(
          fail(
            failure.stage === 'http' ? { stage: 'stream', what: `${origin} broke off its answer` } : failure,
          ),
        );
      }
    },
    cancel: async () => {
      timer.end();
      await reader.cancel().catch(() => {});
    },
  });
}

type Timer = { again(): void; end(): void };

/** Calls when nothing has happened for that long. */
function watch(time: number, call: () => void): Timer {
  let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(call, time);
  return {
    again: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(call, time);
    },
    end: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
