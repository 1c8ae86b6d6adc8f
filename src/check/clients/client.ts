import type { BaseAnthropic, ClientOptions } from '@anthropic-ai/sdk/client';
import { type ProviderId, providers } from '../../backends/providers.ts';
import type { Environment } from '../../base/io.ts';
import type { Wire } from '../wire.ts';

/** The client of a backend, and what is particular about it. */
export type Connection = {
  readonly sdk: BaseAnthropic;
  /** What a streamed answer looks like on the wire. */
  readonly streams: 'text/event-stream' | 'application/vnd.amazon.eventstream';
  /** What Claude Code puts into the body of a message there (observed). */
  readonly bodyVersion?: string;
  /** Whether it can list models, and count tokens. */
  readonly lists: boolean;
  readonly counts: boolean;
};

/** What a client is made of: the environment is that of the profile’s plan, as Claude Code would get it. */
export type ClientContext = {
  readonly environment: Environment;
  readonly fetch: Wire['fetch'];
  /** Of the request that is made; on Vertex the region hangs on it. */
  readonly model: string;
  /** Of AWS, where no variable names one. */
  readonly awsRegion: string;
  /** Requests are only described: no credential is fetched or put into them. */
  readonly dry: boolean;
};

/** A connection, or why cgw cannot speak to this backend by itself. */
export type MadeClient = Connection | { readonly cannot: string };

/** Makes the client of one backend; its SDK is loaded here and not before. */
export type MakeClient = (context: ClientContext) => Promise<MadeClient>;

/** What every SDK is told: cgw repeats, limits and reports by itself. */
export function common({ fetch }: ClientContext) {
  return {
    fetch: fetch as NonNullable<ClientOptions['fetch']>,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
  } as const satisfies ClientOptions;
}

export const serverSentEvents = { streams: 'text/event-stream' } as const;

/** Where requests go instead of to the provider itself: the first of its endpoints is the base URL. */
export function baseUrl(provider: ProviderId, environment: Environment): { baseURL?: string } {
  const [variable] = providers[provider].endpoints;
  const baseURL = environment[variable];
  return baseURL ? { baseURL } : {};
}

/** The token of a gateway, as Claude Code sends it in whatever format. */
export function bearer({ ANTHROPIC_AUTH_TOKEN: token }: Environment): { authorization?: string } {
  return token ? { authorization: `Bearer ${token}` } : {};
}
