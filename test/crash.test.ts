import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crashReport } from '../src/main.ts';
import { cleanEnvironment } from './support/cgw.ts';
import { Home } from './support/home.ts';
import { isRunning } from './support/running.ts';
import { setUp } from './support/set-up.ts';
import { until } from './support/until.ts';

setUp();

const dots = '••••••••';

describe('what is told of a bug', () => {
  test('is what happened, and where only when that is asked for', () => {
    const error = new TypeError('x is not a function');
    const short =
      'cgw: this is a bug: TypeError: x is not a function\n     set CGW_DEBUG=1 for where it happened, and please report it\n';
    expect(crashReport(error, {})).toBe(short);
    expect(crashReport(error, { CGW_DEBUG: '' })).toBe(short);
    const long = crashReport(error, { CGW_DEBUG: '1' });
    expect(long).toStartWith(short);
    expect(long).toContain('crash.test.ts:');
  });

  test('can be about anything that was thrown', () => {
    expect(crashReport('just a text', { CGW_DEBUG: '1' })).toContain('this is a bug: just a text\n');
    expect(crashReport(undefined, {})).toContain('this is a bug: undefined\n');
  });

  test.each([
    ['a key', 'spawn a sk-ant-api03-0123456789abcdef failed', 'spawn a sk-ant-…cdef failed'],
    ['a key between quotes', `bad token "sk-0123456789abcdefghijkl"`, 'bad token "sk-…ijkl"'],
    ['a key in JSON', '{"token":"ghp_0123456789abcdefghijklmnop"}', '{"token":"ghp_…mnop"}'],
    ['a key that is assigned', 'K=sk-0123456789abcdef x', `K=${dots} x`],
    ['a password in an address', 'GET https://u:hunter2@host/x failed', `GET ${dots} failed`],
  ])('holds no %s', (_, message, shown) => {
    for (const CGW_DEBUG of [undefined, '1']) {
      const report = crashReport(new Error(message), { CGW_DEBUG });
      expect(report).toContain(shown);
      expect(report).not.toContain(message);
    }
  });
});

/** The program from its source, with a `Bun.which` that is broken; `x` takes a secret from K and one from a program. */
async function broken(which: string, env: Record<string, string>): Promise<{ stderr: string; home: Home }> {
  const home = new Home();
  const waits = ['sh', '-c', `echo $$ >${home.path}/pid; exec sleep 1000`];
  const headers = { 'x-key': { secret: 'env:K' } };
  const token = `cmd:${JSON.stringify(waits)}`;
  const x = { backend: 'gateway', baseUrl: 'https://g.example.com', token, headers };
  home.writeConfig({ version: 1, profiles: { x } });
  const file = home.write('preload.ts', `Bun.which = () => { ${which} };`);
  const words = ['--preload', file, join(import.meta.dir, '..', 'src', 'cli.ts'), 'exec', 'x', '--', 'true'];
  const child = Bun.spawn([process.execPath, ...words], {
    cwd: home.path,
    env: cleanEnvironment(home, { ...env, PID: `${home.path}/pid` }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  expect(await child.exited).toBe(1);
  expect(stdout).toBe('');
  return { stderr, home };
}

describe('a crash repeats no secret, and leaves no program behind', () => {
  const env = { K: 'plain word and 4711', OPENAI_API_KEY: 'another-plain-word', CGW_DEBUG: '1' };
  const error = `new Error(['spawn', process.env.K, process.env.OPENAI_API_KEY, JSON.stringify(process.env)].join(' '))`;
  const whenItRuns = `while (!require('node:fs').existsSync(process.env.PID)) await Bun.sleep(10);`;

  test.each([
    ['thrown', `throw ${error};`],
    ['of a promise', `(async () => { ${whenItRuns} throw ${error}; })(); return '/bin/sh';`],
    [
      'in a callback',
      `(async () => { ${whenItRuns} setTimeout(() => { throw ${error}; }); })(); return '/bin/sh';`,
    ],
  ])('%s', async (_, which) => {
    const { stderr, home } = await broken(which, env);
    expect(stderr).toStartWith(`cgw: this is a bug: Error: spawn ${dots} ${dots} {`);
    for (const secret of [env.K, env.OPENAI_API_KEY]) expect(stderr).not.toContain(secret);
    expect(stderr).toContain('preload.ts:');
    const pid = existsSync(`${home.path}/pid`) ? readFileSync(`${home.path}/pid`, 'utf8').trim() : '';
    await until('the program of the secret has ended', () => pid === '' || !isRunning(Number(pid)));
  });
});
