import { connect, type Socket } from 'node:net';

/** Where a client of a proxy is led, and whether it is told so first; or with which answer it is sent away. */
export type Way = { readonly port: number; readonly told: boolean } | { readonly refused: string };

/** A proxy on a free loopback port, which decides by the first line that a client sends (`CONNECT host:443 …`). */
export function startTunnel(wayOf: (line: string) => Way): { readonly url: string; stop(): void } {
  const listener = Bun.listen<{ tunnel: Socket | undefined }>({
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
        const way = wayOf(data.toString('latin1').split('\r\n')[0] ?? '');
        if ('refused' in way) {
          socket.end(way.refused);
          return;
        }
        const tunnel = connect(way.port, '127.0.0.1', () => {
          if (way.told) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
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
  return { url: `http://127.0.0.1:${listener.port}`, stop: () => listener.stop(true) };
}
