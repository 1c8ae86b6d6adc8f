import { readFileSync } from 'node:fs';
import { getCACertificates, rootCertificates } from 'node:tls';
import type { Environment } from '../io.ts';

/** What a TLS connection is made with, as `fetch` takes it. */
export type Tls = {
  readonly ca: string[];
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
};

/**
 * The certificates that Claude Code would use under this environment: its stores (`CLAUDE_CODE_CERT_STORE`, by default
 * the bundled and the system’s), `NODE_EXTRA_CA_CERTS`, and those of the client. Files that cannot be read are left
 * out, as Node does it: the connection will tell.
 */
export function tlsFor(environment: Environment): Tls {
  const stores = (environment.CLAUDE_CODE_CERT_STORE || 'bundled,system').split(',');
  const extra = textOf(environment.NODE_EXTRA_CA_CERTS);
  const cert = textOf(environment.CLAUDE_CODE_CLIENT_CERT);
  const key = textOf(environment.CLAUDE_CODE_CLIENT_KEY);
  const passphrase = environment.CLAUDE_CODE_CLIENT_KEY_PASSPHRASE;
  return {
    ca: [
      ...(stores.includes('bundled') ? rootCertificates : []),
      ...(stores.includes('system') ? getCACertificates('system') : []),
      ...(extra === undefined ? [] : [extra]),
    ],
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

function textOf(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
