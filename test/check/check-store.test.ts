import { afterAll, describe, expect, test } from 'bun:test';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { cgw, done, json } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { isDeep } from '../support/tier.ts';
import { checked, checkJson, profileFor } from './support/checked.ts';
import { plantedKey, serve } from './support/server.ts';

setUp();

const server = serve(asked => {
  const { 'anthropic-beta': _, ...headers } = asked.headers;
  return { ...asked, headers };
});
afterAll(() => server.stop());

let first: Promise<Home> | undefined;

/** A home in which the server was checked; in the default tier the check is made once. */
async function checkedHome(): Promise<Home> {
  if (isDeep) return (await checked(server.url)).home;
  first ??= checked(server.url).then(({ home }) => home);
  const home = new Home();
  cpSync((await first).path, home.path, { recursive: true });
  return home;
}

const columns = z.object({
  columns: z.array(
    z.object({
      features: z.array(
        z.object({ id: z.string(), state: z.string(), evidence: z.array(z.object({ kind: z.string() })) }),
      ),
    }),
  ),
});

/** State and first evidence of a feature, as `features` has it. */
async function cellOf(home: Home, feature: string): Promise<{ state: string; kind: string } | undefined> {
  const parsed = columns.parse(await json(['features', 'g'], { home }));
  const cell = parsed.columns[0]?.features.find(({ id }) => id === feature);
  return cell === undefined ? undefined : { state: cell.state, kind: cell.evidence[0]?.kind ?? '' };
}

test('a profile that wants its credential in no environment is measured like any other', async () => {
  const home = new Home();
  const token = `file:${home.write('key', plantedKey)}`;
  const profile = { backend: 'gateway', baseUrl: server.url, token, secretVia: 'helper' };
  home.writeConfig({ version: 1, profiles: { g: profile } });
  expect(await cgw(['env', 'g'], { home })).toMatchObject({ exit: 3 });
  expect(await cgw(['check', 'g'], { home })).toMatchObject({ exit: 0 });
  expect(await cellOf(home, 'images-pdf')).toEqual({ state: 'full', kind: 'measured' });
});

