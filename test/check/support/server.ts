import { afterAll } from 'bun:test';
import { asRecord } from '../../../src/base/json.ts';
import { type Asked, createUpstream, refusal } from './upstream.ts';

/** Something in the way of a request: it may answer itself, change what goes on, or let it pass. */
export type Gateway = (asked: Asked) => Asked | Response | Promise<Asked | Response>;

export type Server = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
};

/** The key that servers take; planted, so that outputs can be searched for it. */
export const plantedKey = 'sk-planted-0123456789abcdef';

/** A server on 127.0.0.1: who has no credential is refused, the gateway looks at the rest, then the upstream. */
export function serve(gateway: Gateway = asked => asked, tls?: { cert: string; key: string }): Server {
  const asked: Asked[] = [];
  const upstream = createUpstream();
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    ...(tls === undefined ? {} : { tls }),
    fetch: async incoming => {
      const url = new URL(incoming.url);
      const one: Asked = {
        method: incoming.method,
        path: url.pathname + url.search,
        headers: Object.fromEntries(incoming.headers),
        body: parsed(await incoming.text()),
      };
      asked.push(one);
      const passed = await gateway(one);
      if (passed instanceof Response) return passed;
      if (url.pathname === '/') return new Response('hello');
      if (!url.pathname.startsWith('/v1/')) return refusal(404, 'not_found_error', 'Not found');
      if (!hasKey(passed)) return refusal(401, 'authentication_error', 'invalid x-api-key');
      return upstream(passed);
    },
  });
  return { url: `${server.url.origin}`, asked, stop: () => server.stop(true) };
}

/** For a test file: starts servers that are stopped after its last test. */
export function serversUntilTheEnd(): typeof serve {
  const servers: Server[] = [];
  afterAll(async () => {
    await Promise.all(servers.map(server => server.stop()));
  });
  return (...how) => {
    const server = serve(...how);
    servers.push(server);
    return server;
  };
}

function hasKey({ headers }: Asked): boolean {
  return headers.authorization === `Bearer ${plantedKey}` || headers['x-api-key'] === plantedKey;
}

function parsed(text: string): Asked['body'] {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}
