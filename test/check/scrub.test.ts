import { afterAll, describe, expect, test } from 'bun:test';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mask, redactorFor } from '../../src/base/redaction.ts';
import { scrubFor, scrubLine, scrubReport } from '../../src/check/scrub.ts';
import { credentialsIn } from '../../src/check/wire.ts';
import { startRecorder } from '../live/recorder/recorder.ts';
import { cgw } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/** A server that refuses everything and repeats all headers, as some debugging proxies do. */
const echo = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: incoming => {
    const heard = [...incoming.headers].map(([name, value]) => `${name}: ${value}`).join('; ');
    return Response.json({ message: heard }, { status: 400 });
  },
});
afterAll(() => echo.stop(true));

const keyId = 'ASIAPLANTEDKEYID0001';
const secretKey = 'planted/secret+key/0123456789abcdefghij';
const sessionToken = `IQoJb3JpZ2luX2Vj${'Pl4nted+/'.repeat(30)}==`;

test('a credential that is one of cgw’s own words leaves a report as it is', () => {
  const hide = redactorFor(['none', 'failed', 'hooks']);
  const features = [{ feature: 'hooks', state: 'none', why: 'refused: the key none is wrong' }];
  expect(scrubReport({ steps: [{ state: 'failed' }], skipped: ['hooks'], features }, hide)).toEqual({
    steps: [{ state: 'failed' }],
    skipped: ['hooks'],
    features: [{ feature: 'hooks', state: 'none', why: `refused: the key ${mask} is wrong` }],
  });
});

describe('credentials that no variable holds', () => {
  test('a session token of ~/.aws/credentials that the server repeats is in no output and no file', async () => {
    const home = new Home();
    home.writeConfig({
      version: 1,
      profiles: {
        br: { backend: 'bedrock', baseUrl: echo.url.origin, awsProfile: 'work', region: 'us-east-1' },
      },
    });
    home.write(
      '.aws/credentials',
      `[work]\naws_access_key_id = ${keyId}\naws_secret_access_key = ${secretKey}\naws_session_token = ${sessionToken}\n`,
    );
    const { stdout, stderr } = await cgw(['check', 'br', '--json'], { home });
    const kept = readdirSync(home.path, { recursive: true, encoding: 'utf8' })
      .filter(name => !name.startsWith('.aws'))
      .map(name => join(home.path, name))
      .filter(path => statSync(path).isFile())
      .map(path => readFileSync(path, 'utf8'));
    expect(stdout).toContain('does not answer (400)');
    for (const text of [stdout, stderr, ...kept])
      for (const secret of [keyId, secretKey, sessionToken.slice(0, 24)]) expect(text).not.toContain(secret);
  });
});

test('what Claude Code says of a token that only AWS’s files hold is hidden, too', async () => {
  const recorder = startRecorder('bedrock');
  const home = new Home();
  const profile = { backend: 'bedrock', baseUrl: recorder.url, awsProfile: 'work', region: 'us-east-1' };
  home.writeConfig({ version: 1, profiles: { br: profile } });
  home.write(
    '.aws/credentials',
    `[work]\naws_access_key_id = ${keyId}\naws_secret_access_key = ${secretKey}\naws_session_token = ${sessionToken}\n`,
  );
  const claude = home.write('claude', `#!/bin/sh\necho 'refused: ${sessionToken}' >&2\nexit 1\n`);
  chmodSync(claude, 0o755);
  const { stdout, stderr } = await cgw(['check', 'br', '--json', '--claude', '--max-cost', '2'], {
    home,
    env: { CGW_CLAUDE: claude },
    asProcess: true,
  });
  await recorder.stop();
  expect(stdout).toContain('refused: ');
  for (const text of [stdout, stderr]) expect(text).not.toContain(sessionToken.slice(0, 24));
});

describe('what of a request is nobody else’s to see', () => {
  test.each([
    ['a token', { authorization: 'Bearer ya29.planted-token' }, ['ya29.planted-token']],
    ['a key', { 'x-api-key': 'sk-planted' }, ['sk-planted']],
    [
      'a signature of AWS',
      {
        authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123abcd0123abcd`,
        'x-amz-security-token': sessionToken,
      },
      [keyId, '0123abcd0123abcd', sessionToken],
    ],
    ['a header that only this gateway knows', { 'x-gate': 'open-sesame' }, ['open-sesame']],
  ])('%s', (_, headers, secrets) => {
    const scrub = scrubLine(scrubFor(noPlan, {}, () => credentialsIn(new Headers(headers))));
    for (const secret of secrets) expect(scrub(`it said ${secret}, twice: ${secret}`)).not.toContain(secret);
  });

  test('what every request says is left as it is', () => {
    const said = {
      'content-type': 'application/json',
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'effort-2025-11-24',
      authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0123abcd0123abcd`,
    };
    const words = 'effort-2025-11-24 of bedrock in us-east-1 takes no application/json of 2023-06-01';
    expect(scrubLine(scrubFor(noPlan, {}, () => credentialsIn(new Headers(said))))(words)).toBe(words);
  });
});

const noPlan = { changes: [] };
