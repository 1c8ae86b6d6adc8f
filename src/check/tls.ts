import { getCACertificates, rootCertificates } from 'node:tls';
import { maxFileBytes, readBounded } from '../base/bounded-read.ts';
import type { Environment } from '../base/io.ts';
import { quotedWord } from '../base/quoting.ts';
import { printable } from '../base/terminal-text.ts';

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
  const extra = pemIn(environment.NODE_EXTRA_CA_CERTS);
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

/** Whether no certificate is checked: `fetch` heeds the variable as Node does, and so does Claude Code’s. */
export function isUnchecked({ NODE_TLS_REJECT_UNAUTHORIZED }: Environment): boolean {
  return NODE_TLS_REJECT_UNAUTHORIZED === '0';
}

/** What to do about a connection that is not secure, by the code that its failure holds. */
export function tlsRemedy(
  what: string,
  { NODE_EXTRA_CA_CERTS: file }: Environment,
  whoSays: (name: string) => string = () => 'NODE_EXTRA_CA_CERTS',
): string {
  if (/ALTNAME/.test(what)) return 'the certificate is for another name: use one that it holds (baseUrl)';
  if (/EXPIRED|NOT_YET_VALID/.test(what))
    return 'the certificate has to be renewed by whoever runs the server, or the clock of this machine is wrong';
  if (!/SELF_SIGNED|ISSUER|UNABLE_TO|UNTRUSTED|INVALID_CA/.test(what))
    return 'check that this port speaks TLS, else write http:// (baseUrl), and whether it wants a client certificate';
  if (!file) return 'for a CA of your own: cgw edit NAME --set env.NODE_EXTRA_CA_CERTS=FILE';
  const named = `NODE_EXTRA_CA_CERTS (${whoSays('NODE_EXTRA_CA_CERTS')}) names ${printable(file)}, which`;
  return `${named} ${caFault(file) ?? 'does not hold the CA of this server: add it there'}`;
}

/** What keeps a file of authorities from being used, as the end of a sentence about it; undefined: nothing. */
export function caFault(file: string): string | undefined {
  const bytes = bytesOf(file);
  if (bytes === undefined) return 'cannot be read';
  // All of ASN.1 that is a certificate or holds some begins so: a sequence with a long length.
  if (bytes[0] === 0x30 && bytes[1] === 0x82)
    return `is in DER form, and Claude Code reads PEM alone: openssl x509 -inform der -in ${quotedWord(file)} -out CA.pem`;
  return pemIn(file) === undefined
    ? 'holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)'
    : undefined;
}

/** What Node takes of a file of authorities: nothing where there is no PEM in it (observed of Claude Code, too). */
function pemIn(path: string | undefined): string | undefined {
  const text = textOf(path);
  return text?.includes('-----BEGIN ') ? text : undefined;
}

function textOf(path: string | undefined): string | undefined {
  return bytesOf(path)?.toString('utf8');
}

function bytesOf(path: string | undefined): Buffer | undefined {
  if (!path) return undefined;
  try {
    return readBounded(path, 16 * maxFileBytes);
  } catch {
    return undefined;
  }
}
