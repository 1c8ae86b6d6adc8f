import { errorCode } from '../base/errors.ts';
import type { Stage } from './exchange.ts';

/** Why there was no answer: known when it happened, so that no library between can blur it. */
export type Failure = { readonly stage: Stage; readonly what: string };

/** A failure on its way through libraries. */
export class Broken extends Error {
  constructor(readonly failure: Failure) {
    super(failure.what);
    this.name = 'Broken';
  }
}

const stages: readonly (readonly [RegExp, Stage, string])[] = [
  [/^(ENOTFOUND|EAI_\w+|ENODATA|DNS\w*)$/, 'dns', 'there is no address for'],
  [/PROXY/, 'proxy', 'the proxy does not let through to'],
  [/^(ECONNREFUSED|ConnectionRefused)$/, 'tcp', 'nothing listens at'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EACCES)$/, 'tcp', 'the network has no way to'],
  [/CERT|SELF_SIGNED|ISSUER|UNABLE_TO|TLS|SSL|EPROTO/, 'tls', 'there is no secure connection to'],
  [/^(ECONNRESET|EPIPE|ConnectionClosed)$/, 'http', 'the connection was closed by'],
];

/** What an error of the network means; `place` is host and port, or the origin. */
export function failureOf(error: unknown, place: string): Failure {
  if (error instanceof Broken) return error.failure;
  const code = errorCode(error) ?? '';
  const found = stages.find(([pattern]) => pattern.test(code));
  if (found === undefined) return { stage: 'http', what: `${place} does not answer as HTTP${named(code)}` };
  const [, stage, what] = found;
  return { stage, what: `${what} ${place}${named(code)}` };
}

function named(code: string): string {
  return code === '' ? '' : ` (${code})`;
}
