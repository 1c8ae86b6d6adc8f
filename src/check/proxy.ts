import { BlockList, isIP } from 'node:net';
import type { Environment } from '../base/io.ts';

/**
 * The proxy that a request to an address takes, or undefined: the rule of Bun’s `fetch` (observed on 1.4.5, and held
 * against it by a test), which cannot be asked. So that an error can name the place that was really gone to.
 */
export function proxyFor(address: string, environment: Environment): URL | undefined {
  const { protocol, hostname, port } = new URL(address);
  const named = environment[proxyVariable(address, environment) ?? ''];
  if (!named || /^(""|'')$/.test(named)) return undefined;
  const proxy = /^[a-z0-9+]+:\/\//i.test(named) ? named : `http://${named.replace(/^\/\//, '')}`;
  if (!URL.canParse(proxy)) return undefined;
  const target = { host: bare(hostname), port: port || (protocol === 'https:' ? '443' : '80') };
  const direct = (environment.no_proxy || environment.NO_PROXY || '').split(/[\s,]+/);
  return direct.some(entry => covers(entry.toLowerCase(), target)) ? undefined : new URL(proxy);
}

/** The variable that names the proxy of a request: small letters come first, an empty one counts as not there. */
export function proxyVariable(address: string, environment: Environment): string | undefined {
  const own = address.startsWith('https:') ? 'https_proxy' : 'http_proxy';
  return [own, own.toUpperCase(), 'all_proxy', 'ALL_PROXY'].find(name => environment[name]);
}

/** Whether an entry of NO_PROXY means a host: `*`, a name with all below it, an address or a range, each with its port. */
function covers(entry: string, { host, port }: { host: string; port: string }): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(host, entry);
  const [, name = '', ownPort] = (isIP(bare(entry)) ? undefined : /^(.+):(\d*)$/.exec(entry)) ?? ['', entry];
  if (ownPort !== undefined && ownPort !== port) return false;
  const whole = bare(name.replace(/\.$/, ''));
  if (isIP(host) !== 0) return whole === host;
  const meant = whole.replace(/^\*?\./, '');
  return meant !== '' && (host === meant || host.endsWith(`.${meant}`));
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(network) === 0 || isIP(host) !== isIP(network) || !/^\d+$/.test(bits)) return false;
  if (Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(host, family);
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
