import { afterAll, describe, expect, test } from 'bun:test';
import { createServer, type Server as TcpServer } from 'node:net';
import { setUp } from '../support/set-up.ts';
import { certificate, hasOpenssl } from './support/certificate.ts';
import { checked, impatient, profileFor } from './support/checked.ts';
import { type Gateway, plantedKey, type Server, serve } from './support/server.ts';
import { type Asked, refusal } from './support/upstream.ts';

setUp();

const servers: Server[] = [];
const raw: TcpServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()));
  for (const server of raw) server.close();
});

function started(gateway?: Gateway, tls?: { cert: string; key: string }): Server {
  const server = serve(gateway, tls);
  servers.push(server);
  return server;
}

/** For what no HTTP library would do: `answer` gets what to write, and the end. */
async function startedRaw(answer: (write: (text: string) => void, end: () => void) => void): Promise<string> {
  const server = createServer(socket => {
    socket.on('error', () => {});
    socket.once('data', () =>
      answer(
        text => socket.write(text),
        () => socket.end(),
      ),
    );
  });
  raw.push(server);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

function isModelCall({ path }: Asked): boolean {
  return path.startsWith('/v1/messages?');
}

describe('a server that is as it should be', () => {
  test('has every feature that can be shown', async () => {
    const { report, result, full, step } = await checked(started().url);
    expect(result.exit).toBe(0);
    expect(full.toSorted()).toEqual(
      [
        'context-management',
        'effort',
        'extended-thinking',
        'fine-grained-tool-streaming',
        'images-pdf',
        'interleaved-thinking',
        'model-discovery',
        'prompt-caching',
        'prompt-caching-1h',
        'structured-outputs',
        'token-counting',
        'tool-search',
      ].toSorted(),
    );
    expect(report.relay).toBe('verbatim');
    expect(step('authenticated')?.state).toBe('ok');
    // Dear, so only when it is asked for.
    expect(report.features.find(({ id }) => id === 'context-1m')?.state).toBe('unknown');
  });
});

describe('a gateway that strips the beta header', () => {
  test('loses what hangs on it, loudly or not, and nothing else', async () => {
    const server = started(asked => {
      const { 'anthropic-beta': _, ...headers } = asked.headers;
      return { ...asked, headers };
    });
    const { report, result, feature } = await checked(server.url);
    expect(result.exit).toBe(0);
    for (const id of [
      'interleaved-thinking',
      'tool-search',
      'effort',
      'context-management',
      'structured-outputs',
    ])
      expect([id, feature(id)]).toEqual([id, 'none']);
    for (const id of ['prompt-caching', 'extended-thinking', 'images-pdf', 'token-counting'])
      expect([id, feature(id)]).toEqual([id, 'full']);
    // Nobody refused the made-up one; who dropped it does not show.
    expect(report.relay).toBe('unknown');
  });
});

describe('a gateway that strips bodies', () => {
  test('is never believed for its answers', async () => {
    const server = started(asked => {
      const { model, stream, max_tokens, messages } = asked.body;
      return { ...asked, body: { model, stream, max_tokens, messages } };
    });
    const { full, feature } = await checked(server.url);
    // Messages go through whole, and with them pictures and counts.
    expect(full.toSorted()).toEqual(['images-pdf', 'model-discovery', 'token-counting']);
    for (const id of ['prompt-caching', 'prompt-caching-1h', 'structured-outputs'])
      expect([id, feature(id)]).toEqual([id, 'none']);
    for (const id of ['effort', 'context-management', 'interleaved-thinking', 'tool-search'])
      expect([id, feature(id)]).toEqual([id, 'unknown']);
  });
});

describe('a gateway that answers everything, whatever is asked', () => {
  test('has no feature in full', async () => {
    const server = started(asked =>
      isModelCall(asked) ? { ...asked, headers: asked.headers, body: { model: 'm' } } : asked,
    );
    const { full, report } = await checked(server.url);
    expect(full).toEqual(['model-discovery']);
    expect(report.relay).toBe('verbatim');
  });
});

type Unusable = {
  readonly what: string;
  readonly gateway: Gateway;
  readonly failed: 'reachable' | 'authenticated' | 'answered';
  readonly says: RegExp;
  readonly remedy?: string;
};

const hanging = new Promise<never>(() => {});

const unusable: readonly Unusable[] = [
  {
    what: 'refuses the credential (401)',
    gateway: asked =>
      isModelCall(asked) ? refusal(401, 'authentication_error', `bad key ${plantedKey}`) : asked,
    failed: 'authenticated',
    says: /refused \(401\): bad key ••••/,
    remedy: 'cgw secret check g token',
  },
  {
    what: 'forbids the model (403)',
    gateway: asked => (isModelCall(asked) ? refusal(403, 'permission_error', 'not for you') : asked),
    failed: 'authenticated',
    says: /\(403\): not for you/,
  },
  {
    what: 'has nothing at the path (404)',
    gateway: asked => (asked.path === '/' ? asked : refusal(404, 'not_found_error', 'no such route')),
    failed: 'answered',
    says: /\(404\): no such route/,
  },
  {
    what: 'hangs before the headers',
    gateway: asked => (isModelCall(asked) ? hanging : asked),
    failed: 'answered',
    says: /timeout: .* does not answer within 5 s/,
  },
  {
    what: 'hangs in the middle of the stream',
    gateway: asked => (isModelCall(asked) ? streamThat(() => {}) : asked),
    failed: 'answered',
    says: /timeout: .* fell silent for 5 s/,
  },
  {
    what: 'ends in the middle of the stream',
    gateway: asked => (isModelCall(asked) ? streamThat(controller => controller.close()) : asked),
    failed: 'answered',
    says: /stream: the answer ended before the message did/,
  },
  {
    what: 'shows a web page instead',
    gateway: asked => (isModelCall(asked) ? page(200) : asked),
    failed: 'answered',
    says: /format: .*a web page/,
  },
  {
    what: 'shows an error page',
    gateway: asked => (isModelCall(asked) ? page(502) : asked),
    failed: 'answered',
    says: /\(502\): a web page/,
  },
  {
    what: 'answers with 50 MB',
    gateway: asked => (isModelCall(asked) ? endless('text/event-stream', 200) : asked),
    failed: 'answered',
    says: /too-large: .* more than 4 MB/,
  },
  {
    what: 'refuses with 50 MB',
    gateway: asked => (isModelCall(asked) ? endless('application/json', 400) : asked),
    failed: 'answered',
    says: /too-large/,
  },
  {
    what: 'answers whole where a stream was asked for',
    gateway: asked => (isModelCall(asked) ? Response.json({ type: 'message', content: [] }) : asked),
    failed: 'answered',
    says: /format: .*application\/json/,
  },
  {
    what: 'is overloaded for good, in the middle of its stream',
    gateway: asked =>
      isModelCall(asked)
        ? new Response(
            'event: error\ndata: {"type":"error","error":{"type":"api_error","message":"no luck"}}\n\n',
            {
              headers: { 'content-type': 'text/event-stream' },
            },
          )
        : asked,
    failed: 'answered',
    says: /\(500\): no luck/,
  },
];

function streamThat(then: (controller: ReadableStreamDefaultController) => void): Response {
  const start = { type: 'message_start', message: { model: 'm', usage: {} } };
  const body = new ReadableStream({
    start: controller => {
      controller.enqueue(`event: message_start\ndata: ${JSON.stringify(start)}\n\n`);
      then(controller);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function page(status: number): Response {
  return new Response('<!doctype html><title>Sign in</title><script>location="/"</script>', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

function endless(type: string, status: number): Response {
  return new Response(new Uint8Array(50_000_000).fill(32), { status, headers: { 'content-type': type } });
}

describe('a server that cannot be used', () => {
  for (const { what, gateway, failed, says, remedy = '' } of unusable)
    test.concurrent(`${what}: ${failed} has failed`, async () => {
      const { url } = started(gateway);
      const profile = profileFor(url, what.startsWith('hangs') ? impatient : {});
      const { result, report, step, full } = await checked(url, { profile });
      expect(result.exit).toBe(5);
      expect(step(failed)?.state).toBe('failed');
      expect(step(failed)?.what).toMatch(says);
      expect(step(failed)?.remedy ?? '').toContain(remedy);
      expect(JSON.stringify(report.steps)).not.toContain('NAME');
      // Whatever the list of models says, nothing was measured with a model.
      expect(full.filter(id => id !== 'model-discovery')).toEqual([]);
      expect(report.features.every(({ id }) => id === 'model-discovery')).toBe(true);
    });
});

describe('a redirection', () => {
  test('is not followed, and nothing goes to where it points', async () => {
    const elsewhere = started();
    const server = started(asked =>
      isModelCall(asked) ? Response.redirect(`${elsewhere.url}/v1/messages?key=${plantedKey}`, 307) : asked,
    );
    const { result, step } = await checked(server.url);
    expect(result.exit).toBe(5);
    expect(step('answered')?.what).toBe(
      `redirect: ${server.url} redirects to ${elsewhere.url}, and is not followed`,
    );
    expect(elsewhere.asked).toEqual([]);
  });

  test('of everything sends nothing there either', async () => {
    const elsewhere = started();
    const server = started(asked => Response.redirect(elsewhere.url + asked.path, 301));
    const { step } = await checked(server.url);
    expect(step('answered')?.state).toBe('failed');
    expect(elsewhere.asked).toEqual([]);
  });

  test.each([
    'https://login.corp.example/oauth2/authorize?client=x',
    'https://team.cloudflareaccess.com/cdn-cgi/access/login/x',
    '/sso/saml?back=/v1/messages',
  ])('to %s is one to a login page', async location => {
    const server = started(asked =>
      isModelCall(asked) ? new Response(null, { status: 302, headers: { location } }) : asked,
    );
    const { step } = await checked(server.url);
    expect(step('answered')?.what).toMatch(/redirects to a login page at https?:[^?]+, and is not followed$/);
    expect(step('answered')?.remedy).toContain("cgw edit g --secret 'headers.HEADER=env:VARIABLE'");
  });
});

// LiteLLM’s words for it: 1.110.2, then older ones.
test.each([
  [
    403,
    "The requested model 'claude-opus-5-5' is not available for this API key, or the model name is invalid.",
  ],
  [401, "key not allowed to access model. This key can only access models=['claude-b']."],
])('a key that is known and may not use the model (%i) is no bad key', async (status, words) => {
  const server = started(asked =>
    isModelCall(asked) ? refusal(status, 'key_model_access_denied', words) : asked,
  );
  const { result, step } = await checked(server.url);
  expect(result.exit).toBe(5);
  expect(step('authenticated')?.state).toBe('ok');
  expect(step('answered')?.remedy).toContain('cgw edit g --set models.opus=MODEL');
  expect(step('models')?.state).toBe('ok');
});

describe('patience', () => {
  test('429 and 529, then well: asked again after as long as the server says', async () => {
    let refused = 0;
    const server = started(asked => {
      if (!isModelCall(asked) || refused >= 2) return asked;
      refused += 1;
      const answer = refusal(refused === 1 ? 429 : 529, 'rate_limit_error', 'slow down');
      answer.headers.set('retry-after', '0');
      return answer;
    });
    const { result, step, feature } = await checked(server.url);
    expect(refused).toBe(2);
    expect(result.exit).toBe(0);
    expect(step('answered')?.state).toBe('ok');
    expect(feature('prompt-caching')).toBe('full');
  });

  test('429 for longer than a check waits: said, and not asked again', async () => {
    let refused = 0;
    const server = started(asked => {
      if (!isModelCall(asked)) return asked;
      refused += 1;
      const answer = refusal(429, 'rate_limit_error', 'budget used up');
      answer.headers.set('retry-after', '3600');
      return answer;
    });
    const { result, step } = await checked(server.url);
    expect(refused).toBe(1);
    expect(result.exit).toBe(5);
    expect(step('answered')?.what).toContain('(429): budget used up');
  });

  test('429 for one probe only: that feature is unknown', async () => {
    const server = started(asked => {
      if (asked.body.context_management === undefined) return asked;
      const answer = refusal(429, 'rate_limit_error', 'slow down');
      answer.headers.set('retry-after', '3600');
      return answer;
    });
    const { result, feature } = await checked(server.url);
    expect(result.exit).toBe(0);
    expect(feature('context-management')).toBe('unknown');
    expect(feature('effort')).toBe('full');
  });
});

describe('the way to a server', () => {
  test('there is no such host', async () => {
    const { result, step } = await checked('http://no-such-host.invalid');
    expect(result.exit).toBe(5);
    expect(step('reachable')?.what).toMatch(/^dns: there is no address for no-such-host.invalid/);
  });

  test('nothing listens there', async () => {
    const gone = serve();
    await gone.stop();
    const { step } = await checked(gone.url);
    expect(step('reachable')?.what).toMatch(/^tcp: nothing listens at 127.0.0.1/);
  });

  test('it takes the connection and says nothing', async () => {
    const url = await startedRaw(() => {});
    const { step } = await checked(url, { profile: profileFor(url, impatient) });
    expect(step('reachable')?.what).toMatch(/^timeout: .* does not answer within 5 s/);
  });

  test('it speaks no HTTP', async () => {
    const url = await startedRaw((write, end) => {
      write('220 mail.example.com ESMTP\r\n');
      end();
    });
    const { step } = await checked(url);
    expect(step('reachable')?.what).toMatch(/^http: /);
  });

  test('it speaks HTTP/1.0 and closes: that will do', async () => {
    const events = [
      { type: 'message_start', message: { model: 'claude-opus-5-5', usage: {} } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'pong' } },
      { type: 'message_stop' },
    ];
    const body = events.map(each => `event: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`).join('');
    const url = await startedRaw((write, end) => {
      write(`HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n${body}`);
      end();
    });
    const { step, full } = await checked(url);
    expect(step('answered')?.state).toBe('ok');
    expect(full).toEqual([]);
  });

  test.skipIf(!hasOpenssl)('its certificate is of an unknown authority', async () => {
    const { cert, key } = certificate();
    const { step, result } = await checked(started(undefined, { cert, key }).url);
    expect(result.exit).toBe(5);
    expect(step('reachable')?.what).toMatch(/^tls: there is no secure connection/);
    expect(step('reachable')?.remedy).toContain('NODE_EXTRA_CA_CERTS');
  });

  test.skipIf(!hasOpenssl)(
    'the authority is known by NODE_EXTRA_CA_CERTS, of the profile or of the shell',
    async () => {
      const { cert, key, path: file } = certificate();
      const { url } = started(undefined, { cert, key });
      const own = profileFor(url, { env: { NODE_EXTRA_CA_CERTS: file } });
      const [byProfile, byShell] = await Promise.all([
        checked(url, { profile: own }),
        checked(url, { env: { NODE_EXTRA_CA_CERTS: file } }),
      ]);
      expect(byProfile.step('answered')?.state).toBe('ok');
      expect(byShell.step('answered')?.state).toBe('ok');
    },
  );

  test('it speaks no TLS', async () => {
    const { step } = await checked(started().url.replace('http:', 'https:'));
    expect(step('reachable')?.what).toMatch(/^tls: /);
  });
});
