import { describe, expect, test } from 'bun:test';
import { tlsRemedy } from '../../src/check/tls.ts';
import { setUp } from '../support/set-up.ts';
import { certificate, hasOpenssl } from './support/certificate.ts';
import { checked, profileFor } from './support/checked.ts';
import { serversUntilTheEnd } from './support/server.ts';

setUp();

const start = serversUntilTheEnd();

async function reachable(url: string, env: { readonly [name: string]: string }) {
  const profile = profileFor(url, { env });
  const { step } = await checked(url, { profile });
  return step('reachable');
}

describe('what to do about a connection that is not secure', () => {
  test.skipIf(!hasOpenssl)('an authority that nobody named: name it', async () => {
    const { url } = start(undefined, certificate());
    expect(await reachable(url, {})).toMatchObject({
      state: 'failed',
      remedy: 'for a CA of your own: cgw edit g --set env.NODE_EXTRA_CA_CERTS=FILE',
    });
  });

  test.skipIf(!hasOpenssl)('the file that is named is not there: say so', async () => {
    const { url } = start(undefined, certificate());
    expect(await reachable(url, { NODE_EXTRA_CA_CERTS: '/no/such.pem' })).toMatchObject({
      state: 'failed',
      remedy: 'NODE_EXTRA_CA_CERTS (the profile: cgw edit g) names /no/such.pem, which cannot be read',
    });
  });

  test.skipIf(!hasOpenssl)('the file that is named holds another: say so', async () => {
    const { path: file } = certificate();
    const { url } = start(undefined, certificate());
    expect(await reachable(url, { NODE_EXTRA_CA_CERTS: file })).toMatchObject({
      state: 'failed',
      remedy: `NODE_EXTRA_CA_CERTS (the profile: cgw edit g) names ${file}, which does not hold the CA of this server: add it there`,
    });
  });

  test.skipIf(!hasOpenssl)('the file that is named is in DER form: make PEM of it', async () => {
    const { path: file, ...made } = certificate();
    const { url } = start(undefined, made);
    const der = file.replace(/pem$/, 'der');
    Bun.spawnSync(['openssl', 'x509', '-in', file, '-outform', 'der', '-out', der]);
    expect(await reachable(url, { NODE_EXTRA_CA_CERTS: der })).toMatchObject({
      state: 'failed',
      remedy: `NODE_EXTRA_CA_CERTS (the profile: cgw edit g) names ${der}, which is in DER form, and Claude Code reads PEM alone: openssl x509 -inform der -in ${der} -out CA.pem`,
    });
    // And that of the user’s settings counts, as in a launch.
    const { step } = await checked(url, { settings: { NODE_EXTRA_CA_CERTS: file } });
    expect(step('reachable')?.state).toBe('ok');
  });

  test.skipIf(!hasOpenssl)('the file that is named holds no certificate: say so', async () => {
    const { url } = start(undefined, certificate());
    expect(await reachable(url, { NODE_EXTRA_CA_CERTS: '/etc/hosts' })).toMatchObject({
      remedy: expect.stringContaining('which holds no certificate in PEM form'),
    });
  });

  // The codes are those of OpenSSL, as `fetch` hands them on.
  test.each([
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'for another name'],
    ['CERT_HAS_EXPIRED', 'renewed'],
    ['CERT_NOT_YET_VALID', 'the clock'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS=FILE'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS=FILE'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS=FILE'],
    ['EPROTO', 'speaks TLS'],
  ])('%s: %s', (code, words) => {
    expect(tlsRemedy(`there is no secure connection to https://g (${code})`, {})).toContain(words);
  });

  test('plain HTTP on that port: no word of a CA', async () => {
    const url = start().url.replace('http:', 'https:');
    expect(await reachable(url, {})).toMatchObject({
      state: 'failed',
      remedy:
        'check that this port speaks TLS, else write http:// (baseUrl), and whether it wants a client certificate',
    });
  });
});

describe('NODE_TLS_REJECT_UNAUTHORIZED', () => {
  test.skipIf(!hasOpenssl)('=0 is worth a look: nobody is sure who answers', async () => {
    const { url } = start(undefined, certificate());
    const found = await reachable(url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(found).toMatchObject({
      state: 'warning',
      remedy:
        'leave out NODE_TLS_REJECT_UNAUTHORIZED; for a CA of your own there is NODE_EXTRA_CA_CERTS=FILE',
    });
    expect(found?.what).toContain('certificates are not checked');
  });

  test('says nothing where there is no TLS', async () => {
    expect(await reachable(start().url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toMatchObject({
      state: 'ok',
    });
  });
});