describe('what was measured', () => {
  test('shows in features and diff, until the profile changes', async () => {
    const home = await checkedHome();
    expect(await cellOf(home, 'interleaved-thinking')).toEqual({ state: 'none', kind: 'measured' });
    expect(await cellOf(home, 'images-pdf')).toEqual({ state: 'full', kind: 'measured' });
    const diff = await done(['diff', 'direct', 'g'], { home });
    expect(diff.stdout).toContain('Interleaved thinking: full → none');

    await done(['edit', 'g', '--set', 'note=another note'], { home });
    expect(await cellOf(home, 'images-pdf')).toEqual({ state: 'full', kind: 'measured' });
    await done(['edit', 'g', '--set', 'headers.x-team=b'], { home });
    expect((await cellOf(home, 'images-pdf'))?.kind).not.toBe('measured');
  });

  test('counts only where the shell asks the same', async () => {
    const home = new Home();
    const profile = { backend: 'gateway-bedrock', baseUrl: server.url, token: 'env:PLANTED' };
    home.writeConfig({ version: 1, profiles: { g: profile } });
    const east = { AWS_DEFAULT_REGION: 'us-east-1' };
    await cgw(['check', 'g'], { home, env: { PLANTED: plantedKey, ...east } });
    const file = join(home.path, '.local', 'state', 'cgw', 'checks', 'g.json');
    const features = [{ feature: 'images-pdf', state: 'full', why: '', at: '2026-11-20', versions: 'v' }];
    await Bun.write(file, JSON.stringify({ ...(await Bun.file(file).json()), features }));
    const kindIn = async (env: Record<string, string>) => {
      const { columns: held } = columns.parse(await json(['features', 'g'], { home, env }));
      return held[0]?.features.find(({ id }) => id === 'images-pdf')?.evidence[0]?.kind;
    };
    expect(await kindIn(east)).toBe('measured');
    expect(await kindIn({ AWS_DEFAULT_REGION: 'eu-west-1' })).not.toBe('measured');
  });

  test.each([[{ backend: 'odd' }], [null], ['text']])(
    'is no obstacle to doctor when it has become %j',
    async profile => {
      const { home } = await checked(server.url, { args: ['--max-cost', '0'] });
      home.writeConfig({ version: 1, profiles: { g: profile } });
      const { stdout, stderr } = await cgw(['doctor'], { home });
      expect(stdout + stderr).not.toContain('bug');
    },
  );

  test('nothing that was not decided lies over what is documented', async () => {
    const { home, feature } = await checked(server.url, { args: ['--max-cost', '0.01'] });
    expect(feature('prompt-caching')).toBe('unknown');
    expect((await cellOf(home, 'prompt-caching'))?.kind).not.toBe('measured');
  });

  test('a shorter check keeps what an earlier one of the same profile found', async () => {
    const home = await checkedHome();
    const again = await cgw(['check', 'g', '--max-cost', '0.01'], { home, env: { PLANTED: plantedKey } });
    expect(again.exit).toBe(0);
    expect(await cellOf(home, 'prompt-caching')).toEqual({ state: 'full', kind: 'measured' });
  });

  test('is readable by the user only', async () => {
    const home = await checkedHome();
    const folder = join(home.path, '.local', 'state', 'cgw', 'checks');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['g.json']);
    expect(statSync(join(folder, 'g.json')).mode & 0o777).toBe(0o600);
  });

  test('of an older cgw, which may have kept a key, tells nothing anywhere, and goes with the next change', async () => {
    const home = await checkedHome();
    const folder = join(home.path, '.local/state/cgw/checks');
    const file = join(folder, 'g.json');
    const planted = 'sk-planted-0123456789 \u001b[2J';
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    const spoilt = JSON.stringify({
      ...kept,
      version: 1,
      steps: kept.steps.map((each: object) => ({ ...each, what: planted })),
      features: kept.features.map((each: object) => ({ ...each, why: planted })),
    });
    writeFileSync(file, spoilt);
    writeFileSync(join(folder, 'gone.json'), spoilt.replace('"g"', '"gone"'));
    for (const args of [
      ['features', 'g', '--why'],
      ['features', 'g', '--json'],
      ['diff', 'direct', 'g'],
      ['doctor'],
      ['advise'],
      ['show', 'g'],
    ]) {
      const { stdout, stderr } = await cgw(args, { home });
      expect(stdout + stderr).not.toContain('planted');
    }
    expect((await cellOf(home, 'images-pdf'))?.kind).not.toBe('measured');
    await done(['rename', 'g', 'other'], { home });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a damaged file counts as none', async () => {
    const home = await checkedHome();
    home.write('.local/state/cgw/checks/g.json', '{"version":1,"profile":"g","features":[{}]}');
    expect((await cellOf(home, 'images-pdf'))?.kind).not.toBe('measured');
  });
});

describe('where it is kept', () => {
  const env = { PLANTED: plantedKey };
  const folder = (home: Home) => join(home.path, '.local', 'state', 'cgw', 'checks');

  /** Two names that differ only where a file name would have ended. */
  const long = '漢'.repeat(40);
  const other = `${'漢'.repeat(39)}字`;

  test('a long name of another script is no obstacle', async () => {
    const home = new Home();
    home.writeConfig({
      version: 1,
      profiles: { [long]: profileFor(server.url), [other]: profileFor(server.url) },
    });
    const { exit, stderr } = await cgw(['check', long, '--max-cost', '0.01'], { home, env });
    expect({ exit, lost: stderr.includes('cannot be changed') }).toEqual({ exit: 0, lost: false });
    expect(readdirSync(folder(home))).toHaveLength(1);
    await cgw(['check', other, '--max-cost', '0.01'], { home, env });
    expect(readdirSync(folder(home))).toHaveLength(2);
  });

  test('a folder that cannot be written is told, and the report is there', async () => {
    const home = new Home();
    home.writeConfig({ version: 1, profiles: { g: profileFor(server.url) } });
    home.write('.local/state/cgw/checks', 'a file');
    const { exit, stdout, stderr } = await cgw(['check', 'g'], { home, env });
    expect(exit).toBe(0);
    expect(stdout).toContain('answered');
    expect(stderr).toContain('cannot be changed');
  });

  test('a result follows its profile to another name, and goes with it', async () => {
    const home = await checkedHome();
    await done(['rename', 'g', 'h'], { home });
    expect(readdirSync(folder(home))).toEqual(['h.json']);
    const { columns: held } = columns.parse(await json(['features', 'h'], { home }));
    expect(held[0]?.features.find(({ id }) => id === 'images-pdf')?.evidence[0]?.kind).toBe('measured');
    await done(['remove', 'h'], { home });
    expect(readdirSync(folder(home))).toEqual([]);
  });

  test('a result of another profile in its file does not count', async () => {
    const home = await checkedHome();
    const file = join(folder(home), 'g.json');
    const held = await Bun.file(file).json();
    home.write('.local/state/cgw/checks/g.json', JSON.stringify({ ...held, profile: 'other' }));
    expect((await cellOf(home, 'images-pdf'))?.kind).not.toBe('measured');
  });
});

