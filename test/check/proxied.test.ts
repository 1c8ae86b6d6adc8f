import { afterAll, describe, expect, test } from 'bun:test';
import { createServer } from 'node:http';
import { setUp } from '../support/set-up.ts';
import { type Checked, type CheckedOptions, checked as check } from './support/checked.ts';
import { serve } from './support/server.ts';

setUp();

const server = serve();
const through: string[] = [];

/** A proxy that lets plain HTTP through to the one server there is, whatever host is asked for, and no tunnel. */
const proxy = createServer(async (request, response) => {
  through.push(request.url ?? '');
  const body = await Array.fromAsync(request);
  const target = new URL(request.url ?? '', 'http://unknown.invalid');
  const answer = await fetch(`${server.url}${target.pathname}${target.search}`, {
    method: request.method ?? 'GET',
    headers: Object.entries(request.headers).map(
      ([name, value]) => [name, String(value)] as [string, string],
    ),
    ...(body.length > 0 ? { body: Buffer.concat(body) } : {}),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
  response.end(Buffer.from(await answer.arrayBuffer()));
});
proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));

const listening = Promise.withResolvers<void>();
proxy.listen(0, '127.0.0.1', listening.resolve);
afterAll(async () => {
  proxy.close();
  await server.stop();
});

/** With a process of its own, as Bun reads the variables of proxies only when it starts. */
function checked(url: string, options: CheckedOptions): Promise<Checked> {
  return check(url, { ...options, asProcess: true });
}

async function proxyUrl(): Promise<string> {
  await listening.promise;
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

describe('a proxy', () => {
  test('of the shell is gone through, and said', async () => {
    const url = await proxyUrl();
    const { step, full } = await checked('http://gateway.invalid', { env: { HTTP_PROXY: url } });
    expect(step('reachable')?.what).toMatch(/through the proxy 127\.0\.0\.1:\d+$/);
    expect(step('answered')?.state).toBe('ok');
    expect(full).toContain('prompt-caching');
    expect(through).toContain('http://gateway.invalid/v1/messages?beta=true');
  });

  test('of the profile is gone through, too', async () => {
    const profile = {
      backend: 'gateway',
      baseUrl: 'http://other.invalid',
      token: 'env:PLANTED',
      env: { HTTP_PROXY: await proxyUrl() },
    };
    const { step } = await checked('', { profile });
    expect(step('answered')?.state).toBe('ok');
    expect(through).toContain('http://other.invalid/v1/messages?beta=true');
  });

  test('is left out for what NO_PROXY names', async () => {
    const { step } = await checked(server.url, {
      env: { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'example.com,127.0.0.1' },
    });
    expect(step('answered')?.state).toBe('ok');
    expect(step('reachable')?.what).not.toContain('proxy');
  });

  test('that lets nothing through is told apart from the server behind it', async () => {
    const { step, result } = await checked('https://gateway.invalid', {
      env: { HTTPS_PROXY: await proxyUrl() },
    });
    expect(result.exit).toBe(5);
    expect(step('reachable')).toMatchObject({
      state: 'failed',
      remedy: 'check HTTPS_PROXY and NO_PROXY (the shell)',
    });
    expect(step('reachable')?.what).toMatch(/^proxy: /);
  });

  test('of the user’s settings is gone through, as by cgw run, also without a scheme', async () => {
    const { host } = new URL(await proxyUrl());
    const { step } = await checked('http://settings.invalid', {
      env: { HTTP_PROXY: 'http://127.0.0.1:1' },
      settings: { HTTP_PROXY: host },
    });
    expect(step('answered')?.state).toBe('ok');
    expect(through).toContain('http://settings.invalid/v1/messages?beta=true');
  });

  test.each(['http://gateway.invalid', 'https://gateway.invalid'])(
    'that wants a user and a password is told before %s',
    async url => {
      const closed = createServer((_, response) => response.writeHead(407).end('no'));
      closed.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
      await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve));
      const address = closed.address();
      const host = typeof address === 'object' ? `127.0.0.1:${address?.port}` : '';
      const variable = url.startsWith('https:') ? 'HTTPS_PROXY' : 'HTTP_PROXY';
      const { step } = await checked(url, { settings: { [variable]: host } });
      closed.close();
      expect(step('reachable')?.what).toBe('proxy: the proxy wants a user and a password (407)');
      expect(step('reachable')?.remedy).toMatch(
        new RegExp(`^write them into ${variable} \\(.*settings.json\\): http://USER:PASSWORD@HOST:PORT$`),
      );
    },
  );

  test('that is not there is told', async () => {
    const { step } = await checked('https://gateway.invalid', { env: { HTTPS_PROXY: 'http://127.0.0.1:1' } });
    expect(step('reachable')?.what).toMatch(/^tcp: nothing listens at 127\.0\.0\.1:1/);
  });
});
