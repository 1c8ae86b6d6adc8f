import { once } from 'node:events';
import { connect } from 'node:net';
import { type Failure, failureOf, proxyWantsUser, stopped } from '../exchange.ts';
import { proxyFor, proxyVariable } from '../proxy.ts';
import { type Step, step } from '../report.ts';
import type { Session } from '../session.ts';
import { isUnchecked, tlsRemedy } from '../tls.ts';

/** Whether there is a server at all. No credential goes along, and whatever it answers will do. */
export async function reachable({ sdk, wire, limits, stop, whoSays }: Session): Promise<Step> {
  const { origin, host } = new URL(sdk.baseURL);
  const failure = await connectionFailure(sdk.baseURL, limits.silence, stop);
  const failed = (broken: Failure) => failedStep(broken, sdk.baseURL, whoSays);
  if (failure !== undefined) return failed(failure);
  const started = performance.now();
  try {
    const answer = await wire.fetch(origin, { method: 'GET' });
    await answer.body?.cancel();
  } catch (error) {
    const broken = wire.failure() ?? failureOf(error, origin);
    // It is there, and what it does with a real request is another matter.
    if (broken.stage !== 'redirect') return failed(broken);
  }
  const time = Math.round(performance.now() - started);
  const what = `${host} answers in ${time} ms${throughProxy(sdk.baseURL)}`;
  if (!origin.startsWith('https:') || !isUnchecked(process.env)) return step('reachable', 'ok', what);
  return step(
    'reachable',
    'warning',
    `${what}, but it could be anybody: certificates are not checked`,
    'leave out NODE_TLS_REJECT_UNAUTHORIZED; for a CA of your own there is NODE_EXTRA_CA_CERTS=FILE',
  );
}

/**
 * Why there is no connection to the server, or to the proxy before it: a request alone could not tell a network that
 * swallows everything from a server that does not answer.
 */
async function connectionFailure(
  address: string,
  silence: number,
  stop: AbortSignal,
): Promise<Failure | undefined> {
  const { hostname, port, protocol, host } = proxyFor(address, process.env) ?? new URL(address);
  const late = AbortSignal.timeout(silence);
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  });
  try {
    await once(socket, 'connect', { signal: AbortSignal.any([stop, late]) });
    return undefined;
  } catch (error) {
    if (stop.aborted) return stopped;
    return late.aborted
      ? { stage: 'tcp', what: `${host} does not answer to a connection within ${silence / 1000} s` }
      : failureOf(error, host);
  } finally {
    // What comes later is nobody’s concern, and would be an exception without a listener.
    socket.on('error', () => {});
    socket.destroy();
  }
}

function throughProxy(address: string): string {
  const proxy = proxyFor(address, process.env);
  return proxy === undefined ? '' : ` through the proxy ${proxy.host}`;
}

const remedies: { readonly [Each in Failure['stage']]?: string } = {
  dns: 'check the address (baseUrl), the VPN, or HTTPS_PROXY',
  tcp: 'check the port, the VPN and the firewall, and that the server runs',
  proxy: 'check HTTPS_PROXY and NO_PROXY',
  timeout: 'the server is there but stuck: ask whoever runs it',
};

function failedStep({ stage, what }: Failure, address: string, whoSays: Session['whoSays']): Step {
  const usual = remedies[stage] ?? 'check the address (baseUrl)';
  const proxy = proxyVariable(address, process.env);
  const remedy =
    stage === 'tls'
      ? tlsRemedy(what, process.env, whoSays)
      : what === proxyWantsUser && proxy !== undefined
        ? `write them into ${proxy} (${whoSays(proxy)}): http://USER:PASSWORD@HOST:PORT`
        : stage === 'proxy' && proxy !== undefined
          ? `check ${proxy} and NO_PROXY (${whoSays(proxy)})`
          : usual;
  return step('reachable', 'failed', `${stage}: ${what}`, remedy);
}