describe('a check that finds less', () => {
  const env = { PLANTED: plantedKey };

  test('takes back what it asked and did not see again', async () => {
    let broken = false;
    const fickle = serve(asked =>
      broken && asked.body.output_config !== undefined ? new Response('no', { status: 500 }) : asked,
    );
    const { home } = await checked(fickle.url);
    expect(await cellOf(home, 'effort')).toEqual({ state: 'full', kind: 'measured' });
    broken = true;
    await cgw(['check', 'g'], { home, env });
    expect((await cellOf(home, 'effort'))?.kind).not.toBe('measured');
    expect((await cellOf(home, 'images-pdf'))?.kind).toBe('measured');
    await fickle.stop();
  });

  test('because the server is gone leaves a mark', async () => {
    const fleeting = serve();
    const { home } = await checked(fleeting.url);
    await fleeting.stop();
    expect((await cgw(['check', 'g'], { home, env })).exit).toBe(5);
    const { stdout } = await done(['features', 'g', '--why', '--all'], { home });
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/the check of \d{4}-\d\d-\d\d failed: reachable/);
  });
});

test('what Bun would print of each request is not printed', async () => {
  // No secret may be in any output: `checked` sees to that.
  const { step } = await checked(server.url, { env: { BUN_CONFIG_VERBOSE_FETCH: 'curl' } });
  expect(step('answered')?.state).toBe('ok');
});

