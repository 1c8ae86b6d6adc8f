import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../../support/home.ts';

/** A certificate for 127.0.0.1 that nobody signed but itself. */
export function certificate(): { readonly cert: string; readonly key: string; readonly file: string } {
  const folder = new Home().path;
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const words = [
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
  ];
  const made = Bun.spawnSync([
    ...words,
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', file],
  ]);
  if (!made.success) throw new Error(made.stderr.toString());
  return { cert: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8'), file };
}
