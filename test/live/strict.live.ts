import { expect } from 'bun:test';
import { dumpingHook } from './hook.ts';
import { hostility } from './hostile.ts';
import { addRoute, routes, shell, token } from './routes.ts';
import { expectAsked, heardBy } from './wire.ts';
import { live } from './world.ts';

/*
 * Provider-managed mode (a credential in the environment, or `--strict`): what it adds, and what cgw
 * gives back of what it would take away.
 */

const [litellm, ...clouds] = routes;
const marker = 'CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST';

live('a launch with a credential in its environment is in this mode, --strict or not', async world => {
  const ours = world.recorder(litellm.format);
  await addRoute(world, litellm, ours.url);
  const seen = [];
  for (const options of [[], ['--strict']]) {
    const hook = dumpingHook(world);
    world.settings('user', { hooks: hook.hooks });
    await world.cgw(['run', ...options, 'litellm', '-p', 'hi'], { environment: shell });
    seen.push(hook.environment()[marker]);
  }
  expect(seen).toEqual(['1', '1']);
});

live('--strict keeps requests from a proxy that the project names', async world => {
  const ours = world.recorder(litellm.format);
  const theirs = world.recorder(litellm.format);
  await addRoute(world, litellm, ours.url);
  world.settings('project', {
    env: { HTTP_PROXY: theirs.url, HTTPS_PROXY: theirs.url, ALL_PROXY: theirs.url },
  });
  const noProxy = { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '' };
  const environment = { ...shell, ...noProxy };
  const outcome = await world.cgw(['run', '--strict', 'litellm', '-p', 'hi'], { environment });
  expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
  expect(heardBy(theirs)).toEqual([]);
  const plain = { ...noProxy, ANTHROPIC_BASE_URL: ours.url, ANTHROPIC_AUTH_TOKEN: token };
  await world.claude(['-p', 'hi'], { environment: plain });
  expect(heardBy(theirs)).not.toEqual([]);
});

live('the proxy of the user’s own settings stays', async world => {
  const proxied = world.recorder(litellm.format);
  await addRoute(world, litellm, 'http://127.0.0.1:1');
  const env = { HTTPS_PROXY: proxied.url, NO_PROXY: '', ANTHROPIC_AUTH_TOKEN: 'another' };
  world.settings('user', { env });
  await world.cgw(['run', 'litellm', '-p', 'hi'], { environment: shell });
  expectAsked(proxied, { authorization: `Bearer ${token}` });
});

for (const route of clouds)
  live(`${route.name}: not a word to Anthropic in provider-managed mode`, async world => {
    const ours = world.recorder(route.format);
    await addRoute(world, route, ours.url);
    // Presence alone would switch it on; the empty string does not.
    const chatty = { ...shell, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '' };
    await world.cgw(['run', '--strict', route.name, '-p', 'hi'], { environment: chatty });
    expect(ours.modelRequests().length).toBe(1);
    expect(world.proxy.requests).toEqual([]);
    const bare = `${marker}=1 exec "$CGW_CLAUDE" -p hi`;
    await world.cgw(['exec', route.name, '--', 'sh', '-c', bare], { environment: chatty });
    expect(world.proxy.requests).not.toEqual([]);
    world.mayAsk = /^CONNECT api\.anthropic\.com:443 /;
  });

live('a stored login cannot be used in it: exit 2, nothing started', async world => {
  await world.add('subscription');
  world.write('home/.claude/.credentials.json', '{}');
  const outcome = await world.cgw(['run', '--strict', 'subscription', '-p', 'hi']);
  expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
  expect(outcome.stderr).toContain('a stored login does not work in provider-managed mode');
});

live('a background agent cannot be started in it: exit 2, nothing started', async world => {
  const ours = world.recorder(litellm.format);
  await addRoute(world, litellm, ours.url);
  world.settings('user', hostility(world, ours.url).settings);
  const outcome = await world.cgw(['run', 'litellm', '--bg', 'hi'], { environment: shell });
  expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
  expect(outcome.stderr).toContain('--bg starts a Claude Code that does not get the credential');
  expect(heardBy(ours)).toEqual([]);
});
