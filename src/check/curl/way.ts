import type { Environment } from '../../base/io.ts';
import { proxyFor } from '../proxy.ts';
import { isUnchecked } from '../tls.ts';
import { shellWord } from './line.ts';
import type { StandIn } from './stand-ins.ts';

/** Where options of curl come from, which knows none of these variables or reads them in other cases. */
type Sources = {
  /** As the profile makes it, with marks for secrets. */
  readonly environment: Environment;
  readonly standIns: readonly StandIn[];
  /** That of the shell: what is the same there stays a variable, for a proxy’s address may hold a password. */
  readonly shell: Environment;
};

/**
 * The options with which curl takes the same way to a server as a check: proxy, authorities, certificate of the client.
 * One file of authorities is added to curl’s own folder of them, if it has one.
 */
export function wayTo(url: string, { environment, standIns, shell }: Sources): string[] {
  const option = (flag: string, ...names: readonly string[]): string[] => {
    const name = names.find(each => environment[each]);
    const value = name === undefined ? undefined : environment[name];
    if (name === undefined || value === undefined) return [];
    return [`${flag} ${shell[name] === value ? `"$${name}"` : shellWord(value, standIns)}`];
  };
  const secure = new URL(url).protocol === 'https:';
  const proxies = [secure ? 'https_proxy' : 'http_proxy', 'all_proxy'].flatMap(each => [
    each,
    each.toUpperCase(),
  ]);
  const proxy = option('--proxy', ...proxies);
  // curl reads these variables by a rule of its own: which hosts have none is decided here.
  const decided = proxyFor(url, environment) === undefined ? ["--noproxy '*'"] : [...proxy, "--noproxy ''"];
  return [
    ...(proxy.length > 0 ? decided : []),
    ...(secure
      ? [
          ...(isUnchecked(environment) ? ['--insecure'] : []),
          ...option('--cacert', 'NODE_EXTRA_CA_CERTS'),
          ...option('--cert', 'CLAUDE_CODE_CLIENT_CERT'),
          ...option('--key', 'CLAUDE_CODE_CLIENT_KEY'),
          ...option('--pass', 'CLAUDE_CODE_CLIENT_KEY_PASSPHRASE'),
        ]
      : []),
  ];
}
