import { singleQuoted } from '../../base/quoting.ts';
import type { StandIn } from './stand-ins.ts';

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
  standIns: readonly StandIn[],
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
export function shellWord(text: string, standIns: readonly StandIn[]): string {
  const bare = standIns.reduce((rest, { mark }) => rest.replaceAll(mark, ''), text);
  if (bare === text) return singleQuoted(text);
  const [open, close] = harmless.test(bare) ? ['', ''] : [`'"`, `"'`];
  const word = standIns.reduce(
    (held, { mark, variable }) => held.replaceAll(mark, () => `${open}\${${variable}}${close}`),
    open === '' ? `"${text}"` : singleQuoted(text),
  );
  return open === '' ? word.replaceAll(/\$\{(\w+)\}(?!\w)/g, '$$$1') : word;
}
