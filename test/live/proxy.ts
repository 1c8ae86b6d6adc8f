/** A dead end for everything that is not loopback: it remembers who was asked for, and refuses. */
export type Proxy = {
  readonly url: string;
  /** Keeps Claude Code on this machine, and silent where nobody asked it for anything. */
  readonly environment: Readonly<Record<string, string>>;
  /** The request lines, such as `CONNECT api.anthropic.com:443 HTTP/1.1`. */
  readonly requests: readonly string[];
  stop(): void;
};

/** Asks Claude Code for nothing but what its user wants of it. */
export const quiet = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1' } as const;

const refusal = 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/** Starts a dead-end proxy on a free loopback port; the caller stops it. */
export function startProxy(): Proxy {
  const requests: string[] = [];
  const server = Bun.listen({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      data: (socket, data) => {
        requests.push(data.toString('latin1').split('\r\n')[0] ?? '');
        socket.end(refusal);
      },
    },
  });
  const url = `http://127.0.0.1:${server.port}`;
  const environment = { ...quiet, HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: '127.0.0.1' };
  return { url, environment, requests, stop: () => server.stop(true) };
}
