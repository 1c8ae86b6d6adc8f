import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { World } from './world.ts';

/**
 * A proxy that ends TLS for one host, which so becomes a loopback listener, and what makes Claude Code use it and
 * believe its certificate. Whoever else is asked for gets the world’s own dead end.
 */
export type TlsProxy = { readonly environment: Readonly<Record<string, string>>; stop(): void };

export function startTlsProxy(world: World, host: string, target: string): TlsProxy {
  const { key, cert } = certificateFor(world, host);
  const inner = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    tls: { key: readFileSync(key), cert: readFileSync(cert) },
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
  const outer = Bun.listen<{ tunnel: Socket | undefined }>({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      open: socket => {
        socket.data = { tunnel: undefined };
      },
      data: (socket, data) => {
        if (socket.data.tunnel !== undefined) {
          socket.data.tunnel.write(data);
          return;
        }
        const ours = data.toString('latin1').startsWith(`CONNECT ${host}:443 `);
        const port = ours ? inner.port : Number(new URL(world.proxy.url).port);
        const tunnel = connect(port ?? 0, '127.0.0.1', () => {
          if (ours) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          else tunnel.write(data);
        });
        tunnel.on('data', bytes => socket.write(bytes));
        tunnel.on('error', () => socket.end());
        tunnel.on('close', () => socket.end());
        socket.data.tunnel = tunnel;
      },
      close: socket => {
        socket.data.tunnel?.destroy();
      },
    },
  });
  const url = `http://127.0.0.1:${outer.port}`;
  return {
    environment: { HTTPS_PROXY: url, HTTP_PROXY: url, NODE_EXTRA_CA_CERTS: cert },
    stop: () => {
      outer.stop(true);
      inner.stop(true);
    },
  };
}

function certificateFor(world: World, host: string): { key: string; cert: string } {
  const [key, cert] = [join(world.root, 'tls.key'), join(world.root, 'tls.crt')];
  const made = Bun.spawnSync([
    'openssl',
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-keyout', key, '-out', cert],
  ]);
  if (!made.success) throw new Error(`openssl: ${made.stderr.toString()}`);
  return { key, cert };
}
