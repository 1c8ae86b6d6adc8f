import type { Environment } from '../../base/io.ts';
import { singleQuoted } from '../../base/quoting.ts';
import { mayNotBeWritten } from '../../claude/pinned-variables.ts';
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

/**
 * A `curl` command for a POSIX shell, with variables in the place of secrets. Everything else is literal. Whoever lists
 * processes sees the arguments of all, so what holds a secret is handed over by open files: header lines (curl 7.55 and
 * later) and a configuration.
 */
export function curlLine(
  { method, url, headers, body }: Outgoing,
  standIns: readonly Placeholder[],
  signing: Signing | undefined,
  way: readonly CurlOption[],
): string {
  const isSecret = (text: string) => standIns.some(({ mark }) => text.includes(mark));
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const { header, config } = signed(signing);
  const secretLines = [...lines.filter(isSecret).map(text => documentLine(text, standIns)), ...header];
  const secretOptions = [
    ...(isSecret(url) ? [`url = "${documentLine(url, standIns)}"`] : []),
    ...way.flatMap(({ flag, variable }) =>
      variable === undefined ? [] : [`${flag.slice(2)} = "${variable}"`],
    ),
    ...config,
  ];
  const byPipe = body !== null && (body.length >= longestArgument || isSecret(body));
  const words = [
    `curl -sS -g -N --max-time 120 -o - -X ${method}${isSecret(url) ? '' : ` ${singleQuoted(url)}`}`,
    ...way.flatMap(({ flag, word, variable }) =>
      variable === undefined ? [word === undefined ? flag : `${flag} ${word}`] : [],
    ),
    ...lines.filter(line => !isSecret(line)).map(line => `-H ${singleQuoted(line)}`),
    ...(secretLines.length > 0 ? ['-H @/dev/fd/3'] : []),
    ...(secretOptions.length > 0 ? ['-K /dev/fd/4'] : []),
    ...(body === null ? [] : [byPipe ? '--data-binary @-' : `--data-raw ${singleQuoted(body)}`]),
  ];
  const documents = [document(3, secretLines), document(4, secretOptions)].filter(each => each !== undefined);
  const command = words.join(' \\\n  ') + documents.map(({ opens }) => ` ${opens}`).join('');
  const texts = documents.map(({ text }) => `\n${text}`).join('');
  return byPipe ? `printf %s ${shellWord(body, standIns)} |\n${command}${texts}` : command + texts;
}

/** Lines that the shell hands over as an open file, its variables filled in. */
function document(descriptor: 3 | 4, lines: readonly string[]): { opens: string; text: string } | undefined {
  if (lines.length === 0) return undefined;
  const end = `END${descriptor}`;
  return { opens: `${descriptor}<<${end}`, text: [...lines, end].join('\n') };
}

/** A line of such a file: everything literal but the variables. */
function documentLine(text: string, standIns: readonly Placeholder[]): string {
  const literal = text.replace(/[\\$`]/g, '\\$&');
  return standIns
    .reduce((held, { mark, variable }) => held.replaceAll(mark, () => `\${${variable}}`), literal)
    .replaceAll(/(?<!\\)\$\{(\w+)\}(?!\w)/g, '$$$1');
}

function signed(signing: Signing | undefined): {
  readonly header: readonly string[];
  readonly config: readonly string[];
} {
  switch (signing?.by) {
    case 'aws':
      return {
        // curl leaves out a header without a value.
        header: ['x-amz-security-token: $AWS_SESSION_TOKEN'],
        config: [
          `aws-sigv4 = "aws:amz:${signing.region}:${signing.service}"`,
          'user = "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
        ],
      };
    case 'google':
      return {
        header: ['authorization: Bearer $(gcloud auth application-default print-access-token)'],
        config: [],
      };
    case undefined:
      return { header: [], config: [] };
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

/** An option of curl, with a literal word or with what the shell fills in and may be a secret. */
export type CurlOption = { readonly flag: `--${string}`; readonly word?: string; readonly variable?: string };

/**
 * The options with which curl takes the same way to a server as a check: proxy, authorities, certificate of the client.
 * One file of authorities is added to curl’s own folder of them, if it has one.
 */
export function connectionOptions(url: string, { environment, standIns, shell }: Sources): CurlOption[] {
  const option = (flag: CurlOption['flag'], ...names: readonly string[]): CurlOption[] => {
    const name = names.find(each => environment[each]);
    const value = name === undefined ? undefined : environment[name];
    if (name === undefined || value === undefined) return [];
    // The address of a proxy may hold a password.
    const isTold = flag !== '--proxy' && flag !== '--pass';
    const isSecret = standIns.some(({ mark }) => value.includes(mark));
    // A settings file may hold a password, too: who runs the command exports it.
    if (shell[name] === value || (!isTold && !isSecret && mayNotBeWritten(name, value)))
      return [isTold ? { flag, word: `"$${name}"` } : { flag, variable: `$${name}` }];
    return [
      isSecret ? { flag, variable: documentLine(value, standIns) } : { flag, word: singleQuoted(value) },
    ];
  };
  const secure = new URL(url).protocol === 'https:';
  const proxies = [secure ? 'https_proxy' : 'http_proxy', 'all_proxy'].flatMap(each => [
    each,
    each.toUpperCase(),
  ]);
  const proxy = option('--proxy', ...proxies);
  // curl reads these variables by a rule of its own: which hosts have none is decided here.
  const all: CurlOption[] = [{ flag: '--noproxy', word: "'*'" }];
  const none: CurlOption[] = [{ flag: '--noproxy', word: "''" }];
  const decided = proxyFor(url, environment) === undefined ? all : [...proxy, ...none];
  return [
    ...(proxy.length > 0 ? decided : []),
    ...(secure
      ? [
          ...(isUnchecked(environment) ? [{ flag: '--insecure' } as const] : []),
          ...option('--cacert', 'NODE_EXTRA_CA_CERTS'),
          ...option('--cert', 'CLAUDE_CODE_CLIENT_CERT'),
          ...option('--key', 'CLAUDE_CODE_CLIENT_KEY'),
          ...option('--pass', 'CLAUDE_CODE_CLIENT_KEY_PASSPHRASE'),
        ]
      : []),
  ];
}
