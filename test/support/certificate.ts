import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate that nobody signed but itself; `path` is its file, for programs to trust. */
export type Certificate = { readonly cert: string; readonly key: string; readonly path: string };

/**
 * Makes one with OpenSSL, good for two days.
 * @param folder an existing one
 * @param names as in `DNS:host` and `IP:127.0.0.1`
 */
export function makeCertificate(folder: string, names: readonly string[]): Certificate {
  const [keyPath, path] = [join(folder, 'tls.key'), join(folder, 'tls.pem')];
  const made = Bun.spawnSync([
    ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '2', '-subj', '/CN=cgw tests', '-addext', `subjectAltName=${names.join()}`],
    ...['-keyout', keyPath, '-out', path],
  ]);
  if (!made.success) throw new Error(`openssl: ${made.stderr.toString()}`);
  return { cert: readFileSync(path, 'utf8'), key: readFileSync(keyPath, 'utf8'), path };
}
