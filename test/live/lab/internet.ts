import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** All the internet that the programs of the lab have: a proxy which leads the vendors’ names to recorders. */
export type Internet = {
  readonly url: string;
  /** Who else was asked for, as `host:port`; they were refused. */
  readonly strangers: readonly string[];
  stop(): void;
};

/** Starts it on a free loopback port. `portOf` gives the loopback port that stands for a host’s 443. */
export async function startInternet(portOf: (host: string) => number | undefined): Promise<Internet> {
  const strangers: string[] = [];
  const open = new Set<Socket>();
  const server = createServer(client => {
    open.add(client);
    client.on('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    client.once('data', data => {
      const [method = '', target = ''] = data.toString('latin1').split(' ', 2);
      const [host = '', port = ''] = target.split(':', 2);
      const to = method === 'CONNECT' && port === '443' ? portOf(host) : undefined;
      if (to === undefined) {
        strangers.push(target);
        client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
        return;
      }
      const recorder = connect(to, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(recorder).pipe(client);
      });
      open.add(recorder);
      recorder.on('close', () => {
        open.delete(recorder);
        client.destroy();
      });
      recorder.on('error', () => client.destroy());
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    strangers,
    stop: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
