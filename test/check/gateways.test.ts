import { afterAll, describe, expect, test } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';
import { checked, profileFor } from './support/checked.ts';
import { type Gateway, plantedKey, type Server, serve } from './support/server.ts';
import { refusal } from './support/upstream.ts';

setUp();

const servers: Server[] = [];
afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()));
});

function started(gateway: Gateway): Server {
  const server = serve(gateway);
  servers.push(server);
  return server;
}

const key = {
  key: 'hashed',
  info: { spend: 12.5, max_budget: 50, rpm_limit: 100, tpm_limit: null, expires: '2027-01-01T00:00:00Z' },
};

/** LiteLLM as it shows itself: facts/litellm.md §4. Its own endpoints are at the root. */
function litellm(version: string | undefined, info: object = key): Gateway {
  return asked => {
    switch (asked.path) {
      case '/public/model_hub/info':
        return version === undefined ? refusal(404, 'x', 'no') : Response.json({ litellm_version: version });
      case '/health/liveliness':
        return Response.json("I'm alive!");
      case '/key/info':
        return asked.headers.authorization === `Bearer ${plantedKey}`
          ? Response.json(info)
          : refusal(401, 'auth', 'no key');
      default:
        return { ...asked, path: asked.path.replace(/^\/anthropic/, '') };
    }
  };
}

describe('LiteLLM', () => {
  test('is known by its version, and tells spend and budget of the key', async () => {
    const server = started(litellm('1.110.2'));
    const { step, report } = await checked(server.url);
    expect(step('identified')).toMatchObject({ state: 'ok', what: 'LiteLLM 1.110.2' });
    expect(report.versions).toBe('LiteLLM 1.110.2, claude-opus-5-5');
    expect(report.key).toEqual({
      spend: 12.5,
      budget: 50,
      requestsPerMinute: 100,
      tokensPerMinute: null,
      expires: '2027-01-01T00:00:00Z',
    });
    expect(step('key')?.what).toBe(
      'spent $12.50 of $50.00, 100 requests a minute, until 2027-01-01T00:00:00Z',
    );
  });

  test('is never asked for its health, which it bills', async () => {
    const server = started(litellm('1.110.2'));
    await checked(server.url);
    expect(server.asked.map(({ path }) => path)).not.toContain('/health');
    expect(server.asked.some(({ path }) => /^\/health($|\?)/.test(path))).toBe(false);
  });

  test('without a version is known by its sign of life', async () => {
    const { step } = await checked(started(litellm(undefined)).url);
    expect(step('identified')).toMatchObject({ state: 'ok', what: 'LiteLLM' });
  });

  test('whose own endpoints are closed is known by the headers of its answers', async () => {
    const server = started(asked => {
      if (!asked.path.startsWith('/v1/')) return refusal(404, 'x', 'closed');
      if (!asked.path.startsWith('/v1/messages?')) return asked;
      const answer = refusal(404, 'x', 'no such model');
      answer.headers.set('x-litellm-version', '1.110.2');
      return answer;
    });
    const { step } = await checked(server.url);
    expect(step('identified')).toMatchObject({ state: 'ok', what: 'LiteLLM 1.110.2' });
  });

  test.each(sampleOf([['1.82.7'], ['v1.82.8'], ['1.82.7.post1']], 2))(
    '%s steals credentials: it gets none',
    async version => {
      const server = started(litellm(version));
      const { step, result } = await checked(server.url);
      expect(result.exit).toBe(5);
      expect(step('identified')).toMatchObject({ state: 'failed' });
      expect(step('identified')?.what).toContain('BerriAI/litellm#24512');
      expect(JSON.stringify(server.asked)).not.toContain(plantedKey);
    },
  );

  test('with a used-up budget is worth a look', async () => {
    const { step } = await checked(started(litellm('1.110.2', { info: { spend: 50, max_budget: 50 } })).url);
    expect(step('key')).toMatchObject({ state: 'warning' });
  });

  test('is asked at its root, also behind a pass-through', async () => {
    const server = started(asked => {
      const passed = litellm('1.110.2')(asked);
      return asked.path.startsWith('/anthropic/') && !(passed instanceof Response)
        ? pass(server, asked)
        : passed;
    });
    const { step } = await checked(server.url, { profile: profileFor(`${server.url}/anthropic`) });
    expect(step('identified')).toMatchObject({ what: 'LiteLLM 1.110.2' });
    expect(step('key')).toMatchObject({ state: 'ok' });
  });
});

/** The same server without the prefix. */
async function pass(
  server: Server,
  asked: { path: string; headers: object; body: object },
): Promise<Response> {
  return fetch(`${server.url}${asked.path.replace('/anthropic', '')}`, {
    method: asked.path.includes('messages') ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${plantedKey}` },
    ...(asked.path.includes('messages') ? { body: JSON.stringify(asked.body) } : {}),
  });
}

test('OpenRouter tells the limit of its key', async () => {
  const server = started(asked => {
    if (asked.path === '/api/v1/key')
      return asked.headers.authorization === `Bearer ${plantedKey}`
        ? Response.json({ data: { label: 'sk-or', usage: 3.25, limit: null } })
        : refusal(401, 'auth', 'no key');
    return asked.path.startsWith('/api/') ? refusal(404, 'x', 'no') : asked;
  });
  const { step } = await checked(server.url, {
    profile: profileFor(`${server.url}/api`, { product: 'openrouter' }),
  });
  expect(step('identified')?.what).toBe('OpenRouter');
  expect(server.asked.map(({ path }) => path)).not.toContain('/key/info');
});

describe('the models that a profile names', () => {
  const models = (...ids: readonly string[]): Gateway => {
    return asked =>
      asked.path.startsWith('/v1/models') ? Response.json({ data: ids.map(id => ({ id })) }) : asked;
  };

  const listed = [
    [['claude-a', 'claude-b', 'claude-s', 'claude-h', 'claude-f'], 'ok'],
    // `--model haiku` is a 404 there.
    [['claude-a', 'claude-b', 'claude-s', 'claude-f'], 'warning'],
    [['claude-*'], 'ok'],
    [['claude-a-20260101', 'claude-b', 'claude-s', 'claude-h', 'claude-f'], 'ok'],
    [['claude-a'], 'warning'],
    [['gpt-9'], 'warning'],
  ] as const;
  test.each(sampleOf(listed, 3))('%j: %s', async (ids, state) => {
    const profile = profileFor(started(models(...ids)).url, {
      models: {
        default: 'claude-a[1m]',
        opus: 'claude-b',
        sonnet: 'claude-s',
        haiku: 'claude-h',
        fable: 'claude-f',
      },
    });
    const { step, result } = await checked('', { profile });
    expect(step('models')?.state).toBe(state);
    // What is not in a list may be served all the same.
    expect(result.exit).toBe(0);
  });

  const shown = [
    [['claude-a', 'gpt-9'], 'partial'],
    [['gpt-9'], 'none'],
    [['claude-a', 'anthropic/x'], 'full'],
    [[], 'none'],
  ] as const;
  test.each(sampleOf(shown, 2))('of %j Claude Code could show: %s', async (ids, state) => {
    const { feature } = await checked(started(models(...ids)).url);
    expect(feature('model-discovery')).toBe(state);
  });
});
