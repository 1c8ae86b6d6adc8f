import { afterAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { shellWord } from '../../src/check/curl/line.ts';
import { cgw, done } from '../support/cgw.ts';
import { expectError } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { setUp } from '../support/set-up.ts';
import { profileFor } from './support/checked.ts';
import { plantedKey, type Server, serve } from './support/server.ts';

setUp();

const hasCurl = required('curl', Bun.which('curl') !== null);
const servers: Server[] = [];
afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()));
});

function started(): Server {
  const server = serve();
  servers.push(server);
  return server;
}

function homeWith(profile: object): Home {
  const home = new Home();
  home.writeConfig({ version: 1, profiles: { g: profile } });
  return home;
}

describe('a word for the shell', () => {
  const standIns = [{ mark: 'CGWMARK1X', variable: 'SECRET', setUp: null }];

  /** What the shell makes of it. */
  function evaluated(word: string): string {
    const script = `printf %s ${word}`;
    return Bun.spawnSync(['/bin/sh', '-c', script], { env: { SECRET: `a b"'$(x)*` } }).stdout.toString();
  }

  test('is literal but for its variables, whatever stands around them', () => {
    // A shell keeps no NUL; a lone surrogate is no UTF-8.
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter(each => !each.includes('\0'));
    fc.assert(
      fc.property(text, text, fc.boolean(), (before, after, has) => {
        const word = shellWord(`${before}${has ? 'CGWMARK1X' : ''}${after}`, standIns);
        expect(evaluated(word)).toBe(`${before}${has ? `a b"'$(x)*` : ''}${after}`);
      }),
      { numRuns: 150 },
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
    const server = started();
    const home = homeWith(profileFor(server.url, { token: 'cmd:false' }));
    const { stdout } = await done(['check', 'g', '--curl'], { home });
    expect(server.asked).toEqual([]);
    expect(stdout).toStartWith('CGW_SECRET_1="$(cgw token g)"\n');
    expect(stdout).toContain('"authorization: Bearer $CGW_SECRET_1"');
  });

  test('holds no secret, though the shell exports it', async () => {
    const home = homeWith(
      profileFor('http://127.0.0.1:1', {
        headers: { 'x-team': { secret: 'file:/run/key', scheme: 'Basic' } },
      }),
    );
    const { stdout } = await done(['check', 'g', '--curl'], { home, env: { PLANTED: plantedKey } });
    expect(stdout).not.toContain(plantedKey);
    expect(stdout).toContain('"authorization: Bearer $PLANTED"');
    expect(stdout).toContain('"x-team: Basic $CGW_SECRET_');
    expect(stdout).toContain('# fill in: file:/run/key');
  });

  test.skipIf(!hasCurl)('the lines run in sh and send what the check sends', async () => {
    const [byCurl, byCheck] = [started(), started()];
    const more = { headers: { 'x-odd': `it's "$HOME" \\ *` } };
    const byCurlHome = homeWith(profileFor(byCurl.url, more));
    const curl = await done(['check', 'g', '--curl', '--deep'], { home: byCurlHome });
    const script = byCurlHome.write('requests.sh', curl.stdout);
    const ran = Bun.spawn(['/bin/sh', '-e', script], {
      env: { PATH: process.env.PATH ?? '', PLANTED: plantedKey },
      stdout: 'ignore',
      stderr: 'pipe',
    });
    expect(await ran.stderr.text()).toBe('');
    expect(await ran.exited).toBe(0);
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
    [{ backend: 'bedrock', region: 'us-east-1' }, `--aws-sigv4 'aws:amz:us-east-1:bedrock'`],
    [{ backend: 'mantle', region: 'us-east-1' }, `--aws-sigv4 'aws:amz:us-east-1:bedrock-mantle'`],
    [
      { backend: 'vertex', projectId: 'p' },
      'https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5/publishers/anthropic/models/claude-opus-5-5:streamRawPredict',
    ],
    [{ backend: 'anthropic', apiKey: 'env:MY_KEY' }, '"x-api-key: $MY_KEY"'],
    [{ backend: 'foundry', resource: 'r', apiKey: 'env:MY_KEY' }, '"x-api-key: $MY_KEY"'],
    [
      { backend: 'gateway-bedrock', baseUrl: 'https://g.example.com/bedrock', token: 'env:T' },
      'https://g.example.com/bedrock/model/us.anthropic.claude-opus-5-5/invoke-with-response-stream',
    ],
  ])('%j', async (profile, expected) => {
    const { stdout } = await done(['check', 'g', '--curl'], { home: homeWith(profile) });
    expect(stdout).toContain(expected);
  });

  test('a subscription has no such lines', async () => {
    const result = await cgw(['check', 'g', '--curl'], { home: homeWith({ backend: 'anthropic' }) });
    expectError(result, 1, 'subscription', '--claude');
  });

  test('goes with neither --json nor --claude', async () => {
    const home = homeWith(profileFor('http://127.0.0.1:1'));
    expectError(await cgw(['check', 'g', '--curl', '--json'], { home }), 2, '--curl');
  });
});
