import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from './certificate.ts';
import { Home } from './home.ts';
import { Repository } from './repository.ts';
import { required } from './required.ts';

const programs = Bun.spawnSync(['git', '--exec-path']).stdout.toString().trim();

export const hasHttpsGit =
  required('http_backend', existsSync(join(programs, 'git-http-backend'))) &&
  required('openssl', Bun.which('openssl') !== null);

/** What answers instead of git, or lets the request pass. */
type Answer = (request: Request) => Response | undefined | Promise<Response | undefined>;

/** Git’s own server for HTTP behind TLS on 127.0.0.1, with one repository. */
export class HttpsGit implements AsyncDisposable {
  readonly repository: Repository;
  /** The file of its certificate, which nobody has signed but itself. */
  readonly certificate: string;
  /** The credentials that came, as they were sent; '' for none. */
  readonly credentials: string[] = [];
  readonly #server: Bun.Server<undefined>;

  /** @param basic `user:password`: who sends no such credentials is asked for them */
  constructor({ basic, answer }: { readonly basic?: string; readonly answer?: Answer } = {}) {
    const home = new Home();
    this.repository = new Repository(home, 'srv/claude.git');
    const { cert, key, path } = makeCertificate(home.path, ['IP:127.0.0.1']);
    this.certificate = path;
    this.#server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      idleTimeout: 0,
      tls: { cert, key },
      fetch: async request => {
        const sent = request.headers.get('authorization') ?? '';
        this.credentials.push(sent);
        if (basic !== undefined && sent !== `Basic ${btoa(basic)}`)
          return new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="git"' } });
        return (await answer?.(request)) ?? backend(request, join(home.path, 'srv'));
      },
    });
  }

  get origin(): string {
    return this.#server.url.origin;
  }

  get address(): string {
    return `${this.origin}/claude.git`;
  }

  stop(): Promise<void> {
    return this.#server.stop(true);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** `git http-backend`, a program of CGI. */
async function backend(request: Request, root: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const header = (name: string) => request.headers.get(name) ?? '';
  const child = Bun.spawn(['git', 'http-backend'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: root,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
    },
    stdin: await request.bytes(),
    stderr: 'ignore',
  });
  const answer = Buffer.from(await child.stdout.bytes());
  const end = answer.indexOf('\r\n\r\n');
  const headers = new Headers(
    answer
      .subarray(0, end)
      .toString('latin1')
      .split('\r\n')
      .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
  const status = Number.parseInt(headers.get('status') ?? '200', 10);
  headers.delete('status');
  return new Response(answer.subarray(end + 4), { status, headers });
}
