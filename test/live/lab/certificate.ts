import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate for the names of the vendors, which trusts itself; `path` is its file, for clients to trust. */
export type Certificate = { readonly cert: string; readonly key: string; readonly path: string };

/** Makes one in `folder` with OpenSSL, good for two days. */
export function makeCertificate(folder: string, hosts: readonly string[]): Certificate {
  const path = join(folder, 'vendors.pem');
  const key = join(folder, 'vendors.key');
  const names = hosts.map(host => `DNS:${host}`).join(',');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=cgw lab', '-addext', `subjectAltName=${names}`];
  execFileSync(
    'openssl',
    ['req', '-x509', '-days', '2', ...curve, ...subject, '-keyout', key, '-out', path],
    {
      stdio: 'pipe',
    },
  );
  return { cert: readFileSync(path, 'utf8'), key: readFileSync(key, 'utf8'), path };
}
