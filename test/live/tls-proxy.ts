import { makeCertificate } from '../support/certificate.ts';
import { startTunnel } from './tunnel.ts';
import type { World } from './world.ts';

/**
 * A proxy that ends TLS for one host, which so becomes a loopback listener, and what makes Claude Code use it and
 * believe its certificate. Whoever else is asked for gets the world’s own dead end.
 */
export type TlsProxy = { readonly environment: Readonly<Record<string, string>>; stop(): void };

export function startTlsProxy(world: World, host: string, target: string): TlsProxy {
  const { key, cert, path } = makeCertificate(world.root, [`DNS:${host}`]);
  const inner = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    tls: { key, cert },
    fetch: request => {
      const { pathname, search } = new URL(request.url);
      return fetch(`${target}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        decompress: false,
      });
    },
  });
  const outer = startTunnel(line =>
    line.startsWith(`CONNECT ${host}:443 `)
      ? { port: inner.port ?? 0, told: true }
      : { port: Number(new URL(world.proxy.url).port), told: false },
  );
  return {
    environment: { HTTPS_PROXY: outer.url, HTTP_PROXY: outer.url, NODE_EXTRA_CA_CERTS: path },
    stop: () => {
      outer.stop();
      inner.stop(true);
    },
  };
}
