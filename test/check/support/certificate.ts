import { type Certificate, makeCertificate } from '../../support/certificate.ts';
import { Home } from '../../support/home.ts';
import { required } from '../../support/required.ts';

export const hasOpenssl = required('openssl', Bun.which('openssl') !== null);

/** A certificate for 127.0.0.1, in a folder of its own. */
export function certificate(): Certificate {
  return makeCertificate(new Home().path, ['IP:127.0.0.1']);
}
