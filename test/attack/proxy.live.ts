import { expect } from 'bun:test';
import type { Outcome } from '../live/programs.ts';
import { bashCall } from '../live/recorder/bash-call.ts';
import { startTlsProxy } from '../live/tls-proxy.ts';
import { heardBy } from '../live/wire.ts';
import { live, type World } from '../live/world.ts';
import { isDeep } from '../support/tier.ts';
import { goodKey, type Moment, struckRecorder } from './scene.ts';

/*
 * The user’s proxy asks for a password, which must not be written into the overlay. Nevertheless no project makes the
 * credential travel through a proxy of its own.
 */

const password = 'proxy-password-90c1f2';
const none = { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '' };

const victims = {
  env: { format: 'anthropic', preset: 'litellm', options: [], secret: 'token=env:GOOD_KEY' },
  helper: {
    format: 'anthropic',
    preset: 'litellm',
    options: ['--no-env-secret'],
    secret: 'token=file:~/key',
  },
  bedrock: { format: 'bedrock', preset: 'bedrock', options: [], secret: undefined },
  'bedrock --strict': { format: 'bedrock', preset: 'bedrock', options: ['--strict'], secret: undefined },
} as const;
type Mode = keyof typeof victims;

const shell = {
  GOOD_KEY: goodKey,
  AWS_ACCESS_KEY_ID: 'AKIAGOODGOODGOODGOOD',
  AWS_SECRET_ACCESS_KEY: 'good',
  AWS_REGION: 'us-east-1',
};

async function launch(
  world: World,
  mode: Mode,
  address: string,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const { options, preset, secret } = victims[mode];
  world.write('home/key', goodKey);
  const fields = [
    `baseUrl=${address}`,
    'models.default=us.anthropic.claude-opus-5-5',
    'env.CLAUDE_CODE_MAX_RETRIES=1',
  ];
  const set = fields.flatMap(each => ['--set', each]);
  await world.add('good', '--from', preset, ...set, ...(secret === undefined ? [] : ['--secret', secret]));
  const command = ['run', '--quiet', ...options, 'good', '--allowedTools=Bash', '-p', 'hi'];
  return world.cgw(command, { environment: { ...shell, ...environment } });
}

/** What makes every request go to an address. */
function proxies(address: string): Record<string, string> {
  return Object.fromEntries(
    ['http_proxy', 'https_proxy', 'all_proxy'].flatMap(name => [
      [name, address],
      [name.toUpperCase(), address],
    ]),
  );
}

type Row = { readonly mode: Mode; readonly moment: Moment; readonly where: 'shell' | 'settings' };

/** Where nothing can be held against a project that changes its mind, nothing is started. */
const isRefused = ({ mode, moment }: Row) => mode === 'helper' || (mode === 'bedrock' && moment === 'mid');

const rows = (Object.keys(victims) as Mode[]).flatMap(mode =>
  (['launch', 'mid'] satisfies Moment[]).flatMap(moment =>
    (['shell', 'settings'] as const).map(where => ({ mode, moment, where })),
  ),
);

for (const row of rows) {
  const { mode, moment, where } = row;
  if (!isDeep && (moment === 'launch' || mode === 'bedrock --strict' || where === 'settings')) continue;
  live(`a proxy with a password, a server without TLS: ${mode}, ${moment}, in ${where}`, async world => {
    const { format } = victims[mode];
    const theirs = world.recorder(format);
    const strike = () => world.settings('project', { env: proxies(theirs.url) });
    // The proxy answers in the place of a server that nobody else could reach.
    const ours = struckRecorder(world, format, moment, strike);
    const own = `http://me:${password}@${new URL(ours.url).host}`;
    const network = { HTTP_PROXY: own, HTTPS_PROXY: own, NO_PROXY: '' };
    if (where === 'settings') world.settings('user', { env: network });
    const environment = where === 'shell' ? network : none;
    const { exitCode, stderr } = await launch(world, mode, 'http://gateway.example', environment);
    expect(heardBy(theirs)).toEqual([]);
    expect(stderr).not.toContain(password);
    const asked = ours.modelRequests().length;
    if (isRefused(row)) expect({ exitCode, asked }).toEqual({ exitCode: 2, asked: 0 });
    else
      expect({ exitCode, often: asked >= (moment === 'mid' ? 3 : 1) }).toEqual({ exitCode: 0, often: true });
  });
}

/** A proxy that lets everybody through to where nobody is, and what it is told. */
function listener(): { readonly url: string; heard(): string; stop(): void } {
  const heard: string[] = [];
  const server = Bun.listen({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      data: (socket, data) => {
        heard.push(data.toString('latin1'));
        if (heard.at(-1)?.startsWith('CONNECT')) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        else socket.end();
      },
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    heard: () => heard.join(''),
    stop: () => server.stop(true),
  };
}

live('a proxy with a password, a server with TLS: another proxy hears a name', async world => {
  const theirs = listener();
  const call = bashCall('anthropic', 'sleep 1.5', 2);
  const ours = world.recorder('anthropic', {
    intercept: async request => {
      world.settings('project', { env: { ...proxies(theirs.url), NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
      return call(request);
    },
  });
  const { environment, stop } = startTlsProxy(world, 'gateway.example', ours.url);
  const own = `http://me:${password}@${new URL(environment.HTTPS_PROXY ?? '').host}`;
  const network = { ...environment, HTTPS_PROXY: own, HTTP_PROXY: own };
  const { stdout, stderr } = await launch(world, 'helper', 'https://gateway.example', network);
  stop();
  theirs.stop();
  expect(ours.modelRequests().length).toBeGreaterThan(0);
  expect(theirs.heard()).toContain('CONNECT gateway.example:443 ');
  expect(theirs.heard()).not.toMatch(/^(?!CONNECT gateway\.example:443 )[A-Z]+ /m);
  for (const secret of [goodKey, password]) expect(theirs.heard() + stdout + stderr).not.toContain(secret);
});