describe('what it may cost', () => {
  test('is said first, and --max-cost holds', async () => {
    const { result, report } = await checked(server.url, { args: ['--max-cost', '0.10'] });
    expect(result.stderr).toMatch(
      /^cgw: g: testing \d+ features of claude-opus-5-5; costs at most \$0\.\d\d/,
    );
    expect(report.estimate).toBeLessThanOrEqual(0.1);
    expect(report.features.some(({ why }) => why.includes('--max-cost'))).toBe(true);
  });

  test('the deep probe runs only when it is asked for and fits', async () => {
    const deep = await checked(server.url, { args: ['--deep', '--max-cost', '1'] });
    expect(deep.feature('context-1m')).toBe('unknown');
    expect(deep.report.features.find(({ id }) => id === 'context-1m')?.why).toContain('all takes up to');
    const paid = await checked(server.url, { args: ['--deep'] });
    expect(paid.report.features.find(({ id }) => id === 'context-1m')?.why).toContain('was answered');
  });

  test('nothing that is billed is sent for nothing', async () => {
    const free = serve();
    const { result, step, report } = await checked(free.url, { args: ['--max-cost', '0'] });
    expect(free.asked.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(result.exit).toBe(0);
    expect(step('answered')).toMatchObject({ state: 'skipped', what: expect.stringContaining('--max-cost') });
    expect(step('models')?.state).toBe('ok');
    expect(report.estimate).toBe(0);
    await free.stop();
  });

  test('who is not there spends nothing', async () => {
    const { report } = await checked('http://127.0.0.1:1');
    expect(report.estimate).toBe(0);
  });

  test.each([['x'], ['-1'], ['']])('--max-cost %j is no amount', async amount => {
    const home = new Home();
    home.writeConfig({ version: 1, profiles: { g: profileFor(server.url) } });
    const { exit, stderr } = await cgw(['check', 'g', `--max-cost=${amount}`], { home });
    expect(exit).toBe(2);
    expect(stderr).toContain('check');
  });
});

describe('several profiles', () => {
  test('--all checks each of them and shares the budget', async () => {
    const home = new Home();
    home.writeConfig({
      version: 1,
      profiles: {
        one: profileFor(server.url),
        gone: profileFor('http://no-such-host.invalid'),
        two: profileFor(server.url, { models: { default: 'claude-haiku-5-5' } }),
        locked: profileFor(server.url, { token: 'env:NOT_SET' }),
        odd: { backend: 'gateway', baseUrl: 'no address' },
      },
    });
    const result = await cgw(['check', '--all', '--json', '--max-cost', '0.4'], {
      home,
      env: { PLANTED: plantedKey },
    });
    expect(result.exit).toBe(5);
    const { checks } = z
      .object({
        checks: z.array(
          z.object({
            profile: z.string(),
            estimate: z.number(),
            steps: z.array(z.object({ step: z.string(), state: z.string() })),
          }),
        ),
      })
      .parse(JSON.parse(result.stdout));
    expect(checks.map(({ profile }) => profile)).toEqual(['one', 'gone', 'two', 'locked', 'odd']);
    expect(checks.reduce((sum, { estimate }) => sum + estimate, 0)).toBeLessThanOrEqual(0.4);
    expect(checks[1]?.steps).toMatchObject([{ step: 'reachable', state: 'failed' }]);
    expect(checks[3]?.steps).toMatchObject([{ step: 'profile', state: 'failed' }]);
    expect(checks[4]?.steps).toMatchObject([{ step: 'profile', state: 'failed' }]);
  });

  test('--all of one whose secret is unavailable is a report, too', async () => {
    const home = new Home();
    home.writeConfig({ version: 1, profiles: { g: profileFor(server.url) } });
    const { exit, stdout } = await cgw(['check', '--all', '--json'], { home });
    expect(exit).toBe(5);
    const { checks } = checkJson.parse(JSON.parse(stdout));
    expect(checks.map(({ steps }) => steps[0]?.step)).toEqual(['profile']);
  });

  test('--all of none says so', async () => {
    const home = new Home();
    home.writeConfig({ version: 1, profiles: {} });
    const { exit, stdout, stderr } = await cgw(['check', '--all'], { home });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(stderr).toContain('there is no profile to check');
  });

  test('a secret that is unavailable is exit 4 for one profile', async () => {
    const home = new Home();
    home.writeConfig({ version: 1, profiles: { g: profileFor(server.url) } });
    const { exit, stderr } = await cgw(['check', 'g'], { home });
    expect(exit).toBe(4);
    expect(stderr).toContain('env:PLANTED is not set');
  });
});

describe('an interruption', () => {
  test('leaves what was learnt, and exit 130', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hanging = serve(asked => {
      if (asked.body.context_management === undefined) return asked;
      resolve();
      return new Promise<never>(() => {});
    });
    const home = new Home();
    home.writeConfig({ version: 1, profiles: { g: profileFor(hanging.url) } });
    const { program } = await import('../support/cgw.ts');
    const child = Bun.spawn([program, 'check', 'g', '--json'], {
      env: { HOME: home.path, PATH: process.env.PATH ?? '', PLANTED: plantedKey },
      stdout: 'pipe',
      stderr: 'pipe',
    });
    await promise;
    child.kill('SIGINT');
    expect(await child.exited).toBe(130);
    const [report] = z
      .object({
        checks: z.array(z.object({ stopped: z.boolean(), features: z.array(z.object({ id: z.string() })) })),
      })
      .parse(JSON.parse(await child.stdout.text())).checks;
    expect(report?.stopped).toBe(true);
    expect(report?.features.map(({ id }) => id)).toContain('effort');
    expect(report?.features.map(({ id }) => id)).not.toContain('context-management');
    expect(await cellOf(home, 'effort')).toEqual({ state: 'full', kind: 'measured' });
    await hanging.stop();
  });
});
