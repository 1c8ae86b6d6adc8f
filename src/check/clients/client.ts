import type { ClientOptions } from '@anthropic-ai/sdk/client';
import type { Environment } from '../../base/io.ts';
import type { Connection } from '../session.ts';
import type { Wire } from '../wire.ts';

/** What a client is made of: the environment is that of the profile’s plan, as Claude Code would get it. */
export type ClientWorld = {
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
export type Made = Connection | { readonly cannot: string };

/** Makes the client of one backend; its SDK is loaded here and not before. */
export type MakeClient = (world: ClientWorld) => Promise<Made>;

/** What every SDK is told: cgw repeats, limits and reports by itself. */
export function common({ fetch }: ClientWorld) {
  return {
    fetch: fetch as NonNullable<ClientOptions['fetch']>,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
  } as const satisfies ClientOptions;
}

export const serverSentEvents = { streams: 'text/event-stream' } as const;
