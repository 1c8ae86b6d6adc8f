import type { Environment } from '../../base/io.ts';
import { singleQuoted } from '../../base/quoting.ts';
import { proxyFor } from '../proxy.ts';
import { isUnchecked } from '../tls.ts';

/** A variable of the shell that stands for a secret. */
export type Placeholder = {
  /** What stands in the request in its place: letters and digits, which no library changes. */
  readonly mark: string;
  readonly variable: string;
  /** The line that sets it; null where the user has exported it. */
  readonly setUp: string | null;
};

/** A request as it would go out, before any signature. */
export type Outgoing = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
};

/** How a cloud wants a request signed; curl can do that itself. */
export type Signing =
  | { readonly by: 'aws'; readonly region: string; readonly service: string }
  | { readonly by: 'google' };

/** A program takes no longer argument on Linux (128 KiB); what is built into a shell does. */
const longestArgument = 100_000;

/** A `curl` command for a POSIX shell, with variables in the place of secrets. Everything else is literal. */
export function curlLine(
  { method, url, headers, body }: Outgoing,
  standIns: readonly Placeholder[],
  signing: Signing | undefined,
  way: readonly string[],
): string {
  const word = (text: string) => shellWord(text, standIns);
  const parts = [
    `curl -sS -g -N --max-time 120 -o - -X ${method} ${word(url)}`,
    ...way,
    ...headers.map(([name, value]) => `-H ${word(`${name}: ${value}`)}`),
    ...signed(signing),
  ];
  const join = (...more: readonly string[]) => [...parts, ...more].join(' \\\n  ');
  if (body === null) return join();
  if (body.length < longestArgument) return join(`--data-raw ${word(body)}`);
  return `printf %s ${word(body)} |\n${join('--data-binary @-')}`;
}

function signed(signing: Signing | undefined): string[] {
  switch (signing?.by) {
    case 'aws':
      return [
        `--aws-sigv4 'aws:amz:${signing.region}:${signing.service}'`,
        '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
        // curl leaves out a header without a value.
        '-H "x-amz-security-token: $AWS_SESSION_TOKEN"',
      ];
    case 'google':
      return ['-H "authorization: Bearer $(gcloud auth application-default print-access-token)"'];
    case undefined:
      return [];
  }
}

/** Means the same inside double quotes as outside of them. */
const harmless = /^[A-Za-z0-9 _./:@%+,=-]*$/;

/** One word of a shell: everything literal but the variables. */
export function shellWord(text: string, standIns: readonly Placeholder[]): string {
  const bare = standIns.reduce((rest, { mark }) => rest.replaceAll(mark, ''), text);
  if (bare === text) return singleQuoted(text);
  const [open, close] = harmless.test(bare) ? ['', ''] : [`'"`, `"'`];
  const word = standIns.reduce(
    (held, { mark, variable }) => held.replaceAll(mark, () => `${open}\${${variable}}${close}`),
    open === '' ? `"${text}"` : singleQuoted(text),
  );
  return open === '' ? word.replaceAll(/\$\{(\w+)\}(?!\w)/g, '$$$1') : word;
}

/** Where options of curl come from, which knows none of these variables or reads them in other cases. */
type Sources = {
  /** As the profile makes it, with marks for secrets. */
  readonly environment: Environment;
  readonly standIns: readonly Placeholder[];
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
