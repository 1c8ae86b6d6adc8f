import { afterAll, expect, test } from 'bun:test';
import { proxyFor } from '../../src/check/proxy.ts';
import { withEnvironment } from '../../src/check/session.ts';

const target = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('direct') });
const proxy = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('through') });
afterAll(() => Promise.all([target.stop(true), proxy.stop(true)]));

const through = `127.0.0.1:${proxy.port}`;
const HTTP_PROXY = `http://${through}`;
const nowhere = 'http://127.0.0.1:1';

const hosts = ['127.0.0.1', 'localhost', 'sub.localhost'];

const entries = [
  ...['*', ' * ', 'a,*', '*a', ',', ' ', ',,127.0.0.1', 'localhost, 127.0.0.1', 'localhost 127.0.0.1'],
  ...['127.0.0.1', `127.0.0.1:${target.port}`, '127.0.0.1:9', '127.0.0.1:', '127.0.0.1.', '"127.0.0.1"'],
  ...[
    '127.0.0.0/8',
    '127.0.0.0/33',
    '10.0.0.0/8',
    '127.0.0.1/32',
    '0.0.0.0/0',
    '::/0',
    'localhost/8',
    '/',
    '127.0.0.0/',
  ],
  ...['.0.0.1', '0.0.1', '*.0.0.1', '1', '.1', '127', 'http://127.0.0.1', '::1', '[::1]', '[::1]:80'],
  ...[
    'LocalHost',
    '.localhost',
    '*.localhost',
    'host',
    'ocalhost',
    'localhost.',
    'localhost:',
    'localhost:abc',
  ],
  ...[`localhost:${target.port}`, `.localhost:${target.port}`, `*.localhost:${target.port}`, 'sub.localhost'],
];

const environments: readonly Readonly<Record<string, string>>[] = [
  {},
  { HTTP_PROXY },
  { http_proxy: HTTP_PROXY },
  { HTTP_PROXY: nowhere, http_proxy: HTTP_PROXY },
  { HTTP_PROXY, http_proxy: '' },
  { ALL_PROXY: HTTP_PROXY },
  { ALL_PROXY: nowhere, all_proxy: HTTP_PROXY },
  { ALL_PROXY: nowhere, HTTP_PROXY },
  { HTTPS_PROXY: HTTP_PROXY },
  { HTTP_PROXY: through },
  { HTTP_PROXY: `//${through}` },
  { HTTP_PROXY: `localhost:${proxy.port}` },
  { HTTP_PROXY: '""' },
  { HTTP_PROXY, no_proxy: '127.0.0.1', NO_PROXY: 'x' },
  { HTTP_PROXY, no_proxy: 'x', NO_PROXY: '127.0.0.1' },
  { HTTP_PROXY, no_proxy: '', NO_PROXY: '127.0.0.1' },
  ...entries.map(NO_PROXY => ({ HTTP_PROXY, NO_PROXY })),
];

/** What is expected is what `fetch` really does. */
test.each(environments.map(environment => [environment] as const))('with %j', async environment => {
  for (const host of hosts) {
    const address = `http://${host}:${target.port}/`;
    const took = await withEnvironment(environment, { cwd: '/' }, async () => (await fetch(address)).text());
    const expected = took === 'through' ? proxy.port : undefined;
    const said = proxyFor(address, environment);
    expect([host, said && Number(said.port)]).toEqual([host, expected]);
  }
});
