import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { shellWord } from '../../src/check/curl/line.ts';
import { cgw, done } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { setUp } from '../support/set-up.ts';
import { runs } from '../support/tier.ts';
import { certificate, hasOpenssl } from './support/certificate.ts';
import { profileFor } from './support/checked.ts';
import { plantedKey, type Server, serversUntilTheEnd } from './support/server.ts';

setUp();

const hasCurl = required('curl', Bun.which('curl') !== null);
const start = serversUntilTheEnd();

function homeWith(profile: object): Home {
  const home = new Home();
  home.writeConfig({ version: 1, profiles: { g: profile } });
  return home;
}

/** What `sh -e` says of the lines, with nothing in its environment but what is given. */
async function complaintsOf(
  home: Home,
  lines: string,
  env: { [name: string]: string } = {},
): Promise<string> {
  const ran = Bun.spawn(['/bin/sh', '-e', home.write('requests.sh', lines)], {
    env: { PATH: process.env.PATH ?? '', PLANTED: plantedKey, ...env },
    stdout: 'ignore',
    stderr: 'pipe',
  });
  return (await ran.stderr.text()) + (await ran.exited);
}

describe('a word for the shell', () => {
  const standIns = [{ mark: 'CGWMARK1X', variable: 'SECRET', setUp: null }];

  /** What the shell makes of it. */
  function evaluated(word: string): string {
    const script = `printf %s ${word}`;
    return Bun.spawnSync(['/bin/sh', '-c', script], { env: { SECRET: `a b"'$(x)*` } }).stdout.toString();
  }

  test('is literal but for its variables, whatever stands around them', () => {
    // A shell keeps no NUL; a lone surrogate is not UTF-8.
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter(each => !each.includes('\0'));
    fc.assert(
      fc.property(text, text, fc.boolean(), (before, after, has) => {
        const word = shellWord(`${before}${has ? 'CGWMARK1X' : ''}${after}`, standIns);
        expect(evaluated(word)).toBe(`${before}${has ? `a b"'$(x)*` : ''}${after}`);
      }),
      { numRuns: runs(150) },
    );
  });

  test.each([
    ['authorization: Bearer CGWMARK1X', '"authorization: Bearer $SECRET"'],
    ['CGWMARK1Xx', `"$${'{SECRET}'}x"`],
    ['{"a":1}', `'{"a":1}'`],
  ])('%s reads well', (text, word) => {
    expect(shellWord(text, standIns)).toBe(word);
  });
});

describe('cgw check --curl', () => {
  test('fetches and sends nothing', async () => {
    const server = start();
    const home = homeWith(profileFor(server.url, { token: 'cmd:false' }));
    const { stdout } = await done(['check', 'g', '--curl'], { home });
    expect(server.asked).toEqual([]);
    expect(stdout).toStartWith('CGW_SECRET_1="$(cgw token g)"\n');
    expect(stdout).toContain('\nauthorization: Bearer $CGW_SECRET_1\n');
  });

  test('holds no secret, though the shell exports it', async () => {
    const home = homeWith(
      profileFor('http://127.0.0.1:1', {
        headers: { 'x-team': { secret: 'file:/run/key', scheme: 'Basic' } },
      }),
    );
    const { stdout } = await done(['check', 'g', '--curl'], { home, env: { PLANTED: plantedKey } });
    expect(stdout).not.toContain(plantedKey);
    expect(stdout).toContain('\nauthorization: Bearer $PLANTED\n');
    expect(stdout).toContain('\nx-team: Basic $CGW_SECRET_');
    expect(stdout).toContain('# fill in: file:/run/key');
  });

  test.skipIf(!hasCurl)('no argument of curl holds a secret', async () => {
    const server = start();
    const headers = { 'x-team': { secret: 'env:PLANTED', scheme: 'Basic' } };
    const home = homeWith(profileFor(server.url, { headers }));
    const { stdout } = await done(['check', 'g', '--curl', '--deep'], { home });
    const seen = `${home.path}/arguments`;
    home.write(
      'bin/curl',
      `#!/bin/sh\nprintf '%s\\n' "$@" >>${seen}\nexec ${Bun.which('curl')} "$@"\n`,
      0o755,
    );
    const env = { PATH: `${home.path}/bin:${process.env.PATH}` };
    expect(await complaintsOf(home, stdout, env)).toBe('0');
    expect(readFileSync(seen, 'utf8')).toContain('--data-raw');
    expect(readFileSync(seen, 'utf8')).not.toContain(plantedKey);
    for (const { headers } of server.asked) {
      expect(headers.authorization).toBe(`Bearer ${plantedKey}`);
      expect(headers['x-team']).toBe(`Basic ${plantedKey}`);
    }
  });

  test.skipIf(!hasCurl)('the lines run in sh and send what the check sends', async () => {
    const [byCurl, byCheck] = [start(), start()];
    const more = { headers: { 'x-odd': `it's "$HOME" \\ *` } };
    const byCurlHome = homeWith(profileFor(byCurl.url, more));
    const curl = await done(['check', 'g', '--curl', '--deep'], { home: byCurlHome });
    expect(await complaintsOf(byCurlHome, curl.stdout)).toBe('0');
    const home = homeWith(profileFor(byCheck.url, more));
    await done(['check', 'g', '--deep', '--max-cost', '3'], { home, env: { PLANTED: plantedKey } });
    const essence = ({ asked }: Server) =>
      asked
        .filter(({ method }) => method === 'POST')
        .map(({ path, headers, body }) => ({
          path,
          betas: headers['anthropic-beta'],
          version: headers['anthropic-version'],
          credential: headers.authorization,
          odd: headers['x-odd'],
          // A run differs from another by its nonce only.
          body: JSON.stringify(body).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'NONCE'),
        }));
    // curl sends all; a check leaves out what is decided already.
    const all = essence(byCurl);
    expect(all.length).toBeGreaterThan(essence(byCheck).length);
    for (const one of essence(byCheck)) expect(all).toContainEqual(one);
  });

  test.each([
    [{ backend: 'bedrock', region: 'us-east-1' }, '\naws-sigv4 = "aws:amz:us-east-1:bedrock"\n'],
    [{ backend: 'mantle', region: 'us-east-1' }, '\naws-sigv4 = "aws:amz:us-east-1:bedrock-mantle"\n'],
    [
      { backend: 'vertex', projectId: 'p' },
      'https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5/publishers/anthropic/models/claude-opus-5-5:streamRawPredict',
    ],
    [{ backend: 'anthropic', apiKey: 'env:MY_KEY' }, '\nx-api-key: $MY_KEY\n'],
    [{ backend: 'foundry', resource: 'r', apiKey: 'env:MY_KEY' }, '\nx-api-key: $MY_KEY\n'],
    [
      { backend: 'gateway-bedrock', baseUrl: 'https://g.example.com/bedrock', token: 'env:T' },
      'https://g.example.com/bedrock/model/us.anthropic.claude-opus-5-5/invoke-with-response-stream',
    ],
  ])('%j', async (profile, expected) => {
    const { stdout } = await done(['check', 'g', '--curl'], { home: homeWith(profile) });
    expect(stdout).toContain(expected);
  });

  test('credentials of an AWS profile are fetched first', async () => {
    const home = homeWith({ backend: 'bedrock', region: 'us-east-1', awsProfile: "team's" });
    const { stdout } = await done(['check', 'g', '--curl'], { home, env: { AWS_ACCESS_KEY_ID: 'other' } });
    const [first = '', second] = stdout.split('\n');
    expect(second).toBe('');
    // A stand-in for the AWS program, which keeps what it is asked.
    const asked = `${home.path}/asked`;
    const tool = home.write(
      'bin/aws',
      `#!/bin/sh\nprintf '%s\\n' "$@" >${asked}\necho export AWS_ACCESS_KEY_ID=fresh\n`,
      0o755,
    );
    const script = `AWS_SESSION_TOKEN=stale; ${first}; printf %s "$AWS_ACCESS_KEY_ID $AWS_SESSION_TOKEN"`;
    const ran = Bun.spawnSync(['/bin/sh', '-ec', script], {
      env: { PATH: `${dirname(tool)}:/bin:/usr/bin` },
    });
    expect(ran.stdout.toString()).toBe('fresh ');
    expect(readFileSync(asked, 'utf8')).toBe(
      "configure\nexport-credentials\n--profile\nteam's\n--format\nenv\n",
    );
  });

  test.each([
    ['keys that the shell exports', {}, { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's' }, ''],
    [
      'what AWS finds',
      {},
      {},
      'unset AWS_SESSION_TOKEN; eval "$(aws configure export-credentials --format env)"',
    ],
    ['a Bedrock key', { bearerToken: 'env:MY_BEARER' }, {}, ''],
  ])('Bedrock with %s', async (_, fields, env, expected) => {
    const home = homeWith({ backend: 'bedrock', region: 'us-east-1', ...fields });
    const { stdout } = await done(['check', 'g', '--curl'], { home, env });
    expect(stdout.slice(0, stdout.indexOf('# answered')).trim()).toBe(expected);
  });

  test.skipIf(!hasCurl || !hasOpenssl)('a CA of its own is trusted, and no other', async () => {
    const { cert, key, path: file } = certificate();
    const server = start(undefined, { cert, key });
    const trusting = homeWith(profileFor(server.url, { env: { NODE_EXTRA_CA_CERTS: file } }));
    const { stdout } = await done(['check', 'g', '--curl'], { home: trusting });
    expect(await complaintsOf(trusting, stdout)).toBe('0');
    const asked = server.asked.length;
    expect(asked).toBeGreaterThan(5);
    const other = homeWith(profileFor(server.url));
    const lines = await done(['check', 'g', '--curl'], { home: other });
    expect(await complaintsOf(other, lines.stdout)).toContain('certificate');
    expect(server.asked).toHaveLength(asked);
  });

  test.skipIf(!hasCurl)('the proxy of the profile is gone through', async () => {
    const proxy = start();
    const home = homeWith(profileFor('http://gateway.invalid', { env: { HTTP_PROXY: proxy.url } }));
    const { stdout } = await done(['check', 'g', '--curl'], { home });
    expect(await complaintsOf(home, stdout)).toBe('0');
    expect(proxy.asked.length).toBeGreaterThan(5);
  });

  test('the way there is that of the profile, and what the shell holds stays a variable', async () => {
    const env = {
      HTTPS_PROXY: 'http://me:planted-proxy-word@proxy.example.com:3128',
      CLAUDE_CODE_CLIENT_KEY_PASSPHRASE: 'planted-pass-phrase',
    };
    const way = {
      CLAUDE_CODE_CLIENT_CERT: '/etc/my cert.pem',
      CLAUDE_CODE_CLIENT_KEY: '/etc/key.pem',
      NO_PROXY: 'localhost',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    };
    const home = homeWith(profileFor('https://gateway.invalid', { env: way }));
    const { stdout } = await done(['check', 'g', '--curl'], { home, env });
    expect(stdout).not.toContain('planted-');
    const first = stdout.slice(stdout.indexOf('curl '), stdout.indexOf('--data-raw'));
    for (const word of ["--noproxy ''", "--cert '/etc/my cert.pem'", "--key '/etc/key.pem'", '--insecure'])
      expect(first).toContain(` ${word} `);
    expect(stdout).toContain('\nproxy = "$HTTPS_PROXY"\npass = "$CLAUDE_CODE_CLIENT_KEY_PASSPHRASE"\n');
  });

  test.each([
    [{ HTTP_PROXY: 'http://proxy:1', NO_PROXY: 'gateway.invalid:80' }, `--noproxy '*'`],
    [{ ALL_PROXY: 'http://proxy:1' }, `--proxy 'http://proxy:1'`],
  ])('with %j as a check goes: %s', async (way, option) => {
    const home = homeWith(profileFor('http://gateway.invalid', { env: way }));
    const { stdout } = await done(['check', 'g', '--curl'], { home });
    expect(stdout.match(/--(no)?proxy '[^']+'/)?.[0]).toBe(option);
  });

  test('over plain HTTP no certificate is spoken of', async () => {
    const way = { CLAUDE_CODE_CLIENT_CERT: '/c.pem', NODE_EXTRA_CA_CERTS: '/ca.pem' };
    const home = homeWith(profileFor('http://gateway.invalid', { env: way }));
    const { stdout } = await done(['check', 'g', '--curl'], { home });
    expect(stdout).not.toMatch(/--cert|--cacert/);
  });

  test('a subscription has no such lines', async () => {
    const result = await cgw(['check', 'g', '--curl'], { home: homeWith({ backend: 'anthropic' }) });
    expectError(result, 1, 'subscription', '--claude');
  });

  test.each([[['--json']], [['--claude']], [['--max-cost', '1']]])('does not go with %j', async words => {
    const home = homeWith(profileFor('http://127.0.0.1:1'));
    expectError(await cgw(['check', 'g', '--curl', ...words], { home }), 2, '--curl');
  });
});
